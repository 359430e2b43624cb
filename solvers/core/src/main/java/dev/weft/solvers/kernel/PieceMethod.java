package dev.weft.solvers.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Write the steps of one piece: what it reads, what it computes, what it keeps and stores; values live in local
 * variables from where they are made to where they are last used. Where values come from and go to is the business of
 * {@link Places}.
 */
final class PieceMethod {
    private final LaneProgram program;
    private final Pieces pieces;
    private final Pieces.Piece piece;
    private final ValueCode code;
    private final Places places;
    private final Map<Integer, Integer> locals = new HashMap<>();
    private final List<Integer> freeLocals = new ArrayList<>();
    private int nextLocal;

    PieceMethod(LaneProgram program, Pieces pieces, Pieces.Piece piece, ValueCode code, Places places, int firstLocal) {
        this.program = program;
        this.pieces = pieces;
        this.piece = piece;
        this.code = code;
        this.places = places;
        this.nextLocal = firstLocal;
    }

    /** Write what stands before a loop: constants and shared inputs, where the code wants them there. */
    void hoist() {
        if (!code.hoistsConstants()) {
            return;
        }
        List<Integer> stored =
                piece.stored().stream().map(program.outputs()::get).toList();
        piece.steps().stream()
                .flatMap(step -> program.instructions().get(step).operands().stream())
                .distinct()
                .forEach(this::hoist);
        stored.stream().distinct().filter(r -> pieces.slot(r) < 0).forEach(this::hoist);
    }

    private void hoist(int register) {
        LaneOperation operation = program.instructions().get(register).operation();
        if ((operation == LaneOperation.CONSTANT || operation == LaneOperation.SHARED)
                && !locals.containsKey(register)) {
            leaf(register);
            int local = newLocal();
            code.store(local);
            locals.put(register, local);
        }
    }

    /** Write the steps. */
    void compute() {
        Map<Integer, Integer> lastUse = new HashMap<>();
        for (int step : piece.steps()) {
            program.instructions().get(step).operands().forEach(r -> lastUse.put(r, step));
        }
        piece.kept().forEach(r -> lastUse.put(r, Integer.MAX_VALUE));
        piece.stored().forEach(k -> lastUse.put(program.outputs().get(k), Integer.MAX_VALUE));
        for (int step : piece.steps()) {
            Instruction i = program.instructions().get(step);
            i.operands().forEach(this::fetch);
            if (i.operation() == LaneOperation.GUARDED) {
                code.guard(i, k -> push(i.operand(k)));
            } else {
                code.compute(i, k -> push(i.operand(k)));
            }
            i.operands().stream()
                    .distinct()
                    .filter(r -> Objects.equals(lastUse.get(r), step))
                    .forEach(this::release);
            int local = newLocal();
            code.store(local);
            locals.put(step, local);
        }
    }

    /** Write where values go. */
    void store() {
        // All is read before anything is written: an output may lie where an input is.
        piece.kept().forEach(this::fetch);
        List<Integer> stored =
                piece.stored().stream().map(program.outputs()::get).toList();
        if (!piece.steps().isEmpty() || pieces.pieces().size() == 1) {
            stored.forEach(this::fetch);
        }
        for (int register : piece.kept()) {
            places.toScratch(pieces.slot(register), () -> push(register));
        }
        for (int k = 0; k < stored.size(); k++) {
            int register = stored.get(k);
            places.output(piece.stored().get(k), () -> push(register));
        }
    }

    private void push(int register) {
        Integer local = locals.get(register);
        if (local != null) {
            code.load(local);
        } else {
            origin(register);
        }
    }

    /** Bring a value that another piece or the caller has made into a local variable; numbers of code stay there. */
    private void fetch(int register) {
        LaneOperation operation = program.instructions().get(register).operation();
        boolean inCode = operation == LaneOperation.CONSTANT || operation == LaneOperation.SHARED;
        if (!locals.containsKey(register) && !inCode) {
            origin(register);
            int local = newLocal();
            code.store(local);
            locals.put(register, local);
        }
    }

    private void origin(int register) {
        boolean storesOnly = piece.steps().isEmpty() && pieces.pieces().size() > 1;
        boolean isLeaf = program.instructions().get(register).operation().isLeaf();
        if (isLeaf && !(storesOnly && pieces.slot(register) >= 0)) {
            leaf(register);
        } else {
            places.fromScratch(pieces.slot(register));
        }
    }

    private void leaf(int register) {
        Instruction i = program.instructions().get(register);
        switch (i.operation()) {
            case INPUT -> places.input((int) i.detail());
            case SHARED -> places.shared((int) i.detail());
            case CONSTANT -> code.constant(i.detail());
            default -> throw new IllegalStateException("not a leaf: " + i);
        }
    }

    private int newLocal() {
        if (!freeLocals.isEmpty()) {
            return freeLocals.remove(freeLocals.size() - 1);
        }
        int local = nextLocal;
        nextLocal += code.localSize();
        return local;
    }

    private void release(int register) {
        LaneOperation operation = program.instructions().get(register).operation();
        if (operation != LaneOperation.CONSTANT && operation != LaneOperation.SHARED) {
            Integer local = locals.remove(register);
            if (local != null) {
                freeLocals.add(local);
            }
        }
    }
}
