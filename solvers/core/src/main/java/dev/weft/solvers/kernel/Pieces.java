package dev.weft.solvers.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Split a {@link LaneProgram} into pieces that each fit into one method, with a place in scratch for every value that
 * one piece hands to a later one.
 *
 * <p>HotSpot's C2 never compiles a method of more than 8,000 bytes: beyond it an operation costs over a hundred times
 * more. Outputs of a program in several pieces are kept in scratch until all pieces have run, so that an output may
 * overwrite an input.
 */
final class Pieces {
    /** A method's bytes, with some left for its loop, and for what its size is not known by. */
    private static final int MOST_BYTES = 7_000;

    /**
     * A piece's bytes where there are several. In large methods C2 gives up inlining vector operations, which then make
     * objects: the root network of 338 weights and its derivative were compiled sooner in such pieces than in pieces of
     * 7,000 bytes, and ran seven to fourteen times faster with 32 lanes a call.
     */
    private static final int PIECE_BYTES = 1_800;

    private static final int TRANSFER_BYTES = 20;
    private static final int STORES_PER_PIECE = 50;
    private static final int NONE = -1;

    /**
     * Hold one piece.
     *
     * @param steps the instructions to run, none of them leaves
     * @param kept registers whose values go to scratch
     * @param stored indices of the outputs that it writes
     */
    record Piece(List<Integer> steps, List<Integer> kept, List<Integer> stored) {}

    private final LaneProgram program;
    private final List<Piece> pieces = new ArrayList<>();
    private final int[] slots;
    private int slotCount;

    private Pieces(LaneProgram program) {
        this.program = program;
        this.slots = new int[program.instructions().size()];
    }

    static Pieces of(LaneProgram program) {
        Pieces split = new Pieces(program);
        if (split.fill(MOST_BYTES, MOST_BYTES) && split.pieces.size() == 1) {
            return split;
        }
        int budget = PIECE_BYTES;
        while (!split.fill(budget, PIECE_BYTES)) {
            budget = budget * 3 / 4;
        }
        return split;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Return how many values a lane keeps in scratch. */
    int slotCount() {
        return slotCount;
    }

    /** Return the place of a register in scratch; only for registers that some piece keeps. */
    int slot(int register) {
        return slots[register];
    }

    /** Split by a budget of bytes for the steps alone, and tell whether no piece became longer than allowed. */
    private boolean fill(int budget, int most) {
        pieces.clear();
        slotCount = 0;
        Arrays.fill(slots, NONE);
        List<List<Integer>> groups = group(budget);
        if (groups.size() == 1) {
            Piece only = new Piece(
                    groups.get(0), List.of(), range(0, program.outputs().size()));
            pieces.add(only);
            return bytes(only) <= most || groups.get(0).size() <= 1;
        }
        int[] lastUse = lastUses(groups);
        List<Integer> free = new ArrayList<>();
        int[] home = new int[program.instructions().size()];
        for (int g = 0; g < groups.size(); g++) {
            List<Integer> kept = new ArrayList<>();
            if (g == 0) {
                program.outputs().stream().distinct().filter(this::isInput).forEach(kept::add);
            }
            for (int register : groups.get(g)) {
                home[register] = g;
                if (lastUse[register] > g) {
                    kept.add(register);
                }
            }
            for (int register : kept) {
                slots[register] = free.isEmpty() ? slotCount++ : free.remove(free.size() - 1);
            }
            Piece piece = new Piece(groups.get(g), kept, List.of());
            pieces.add(piece);
            if (bytes(piece) > most && piece.steps().size() > 1) {
                return false;
            }
            for (int register = 0; register < lastUse.length; register++) {
                if (lastUse[register] == g && slots[register] != NONE && home[register] < g) {
                    free.add(slots[register]);
                }
            }
        }
        for (int first = 0; first < program.outputs().size(); first += STORES_PER_PIECE) {
            int end = Math.min(first + STORES_PER_PIECE, program.outputs().size());
            pieces.add(new Piece(List.of(), List.of(), range(first, end)));
        }
        return true;
    }

    private boolean isInput(int register) {
        return program.instructions().get(register).operation() == LaneOperation.INPUT;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** Cut the instructions where the operations alone fill the budget. */
    private List<List<Integer>> group(int budget) {
        List<List<Integer>> groups = new ArrayList<>();
        List<Integer> group = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < program.instructions().size(); i++) {
            LaneOperation operation = program.instructions().get(i).operation();
            if (operation.isLeaf()) {
                continue;
            }
            if (bytes + operation.bytes() > budget && !group.isEmpty()) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(i);
            bytes += operation.bytes();
        }
        if (!group.isEmpty() || groups.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    private int[] lastUses(List<List<Integer>> groups) {
        int[] last = new int[program.instructions().size()];
        Arrays.fill(last, NONE);
        for (int g = 0; g < groups.size(); g++) {
            for (int step : groups.get(g)) {
                for (int operand : program.instructions().get(step).operands()) {
                    last[operand] = g;
                }
            }
        }
        program.outputs().forEach(register -> last[register] = groups.size());
        return last;
    }

    private int bytes(Piece piece) {
        boolean[] here = new boolean[program.instructions().size()];
        int bytes = TRANSFER_BYTES * (piece.kept().size() + piece.stored().size());
        for (int step : piece.steps()) {
            here[step] = true;
            bytes += program.instructions().get(step).operation().bytes();
            for (int operand : program.instructions().get(step).operands()) {
                if (!here[operand]) {
                    here[operand] = true;
                    bytes += TRANSFER_BYTES;
                }
            }
        }
        return bytes;
    }
}
