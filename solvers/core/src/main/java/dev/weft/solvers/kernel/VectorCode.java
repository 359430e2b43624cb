package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Precision;
import org.objectweb.asm.MethodVisitor;

/**
 * Write instructions on vectors of {@code jdk.incubator.vector}, of the width that the machine prefers. Names that
 * module in bytecode only: this class loads without it.
 */
final class VectorCode extends ValueCode {
    private static final String VECTOR = "jdk/incubator/vector/";
    private static final String ANY = "L" + VECTOR + "Vector;";
    private static final String MASK = VECTOR + "VectorMask";
    private static final String SPECIES = "L" + VECTOR + "VectorSpecies;";
    private static final String OPERATORS = VECTOR + "VectorOperators";

    private final int lanes;
    private final String numbers;
    private final String integers;
    private final String toIntegers;
    private final String toNumbers;
    private final int maskLocal;
    private boolean guarded;

    /**
     * Write into a method.
     *
     * @param lanes of a vector
     * @param maskLocal a local variable to gather in which lanes every guard holds
     */
    VectorCode(MethodVisitor m, Precision precision, int lanes, int maskLocal) {
        super(m, precision);
        boolean isDouble = precision == Precision.DOUBLE;
        this.lanes = lanes;
        this.numbers = VECTOR + (isDouble ? "DoubleVector" : "FloatVector");
        this.integers = VECTOR + (isDouble ? "LongVector" : "IntVector");
        this.toIntegers = isDouble ? "reinterpretAsLongs" : "reinterpretAsInts";
        this.toNumbers = isDouble ? "reinterpretAsDoubles" : "reinterpretAsFloats";
        this.maskLocal = maskLocal;
    }

    /** Tell whether a guard was written, so that {@link #maskLocal} holds a mask. */
    boolean isGuarded() {
        return guarded;
    }

    /** Push whether every guard held in every lane. */
    void allHeld() {
        m.visitVarInsn(ALOAD, maskLocal);
        m.visitMethodInsn(INVOKEVIRTUAL, MASK, "allTrue", "()Z", false);
    }

    @Override
    int lanes() {
        return lanes;
    }

    @Override
    int localSize() {
        return 1;
    }

    @Override
    boolean hoistsConstants() {
        return true;
    }

    @Override
    void load(int local) {
        m.visitVarInsn(ALOAD, local);
    }

    @Override
    void store(int local) {
        m.visitVarInsn(ASTORE, local);
    }

    @Override
    void constant(long bits) {
        pushNumber(bits);
        broadcast();
    }

    @Override
    void broadcast() {
        // The species goes under the number.
        m.visitFieldInsn(GETSTATIC, numbers, "SPECIES_PREFERRED", SPECIES);
        if (precision == Precision.DOUBLE) {
            m.visitInsn(DUP_X2);
            m.visitInsn(POP);
        } else {
            m.visitInsn(SWAP);
        }
        m.visitMethodInsn(INVOKESTATIC, numbers, "broadcast", "(" + SPECIES + number() + ")L" + numbers + ";", false);
    }

    @Override
    void fromArray(Runnable array, Runnable index) {
        m.visitFieldInsn(GETSTATIC, numbers, "SPECIES_PREFERRED", SPECIES);
        array.run();
        index.run();
        String descriptor = "(" + SPECIES + "[" + number() + "I)L" + numbers + ";";
        m.visitMethodInsn(INVOKESTATIC, numbers, "fromArray", descriptor, false);
    }

    @Override
    void intoArray(Runnable value, Runnable array, Runnable index) {
        value.run();
        array.run();
        index.run();
        m.visitMethodInsn(INVOKEVIRTUAL, numbers, "intoArray", "([" + number() + "I)V", false);
    }

