package dev.weft.solvers.symbolic;

/**
 * List the operations an {@link Expr} node may stand for, each with its arity and its value in double
 * arithmetic, the same on every machine (StrictMath).
 *
 * <p>{@code SELECT(c, a, b)} is {@code a} where {@code c >= 0} and {@code b} elsewhere, NaN included.
 */
public enum Operation {
    CONSTANT(0),
    SYMBOL(0),
    ADD(2),
    SUBTRACT(2),
    MULTIPLY(2),
    DIVIDE(2),
    POWER(2),
    ATAN2(2),
    MIN(2),
    MAX(2),
    NEGATE(1),
    ABS(1),
    SIGN(1),
    FLOOR(1),
    CEIL(1),
    RINT(1),
    SQRT(1),
    CBRT(1),
    EXP(1),
    EXPM1(1),
    LOG(1),
    LOG1P(1),
    SIN(1),
    COS(1),
    TAN(1),
    ASIN(1),
    ACOS(1),
    ATAN(1),
    SINH(1),
    COSH(1),
    TANH(1),
    SELECT(3);

    private final int arity;

    Operation(int arity) {
        this.arity = arity;
    }

    /** Return how many operands the operation takes: 0 to 3. */
    public int arity() {
        return arity;
    }

    /** Tell whether the operands of the operation may change places without any change of value: sums and products. */
    public boolean commutes() {
        // So do MIN and MAX in value, but their derivative at a tie is that of the first operand.
        return this == ADD || this == MULTIPLY;
    }

    /**
     * Apply the operation to numbers.
     *
     * @param a first operand
     * @param b second operand, ignored where the arity is less
     * @param c third operand, ignored where the arity is less
     * @return the value in double arithmetic
     * @throws IllegalStateException for {@link #CONSTANT} and {@link #SYMBOL}, which have no operands
     */
    public double apply(double a, double b, double c) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case POWER -> StrictMath.pow(a, b);
            case ATAN2 -> StrictMath.atan2(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case NEGATE -> -a;
            case ABS -> Math.abs(a);
            case SIGN -> Math.signum(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case RINT -> Math.rint(a);
            case SQRT -> Math.sqrt(a);
            case CBRT -> StrictMath.cbrt(a);
            case EXP -> StrictMath.exp(a);
            case EXPM1 -> StrictMath.expm1(a);
            case LOG -> StrictMath.log(a);
            case LOG1P -> StrictMath.log1p(a);
            case SIN -> StrictMath.sin(a);
            case COS -> StrictMath.cos(a);
            case TAN -> StrictMath.tan(a);
            case ASIN -> StrictMath.asin(a);
            case ACOS -> StrictMath.acos(a);
            case ATAN -> StrictMath.atan(a);
            case SINH -> StrictMath.sinh(a);
            case COSH -> StrictMath.cosh(a);
            case TANH -> StrictMath.tanh(a);
            case SELECT -> a >= 0 ? b : c;
            case CONSTANT, SYMBOL -> throw new IllegalStateException(this + " has no operands to apply to");
        };
    }
}
