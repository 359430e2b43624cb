package dev.weft.solvers.lanes;

import dev.weft.solvers.symbolic.Operation;

/** Compute lane operations at once, on one {@code double}: the meaning of {@link LaneArithmetic} in plain Java. */
public final class DoubleArithmetic implements LaneArithmetic<Double> {
    /** The only instance; stateless. */
    public static final DoubleArithmetic INSTANCE = new DoubleArithmetic();

    private DoubleArithmetic() {}

    @Override
    public Precision precision() {
        return Precision.DOUBLE;
    }

    @Override
    public Double constant(double value) {
        return value;
    }

    @Override
    public Double bits(long pattern) {
        return Double.longBitsToDouble(pattern);
    }

    @Override
    public Double add(Double a, Double b) {
        return a + b;
    }

    @Override
    public Double subtract(Double a, Double b) {
        return a - b;
    }

    @Override
    public Double multiply(Double a, Double b) {
        return a * b;
    }

    @Override
    public Double divide(Double a, Double b) {
        return a / b;
    }

    @Override
    public Double fma(Double a, Double b, Double c) {
        return Math.fma(a, b, c);
    }

    @Override
    public Double negate(Double a) {
        return value(bitsOf(a) ^ Long.MIN_VALUE);
    }

    @Override
    public Double abs(Double a) {
        return Math.abs(a);
    }

    @Override
    public Double sqrt(Double a) {
        return Math.sqrt(a);
    }

    @Override
    public Double min(Double a, Double b) {
        return Math.min(a, b);
    }

    @Override
    public Double max(Double a, Double b) {
        return Math.max(a, b);
    }

    @Override
    public Double select(Comparison comparison, Double a, Double b, Double then, Double otherwise) {
        return comparison.holds(a, b) ? then : otherwise;
    }

    @Override
    public Double and(Double a, Double b) {
        return value(bitsOf(a) & bitsOf(b));
    }

    @Override
    public Double or(Double a, Double b) {
        return value(bitsOf(a) | bitsOf(b));
    }

    @Override
    public Double xor(Double a, Double b) {
        return value(bitsOf(a) ^ bitsOf(b));
    }

    @Override
    public Double bitsAdd(Double a, Double b) {
        return value(bitsOf(a) + bitsOf(b));
    }

    @Override
    public Double bitsSubtract(Double a, Double b) {
        return value(bitsOf(a) - bitsOf(b));
    }

    @Override
    public Double shiftLeft(Double a, int distance) {
        return value(bitsOf(a) << distance);
    }

    @Override
    public Double shiftRight(Double a, int distance) {
        return value(bitsOf(a) >>> distance);
    }

    @Override
    public Double shiftRightSigned(Double a, int distance) {
        return value(bitsOf(a) >> distance);
    }

    @Override
    public Double guarded(
            Double fast, Comparison comparison, Double a, Double b, Operation operation, Double x, Double y) {
        return comparison.holds(a, b) ? fast : operation.apply(x, y, 0);
    }

    private static long bitsOf(Double a) {
        return Double.doubleToRawLongBits(a);
    }

    private static Double value(long bits) {
        return Double.longBitsToDouble(bits);
    }
}
