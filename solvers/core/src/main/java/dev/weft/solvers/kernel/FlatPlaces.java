package dev.weft.solvers.kernel;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reach the places of a single lane: arguments, results and scratch are flat arrays in the locals 0, 1 and 2. */
final class FlatPlaces implements Places {
    private final ValueCode code;
    private final MethodVisitor m;
    private final int inputs;

    FlatPlaces(ValueCode code, MethodVisitor m, int inputs) {
        this.code = code;
        this.m = m;
        this.inputs = inputs;
    }

    @Override
    public void input(int index) {
        code.fromArray(() -> array(0), () -> code.pushInt(index));
    }

    @Override
    public void shared(int index) {
        input(inputs + index);
    }

    @Override
    public void fromScratch(int slot) {
        code.fromArray(() -> array(2), () -> code.pushInt(slot));
    }

    @Override
    public void toScratch(int slot, Runnable value) {
        code.intoArray(value, () -> array(2), () -> code.pushInt(slot));
    }

    @Override
    public void output(int index, Runnable value) {
        code.intoArray(value, () -> array(1), () -> code.pushInt(index));
    }

    private void array(int local) {
        m.visitVarInsn(Opcodes.ALOAD, local);
    }
}
