package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Comparison;
import dev.weft.solvers.lanes.Precision;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Write instructions on one number, in plain Java's bytecode. */
final class ScalarCode extends ValueCode {
    private static final String MATH = "java/lang/Math";
    private static final String OPERATION = "dev/weft/solvers/symbolic/Operation";

    private final boolean isDouble;
    private final String box;

    ScalarCode(MethodVisitor m, Precision precision) {
        super(m, precision);
        this.isDouble = precision == Precision.DOUBLE;
        this.box = isDouble ? "java/lang/Double" : "java/lang/Float";
    }

    @Override
    int lanes() {
        return 1;
    }

    @Override
    int localSize() {
        return isDouble ? 2 : 1;
    }

    @Override
    boolean hoistsConstants() {
        return false;
    }

    @Override
    void load(int local) {
        m.visitVarInsn(isDouble ? DLOAD : FLOAD, local);
    }

    @Override
    void store(int local) {
        m.visitVarInsn(isDouble ? DSTORE : FSTORE, local);
    }

    @Override
    void constant(long bits) {
        pushNumber(bits);
    }

    @Override
    void broadcast() {
        // A number is its own broadcast.
    }

    @Override
    void fromArray(Runnable array, Runnable index) {
        array.run();
        index.run();
        loadNumber();
    }

    @Override
    void intoArray(Runnable value, Runnable array, Runnable index) {
        array.run();
        index.run();
        value.run();
        m.visitInsn(isDouble ? DASTORE : FASTORE);
    }

    @Override
    void compute(Instruction i, Operands operands) {
        switch (i.operation()) {
            case ADD -> arithmetic(operands, DADD, FADD);
            case SUBTRACT -> arithmetic(operands, DSUB, FSUB);
            case MULTIPLY -> arithmetic(operands, DMUL, FMUL);
            case DIVIDE -> arithmetic(operands, DDIV, FDIV);
            case NEGATE -> {
                // Not DNEG, which leaves the sign of NaN to the machine.
                operands.push(0);
                toBits();
                pushInteger(isDouble ? Long.MIN_VALUE : Integer.MIN_VALUE);
                m.visitInsn(isDouble ? LXOR : IXOR);
                fromBits();
            }
            case FMA -> math("fma", 3, operands);
            case ABS -> math("abs", 1, operands);
            case MIN -> math("min", 2, operands);
            case MAX -> math("max", 2, operands);
            case SQRT -> sqrt(operands);
            case SELECT -> {
                Label otherwise = new Label();
                Label end = new Label();
                jumpUnless(i.comparison(), operands, 0, 1, otherwise);
                operands.push(2);
                m.visitJumpInsn(GOTO, end);
                m.visitLabel(otherwise);
                operands.push(3);
                m.visitLabel(end);
            }
            case AND -> bits(operands, isDouble ? LAND : IAND);
            case OR -> bits(operands, isDouble ? LOR : IOR);
            case XOR -> bits(operands, isDouble ? LXOR : IXOR);
            case BITS_ADD -> bits(operands, isDouble ? LADD : IADD);
            case BITS_SUBTRACT -> bits(operands, isDouble ? LSUB : ISUB);
            case SHIFT_LEFT -> shift(i, operands, isDouble ? LSHL : ISHL);
            case SHIFT_RIGHT -> shift(i, operands, isDouble ? LUSHR : IUSHR);
            case SHIFT_RIGHT_SIGNED -> shift(i, operands, isDouble ? LSHR : ISHR);
            case INPUT, SHARED, CONSTANT, GUARDED -> throw new IllegalStateException("not for here: " + i);
        }
    }

    @Override
    void guard(Instruction i, Operands operands) {
        Label slow = new Label();
        Label end = new Label();
        jumpUnless(i.comparison(), operands, 1, 2, slow);
        operands.push(0);
        m.visitJumpInsn(GOTO, end);
        m.visitLabel(slow);
        m.visitFieldInsn(GETSTATIC, OPERATION, i.function().name(), "L" + OPERATION + ";");
        operands.push(3);
        widen();
        operands.push(4);
        widen();
        m.visitInsn(DCONST_0);
        m.visitMethodInsn(INVOKEVIRTUAL, OPERATION, "apply", "(DDD)D", false);
        if (!isDouble) {
            m.visitInsn(D2F);
        }
        m.visitLabel(end);
    }

    private void widen() {
        if (!isDouble) {
            m.visitInsn(F2D);
        }
    }

    private void arithmetic(Operands operands, int doubles, int floats) {
        pushAll(operands, 2);
        m.visitInsn(isDouble ? doubles : floats);
    }

    private void math(String name, int count, Operands operands) {
        pushAll(operands, count);
        String descriptor = "(" + number().repeat(count) + ")" + number();
        m.visitMethodInsn(INVOKESTATIC, MATH, name, descriptor, false);
    }

    private void sqrt(Operands operands) {
        operands.push(0);
        widen();
        m.visitMethodInsn(INVOKESTATIC, MATH, "sqrt", "(D)D", false);
        if (!isDouble) {
            m.visitInsn(D2F);
        }
    }

    private void jumpUnless(Comparison comparison, Operands operands, int a, int b, Label target) {
        operands.push(a);
        operands.push(b);
        // Of the two comparisons the one that sends NaN to the target.
        boolean less = comparison != Comparison.EQUAL;
        int greater = isDouble ? DCMPG : FCMPG;
        int lesser = isDouble ? DCMPL : FCMPL;
        m.visitInsn(less ? greater : lesser);
        m.visitJumpInsn(
                switch (comparison) {
                    case LESS -> IFGE;
                    case LESS_OR_EQUAL -> IFGT;
                    case EQUAL -> IFNE;
                },
                target);
    }

    private void bits(Operands operands, int opcode) {
        operands.push(0);
        toBits();
        operands.push(1);
        toBits();
        m.visitInsn(opcode);
        fromBits();
    }

    private void shift(Instruction i, Operands operands, int opcode) {
        operands.push(0);
        toBits();
        m.visitLdcInsn((int) i.detail());
        m.visitInsn(opcode);
        fromBits();
    }

    private void pushInteger(long value) {
        if (isDouble) {
            m.visitLdcInsn(value);
        } else {
            m.visitLdcInsn((int) value);
        }
    }

    private void toBits() {
        String name = isDouble ? "doubleToRawLongBits" : "floatToRawIntBits";
        m.visitMethodInsn(INVOKESTATIC, box, name, Type.getMethodDescriptor(type(integer()), type(number())), false);
    }

    private void fromBits() {
        String name = isDouble ? "longBitsToDouble" : "intBitsToFloat";
        m.visitMethodInsn(INVOKESTATIC, box, name, Type.getMethodDescriptor(type(number()), type(integer())), false);
    }

    private static Type type(String descriptor) {
        return Type.getType(descriptor);
    }
}
