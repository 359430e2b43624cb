package dev.weft.solvers.kernel;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reach the places of a loop over lanes: planes of inputs and outputs, an array of shared inputs, and scratch with a
 * tile of lanes for each slot.
 */
final class PlanePlaces implements Places, Opcodes {
    private final ValueCode code;
    private final MethodVisitor m;
    private final int tile;
    private final String plane;
    private final Map<Integer, Integer> inputPlanes = new HashMap<>();
    private final Map<Integer, Integer> outputPlanes = new HashMap<>();

    PlanePlaces(ValueCode code, MethodVisitor m, int tile) {
        this.code = code;
        this.m = m;
        this.tile = tile;
        this.plane = "[" + code.number();
    }

    /**
     * Write the fetching of all planes that a piece reaches, before its loop.
     *
     * @return the first local variable that is free afterwards
     */
    int fetchPlanes(LaneProgram program, Pieces.Piece piece, int firstLocal) {
        int local = firstLocal;
        Set<Integer> registers = new LinkedHashSet<>(piece.kept());
        piece.steps()
                .forEach(step ->
                        registers.addAll(program.instructions().get(step).operands()));
        piece.stored().forEach(k -> registers.add(program.outputs().get(k)));
        for (int register : registers) {
            Instruction i = program.instructions().get(register);
            if (i.operation() == LaneOperation.INPUT) {
                local = fetch(LaneClass.IN, (int) i.detail(), inputPlanes, local);
            }
        }
        for (int k : piece.stored()) {
            local = fetch(LaneClass.OUT, k, outputPlanes, local);
        }
        return local;
    }

    private int fetch(int planes, int index, Map<Integer, Integer> locals, int local) {
        m.visitVarInsn(ALOAD, planes);
        code.pushInt(index);
        m.visitInsn(AALOAD);
        m.visitTypeInsn(CHECKCAST, plane);
        m.visitVarInsn(ASTORE, local);
        locals.put(index, local);
        return local + 1;
    }

    @Override
    public void input(int index) {
        code.fromArray(() -> load(inputPlanes, index), this::lane);
    }

    @Override
    public void shared(int index) {
        m.visitVarInsn(ALOAD, LaneClass.SHARED);
        code.pushInt(index);
        code.loadNumber();
        code.broadcast();
    }

    @Override
    public void fromScratch(int slot) {
        code.fromArray(this::scratch, () -> laneInScratch(slot));
    }

    @Override
    public void toScratch(int slot, Runnable value) {
        code.intoArray(value, this::scratch, () -> laneInScratch(slot));
    }

    @Override
    public void output(int index, Runnable value) {
        code.intoArray(value, () -> load(outputPlanes, index), this::lane);
    }

    private void load(Map<Integer, Integer> planes, int index) {
        m.visitVarInsn(ALOAD, Objects.requireNonNull(planes.get(index)));
    }

    private void lane() {
        m.visitVarInsn(ILOAD, LaneClass.FROM);
    }

    private void scratch() {
        m.visitVarInsn(ALOAD, LaneClass.SCRATCH);
    }

    private void laneInScratch(int slot) {
        m.visitVarInsn(ILOAD, LaneClass.FROM);
        m.visitVarInsn(ILOAD, LaneClass.BASE);
        m.visitInsn(ISUB);
        code.pushInt(slot * tile);
        m.visitInsn(IADD);
    }
}
