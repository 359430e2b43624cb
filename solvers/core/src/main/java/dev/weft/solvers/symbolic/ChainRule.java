package dev.weft.solvers.symbolic;

/**
 * Hold the derivative of each operation to each of its operands, once for the forward and the reverse
 * sweep.
 *
 * <p>Terms with a structurally zero factor are dropped. Conditions of selections, floor, ceil, rint and
 * sign have derivative 0, as they have almost everywhere.
 */
final class ChainRule {
    private ChainRule() {}

    /** Return ∂e/∂(operand i) · factor; {@link Expr#ZERO} where one of them is structurally zero. */
    static Expr scaled(Expr e, int i, Expr factor) {
        if (isZero(factor)) {
            return Expr.ZERO;
        }
        return e.operation().arity() == 1 ? unary(e, e.operand(0), factor) : binary(e, i, factor);
    }

    private static Expr unary(Expr e, Expr a, Expr f) {
        return switch (e.operation()) {
            case NEGATE -> negate(f);
            case ABS -> Expr.select(a, f, negate(f));
            case SIGN, FLOOR, CEIL, RINT -> Expr.ZERO;
            case SQRT -> f.times(0.5).over(e);
            case CBRT -> f.over(e.times(e).times(3));
            case EXP -> e.times(f);
            // e + 1 would lose the digits of a small exp(a).
            case EXPM1 -> a.exp().times(f);
            case LOG -> f.over(a);
            case LOG1P -> f.over(Expr.ONE.plus(a));
            case SIN -> a.cos().times(f);
            case COS -> a.sin().times(f).negate();
            case TAN -> Expr.ONE.plus(e.times(e)).times(f);
            case ASIN -> f.over(sine(a));
            case ACOS -> f.over(sine(a)).negate();
            case ATAN -> f.over(Expr.ONE.plus(a.times(a)));
            case SINH -> a.cosh().times(f);
            case COSH -> a.sinh().times(f);
            case TANH -> Expr.ONE.minus(e.times(e)).times(f);
            default -> throw new IllegalStateException("not unary: " + e.operation());
        };
    }

    private static Expr binary(Expr e, int i, Expr f) {
        Expr a = e.operand(0);
        Expr b = e.operand(1);
        boolean first = i == 0;
        return switch (e.operation()) {
            case ADD -> f;
            case SUBTRACT -> first ? f : f.negate();
            case MULTIPLY -> multiply(first ? b : a, f);
            case DIVIDE -> first ? f.over(b) : e.times(f).over(b).negate();
            case POWER -> first ? multiply(byBase(a, b), f) : byExponent(e, a).times(f);
            case ATAN2 ->
                first
                        ? multiply(b, f).over(radius(a, b))
                        : negate(multiply(a, f).over(radius(a, b)));
            case MIN, MAX, SELECT -> selected(e, i, f, Expr.ZERO);
            default -> throw new IllegalStateException("not binary: " + e.operation());
        };
    }

    /** Return {@code taken} where the operation takes operand i as its value, and {@code otherwise} elsewhere. */
    static Expr selected(Expr e, int i, Expr taken, Expr otherwise) {
        int firstBranch = e.operation() == Operation.SELECT ? 1 : 0;
        if (i < firstBranch) {
            return otherwise;
        }
        Expr condition = switch (e.operation()) {
            case SELECT -> e.operand(0);
            case MIN -> e.operand(1).minus(e.operand(0));
            case MAX -> e.operand(0).minus(e.operand(1));
            default -> throw new IllegalStateException("no selection: " + e.operation());
        };
        return i == firstBranch ? Expr.select(condition, taken, otherwise) : Expr.select(condition, otherwise, taken);
    }

    /** b·a^(b−1), which is 0·∞ at a = 0 for b = 0, where the power is the constant 1. */
    private static Expr byBase(Expr a, Expr b) {
        Expr partial = b.times(a.pow(b.minus(Expr.ONE)));
        return b.operation() == Operation.CONSTANT ? partial : zeroWhereZero(b, partial);
    }

    /** a^b·ln a, whose limit is 0 where a^b is 0: at a = 0 for b > 0, and at a = ∞ for b &lt; 0. */
    private static Expr byExponent(Expr power, Expr a) {
        Expr partial = power.times(a.log());
        boolean finiteLogarithm = a.operation() == Operation.CONSTANT && a.value() > 0 && a.value() < Double.MAX_VALUE;
        return finiteLogarithm ? partial : zeroWhereZero(power, partial);
    }

    private static Expr zeroWhereZero(Expr e, Expr value) {
        return Expr.select(e.abs().negate(), Expr.ZERO, value);
    }

    /** √(1 − a²) without cancellation near ±1. */
    private static Expr sine(Expr a) {
        return Expr.ONE.minus(a).times(Expr.ONE.plus(a)).sqrt();
    }

    private static Expr radius(Expr a, Expr b) {
        return a.times(a).plus(b.times(b));
    }

    static boolean isZero(Expr e) {
        return e.operation() == Operation.CONSTANT && e.value() == 0.0;
    }

    /** Return a + b without a structural zero. */
    static Expr add(Expr a, Expr b) {
        if (isZero(a)) {
            return b;
        }
        return isZero(b) ? a : a.plus(b);
    }

    private static Expr negate(Expr a) {
        return isZero(a) ? Expr.ZERO : a.negate();
    }

    private static Expr multiply(Expr a, Expr b) {
        return isZero(a) || isZero(b) ? Expr.ZERO : a.times(b);
    }
}
