package dev.weft.solvers.elementary;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build elementary functions out of lane operations, so that a kernel computes them inline and without branches.
 *
 * <p>Special values (NaN, ±0, ±∞, what is outside the domain) come out as the contract of {@link Math} has them. The
 * deviations are in units in the last place, the greatest ones over 8 million arguments in double (power 5, atan2 4),
 * against {@link Operation#apply}, and over 7 to 11 million in float, against the same rounded to float: random bits,
 * dense intervals, the neighbourhoods of all thresholds and of multiples of π/2. Against values of 200 bits, at the
 * arguments that deviated most and at some hundreds or thousands of others, double results were off by at most 1.7
 * units; the rest of the deviation is StrictMath's own (up to 2.1 in tanh, 1.8 in sinh).
 *
 * <p>Instructions count compare and blend of a select apart and do not count constants; functions with a division or a
 * square root, which cost more than the others, are marked ÷.
 *
 * <table>
 * <caption>What a function costs, and where it leaves the lanes</caption>
 * <tr><th>function<th>ulp, double<th>float<th>instructions, double<th>float<th>by call, one lane at a time
 * <tr><td>exp<td>1<td>1<td>21<td>16<td>|x| &gt; 708, in float 87
 * <tr><td>expm1<td>2<td>1<td>29<td>25<td>x &gt; 708, in float 87
 * <tr><td>log<td>1<td>1<td>34<td>23<td>x &lt; least normal number, ∞
 * <tr><td>log1p<td>2<td>1<td>42<td>31<td>x ≤ −1, x ≥ 2^1023·√2 (2^127·√2)
 * <tr><td>sin<td>1<td>1<td>30<td>24<td>|x| &gt; 2³⁰, in float 2¹⁷
 * <tr><td>cos<td>1<td>1<td>31<td>25<td>as sin; both together take 38 (32)
 * <tr><td>tan<td>2<td>2<td>41 ÷<td>34 ÷<td>as sin
 * <tr><td>asin<td>1<td>1<td>31 ÷<td>24 ÷<td>nowhere
 * <tr><td>acos<td>1<td>1<td>32 ÷<td>25 ÷<td>nowhere
 * <tr><td>atan<td>1<td>1<td>35 ÷<td>25 ÷<td>nowhere
 * <tr><td>atan2<td>2<td>1<td>44 ÷<td>34 ÷<td>|x| or |y| outside 2^±510, in float 2^±62
 * <tr><td>sinh, cosh<td>2<td>2<td>31, 29<td>26, 24<td>|x| &gt; 708, in float 87
 * <tr><td>tanh<td>2<td>1<td>42 ÷<td>32 ÷<td>nowhere
 * <tr><td>cbrt<td>1<td>1<td>43<td>42<td>0, subnormal numbers, ∞
 * <tr><td>power<td>2<td>1<td>84 ÷<td>74 ÷<td>x &lt; least normal number, |y·ln x| &gt; 708 (87), ∞
 * <tr><td>sign, floor, ceil, rint<td>0<td>0<td>5, 10, 11, 7<td>the same<td>nowhere
 * </table>
 *
 * <p>NaN goes by call where the table has a call. Thread-safe; stateless.
 *
 * <p>Sources: Cody and Waite, Software Manual for the Elementary Functions, 1980 (reduction of the argument); Muller,
 * Elementary Functions: Algorithms and Implementation, 3rd edition, 2016. The polynomials are fitted anew; the classes
 * state interval, degree and error of each, {@code Polynomial} how.
 */
public final class Elementary {
    private Elementary() {}

    /**
     * Build {@code operation(a, b)}.
     *
     * @param operation a function of the table
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
