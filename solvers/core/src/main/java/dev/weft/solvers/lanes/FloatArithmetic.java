package dev.weft.solvers.lanes;

import dev.weft.solvers.symbolic.Operation;

/** Compute lane operations at once, on one {@code float}: the meaning of {@link LaneArithmetic} in plain Java. */
public final class FloatArithmetic implements LaneArithmetic<Float> {
    /** The only instance; stateless. */
    public static final FloatArithmetic INSTANCE = new FloatArithmetic();

    private FloatArithmetic() {}

    @Override
    public Precision precision() {
        return Precision.FLOAT;
    }

    @Override
    public Float constant(double value) {
        return (float) value;
    }

    @Override
    public Float bits(long pattern) {
        return Float.intBitsToFloat((int) pattern);
    }

    @Override
    public Float add(Float a, Float b) {
        return a + b;
    }

    @Override
    public Float subtract(Float a, Float b) {
        return a - b;
    }

    @Override
    public Float multiply(Float a, Float b) {
        return a * b;
    }

    @Override
    public Float divide(Float a, Float b) {
        return a / b;
    }

    @Override
    public Float fma(Float a, Float b, Float c) {
        return Math.fma(a, b, c);
    }

    @Override
    public Float negate(Float a) {
        return value(bitsOf(a) ^ Integer.MIN_VALUE);
    }

    @Override
    public Float abs(Float a) {
        return Math.abs(a);
    }

    @Override
    public Float sqrt(Float a) {
        return (float) Math.sqrt(a);
    }

    @Override
    public Float min(Float a, Float b) {
        return Math.min(a, b);
    }

    @Override
    public Float max(Float a, Float b) {
        return Math.max(a, b);
    }

    @Override
    public Float select(Comparison comparison, Float a, Float b, Float then, Float otherwise) {
        return comparison.holds(a, b) ? then : otherwise;
    }

    @Override
    public Float and(Float a, Float b) {
        return value(bitsOf(a) & bitsOf(b));
    }

    @Override
    public Float or(Float a, Float b) {
        return value(bitsOf(a) | bitsOf(b));
    }

    @Override
    public Float xor(Float a, Float b) {
        return value(bitsOf(a) ^ bitsOf(b));
    }

    @Override
    public Float bitsAdd(Float a, Float b) {
        return value(bitsOf(a) + bitsOf(b));
    }

    @Override
    public Float bitsSubtract(Float a, Float b) {
        return value(bitsOf(a) - bitsOf(b));
    }

    @Override
    public Float shiftLeft(Float a, int distance) {
        return value(bitsOf(a) << distance);
    }

    @Override
    public Float shiftRight(Float a, int distance) {
        return value(bitsOf(a) >>> distance);
    }

    @Override
    public Float shiftRightSigned(Float a, int distance) {
        return value(bitsOf(a) >> distance);
    }

    @Override
    public Float guarded(Float fast, Comparison comparison, Float a, Float b, Operation operation, Float x, Float y) {
        return comparison.holds(a, b) ? fast : (float) operation.apply(x, y, 0);
    }

    private static int bitsOf(Float a) {
        return Float.floatToRawIntBits(a);
    }

    private static Float value(int bits) {
        return Float.intBitsToFloat(bits);
    }
}