    @Override
    void compute(Instruction i, Operands operands) {
        switch (i.operation()) {
            case ADD -> arithmetic("add", 2, operands);
            case SUBTRACT -> arithmetic("sub", 2, operands);
            case MULTIPLY -> arithmetic("mul", 2, operands);
            case DIVIDE -> arithmetic("div", 2, operands);
            case FMA -> arithmetic("fma", 3, operands);
            case MIN -> arithmetic("min", 2, operands);
            case MAX -> arithmetic("max", 2, operands);
            case NEGATE -> arithmetic("neg", 1, operands);
            case ABS -> arithmetic("abs", 1, operands);
            case SQRT -> arithmetic("sqrt", 1, operands);
            case SELECT -> {
                operands.push(3);
                operands.push(2);
                compare(i, 0, 1, operands);
                String descriptor = "(" + ANY + "L" + MASK + ";)L" + numbers + ";";
                m.visitMethodInsn(INVOKEVIRTUAL, numbers, "blend", descriptor, false);
            }
            case AND -> bits("AND", operands);
            case OR -> bits("OR", operands);
            case XOR -> bits("XOR", operands);
            case BITS_ADD -> bits("ADD", operands);
            case BITS_SUBTRACT -> bits("SUB", operands);
            case SHIFT_LEFT -> shift(i, "LSHL", operands);
            case SHIFT_RIGHT -> shift(i, "LSHR", operands);
            case SHIFT_RIGHT_SIGNED -> shift(i, "ASHR", operands);
            case INPUT, SHARED, CONSTANT, GUARDED -> throw new IllegalStateException("not for here: " + i);
        }
    }

    /** Take the fast value, and note in which lanes it is the right one. */
    @Override
    void guard(Instruction i, Operands operands) {
        if (guarded) {
            m.visitVarInsn(ALOAD, maskLocal);
        }
        compare(i, 1, 2, operands);
        if (guarded) {
            m.visitMethodInsn(INVOKEVIRTUAL, MASK, "and", "(L" + MASK + ";)L" + MASK + ";", false);
        }
        m.visitVarInsn(ASTORE, maskLocal);
        guarded = true;
        operands.push(0);
    }

    private void compare(Instruction i, int a, int b, Operands operands) {
        operands.push(a);
        String comparison = "L" + OPERATORS + "$Comparison;";
        m.visitFieldInsn(GETSTATIC, OPERATORS, shortName(i.comparison()), comparison);
        operands.push(b);
        m.visitMethodInsn(INVOKEVIRTUAL, numbers, "compare", "(" + comparison + ANY + ")L" + MASK + ";", false);
    }

    private void arithmetic(String name, int count, Operands operands) {
        pushAll(operands, count);
        String descriptor = "(" + ANY.repeat(count - 1) + ")L" + numbers + ";";
        m.visitMethodInsn(INVOKEVIRTUAL, numbers, name, descriptor, false);
    }

    private void bits(String operator, Operands operands) {
        asIntegers(0, operands);
        pushOperator(operator, associative(operator) ? "$Associative" : "$Binary");
        asIntegers(1, operands);
        lanewise(ANY);
    }

    private void shift(Instruction i, String operator, Operands operands) {
        asIntegers(0, operands);
        pushOperator(operator, "$Binary");
        if (precision == Precision.DOUBLE) {
            m.visitLdcInsn(i.detail());
        } else {
            m.visitLdcInsn((int) i.detail());
        }
        lanewise(integer());
    }

    private static boolean associative(String operator) {
        return !operator.equals("SUB");
    }

    private void pushOperator(String operator, String kind) {
        m.visitFieldInsn(GETSTATIC, OPERATORS, operator, "L" + OPERATORS + kind + ";");
    }

    private void asIntegers(int operand, Operands operands) {
        operands.push(operand);
        m.visitMethodInsn(INVOKEVIRTUAL, numbers, toIntegers, "()L" + integers + ";", false);
    }

    private void lanewise(String second) {
        String descriptor = "(L" + OPERATORS + "$Binary;" + second + ")L" + integers + ";";
        m.visitMethodInsn(INVOKEVIRTUAL, integers, "lanewise", descriptor, false);
        m.visitMethodInsn(INVOKEVIRTUAL, integers, toNumbers, "()L" + numbers + ";", false);
    }
}
