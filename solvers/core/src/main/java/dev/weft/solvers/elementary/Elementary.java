package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.LESS;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build elementary functions out of lane operations, so that a kernel computes them inline and without branches.
 *
 * <p>Thread-safe; stateless.
 */
public final class Elementary {
    private Elementary() {}

    /**
     * Build {@code operation(a, b)}.
     *
     * @param operation a function, see the table
     * @param lanes the arithmetic to build with
     * @param a first operand
     * @param b second operand, ignored where the operation has one
     * @return the value
     * @throws IllegalArgumentException if the operation is one that lanes have, or a leaf
     */
    public static <V> V apply(Operation operation, LaneArithmetic<V> lanes, V a, V b) {
        return switch (operation) {
            case EXP -> Exponential.exp(lanes, a);
            case EXPM1,
                    LOG,
                    LOG1P,
                    SIN,
                    COS,
                    TAN,
                    ASIN,
                    ACOS,
                    ATAN,
                    ATAN2,
                    SINH,
                    COSH,
                    TANH,
                    CBRT,
                    POWER,
                    SIGN,
                    FLOOR,
                    CEIL,
                    RINT -> byCall(operation, lanes, a, b);
            case CONSTANT, SYMBOL, ADD, SUBTRACT, MULTIPLY, DIVIDE, MIN, MAX, NEGATE, ABS, SQRT, SELECT ->
                throw new IllegalArgumentException(
                        "operation = " + operation + ", expected an elementary function; lanes have the others");
        };
    }

    private static <V> V byCall(Operation operation, LaneArithmetic<V> lanes, V a, V b) {
        V zero = lanes.constant(0);
        return lanes.guarded(zero, LESS, zero, zero, operation, a, b);
    }
}
