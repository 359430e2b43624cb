package dev.weft.solvers.elementary;

import dev.weft.solvers.lanes.DoubleArithmetic;
import dev.weft.solvers.lanes.FloatArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Keep the greatest deviation of an operation from {@link Operation#apply}, in units in the last place: how many
 * numbers of the format lie between. A wrong NaN or a wrong sign of 0 counts as the greatest of all.
 */
final class Deviation {
    private static final long WRONG = Long.MAX_VALUE;

    private final Operation operation;
    private long greatest = -1;
    private double atA;
    private double atB;
    private double found;
    private double expected;

    Deviation(Operation operation) {
        this.operation = operation;
    }

    void ofDouble(double a, double b) {
        double value = Elementary.apply(operation, DoubleArithmetic.INSTANCE, a, b);
        double reference = operation.apply(a, b, 0);
        keep(between(value, reference), a, b, value, reference);
    }

    void ofFloat(float a, float b) {
        float value = Elementary.apply(operation, FloatArithmetic.INSTANCE, a, b);
        float reference = (float) operation.apply(a, b, 0);
        keep(between(value, reference), a, b, value, reference);
    }

    long greatest() {
        return greatest;
    }

    @Override
    public String toString() {
        return String.format(
                "%s: %d ulp at (%s, %s) = (%s, %s), found %s, expected %s",
                operation,
                greatest,
                atA,
                atB,
                Double.toHexString(atA),
                Double.toHexString(atB),
                Double.toHexString(found),
                Double.toHexString(expected));
    }

    private void keep(long ulps, double a, double b, double value, double reference) {
        if (ulps > greatest) {
            greatest = ulps;
            atA = a;
            atB = b;
            found = value;
            expected = reference;
        }
    }

    private static long between(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Double.isNaN(a) && Double.isNaN(b) ? 0 : WRONG;
        }
        if (a == 0 && b == 0) {
            return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b) ? 0 : WRONG;
        }
        long distance = ordered(a) - ordered(b);
        // The difference overflows only for numbers of different sign.
        return Math.signum(a) * Math.signum(b) < 0 ? WRONG : Math.abs(distance);
    }

    private static long between(float a, float b) {
        if (Float.isNaN(a) || Float.isNaN(b) || (a == 0 && b == 0) || Math.signum(a) * Math.signum(b) < 0) {
            return between((double) a, (double) b);
        }
        return Math.abs((long) Float.floatToRawIntBits(Math.abs(a)) - Float.floatToRawIntBits(Math.abs(b)));
    }

    private static long ordered(double a) {
        return Double.doubleToRawLongBits(Math.abs(a));
    }
}
