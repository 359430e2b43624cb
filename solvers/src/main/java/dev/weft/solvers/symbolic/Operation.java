package dev.weft.solvers.symbolic;

/**
 * List the operations an {@link Expr} node may stand for, each with its arity and its value in double
 * arithmetic.
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
    MIN(2),
    MAX(2),
    NEGATE(1),
    SQRT(1),
    EXP(1),
    LOG(1),
    SIN(1),
    COS(1),
    TANH(1),
    ABS(1),
    SELECT(3);

    private final int arity;

    Operation(int arity) {
        this.arity = arity;
    }

    /** Return how many operands the operation takes: 0 to 3. */
    public int arity() {
        return arity;
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
            case POWER -> Math.pow(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case NEGATE -> -a;
            case SQRT -> Math.sqrt(a);
            case EXP -> Math.exp(a);
            case LOG -> Math.log(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TANH -> Math.tanh(a);
            case ABS -> Math.abs(a);
            case SELECT -> a >= 0 ? b : c;
            case CONSTANT, SYMBOL -> throw new IllegalStateException(this + " has no operands to apply to");
        };
    }
}
