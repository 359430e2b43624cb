package dev.weft.solvers.elementary;

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
            case EXPM1 -> Exponential.expm1(lanes, a);
            case LOG -> Logarithm.log(lanes, a);
            case LOG1P -> Logarithm.log1p(lanes, a);
            case SIN -> Trigonometric.sin(lanes, a);
            case COS -> Trigonometric.cos(lanes, a);
            case TAN -> Trigonometric.tan(lanes, a);
            case ASIN -> InverseTrigonometric.asin(lanes, a);
            case ACOS -> InverseTrigonometric.acos(lanes, a);
            case ATAN -> InverseTrigonometric.atan(lanes, a);
            case ATAN2 -> InverseTrigonometric.atan2(lanes, a, b);
            case SINH -> Hyperbolic.sinh(lanes, a);
            case COSH -> Hyperbolic.cosh(lanes, a);
            case TANH -> Hyperbolic.tanh(lanes, a);
            case POWER -> Power.power(lanes, a, b);
            case CBRT -> CubeRoot.cbrt(lanes, a);
            case SIGN -> Rounding.sign(lanes, a);
            case FLOOR -> Rounding.floor(lanes, a);
            case CEIL -> Rounding.ceil(lanes, a);
            case RINT -> Rounding.rint(lanes, a);
            case CONSTANT, SYMBOL, ADD, SUBTRACT, MULTIPLY, DIVIDE, MIN, MAX, NEGATE, ABS, SQRT, SELECT ->
                throw new IllegalArgumentException(
                        "operation = " + operation + ", expected an elementary function; lanes have the others");
        };
    }
}
