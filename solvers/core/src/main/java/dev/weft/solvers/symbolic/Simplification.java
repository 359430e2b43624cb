package dev.weft.solvers.symbolic;

import static dev.weft.solvers.symbolic.Operation.CEIL;
import static dev.weft.solvers.symbolic.Operation.CONSTANT;
import static dev.weft.solvers.symbolic.Operation.FLOOR;
import static dev.weft.solvers.symbolic.Operation.NEGATE;
import static dev.weft.solvers.symbolic.Operation.RINT;
import static dev.weft.solvers.symbolic.Operation.SIGN;

/**
 * Build nodes, simplified where the value stays the same for every input, bit by bit: NaN (all NaNs being
 * one), infinities, the two zeros and numbers near overflow included.
 *
 * <pre>
 *   constants fold          x + (−0) = x         x − 0 = x            x · 1 = x / 1 = x
 *   x · (−1) = x/(−1) = −x  −(−x) = x            −0 − x = −x          a + (−b) = a − b
 *   a − (−b) = a + b        (−a)(−b) = ab        (−a)/(−b) = a/b      x⁰ = 1, x¹ = x
 *   x² = x·x                x⁻¹ = 1/x            |−x| = ||x|| = |x|   sign(sign x) = sign x
 *   min(x, x) = x           min(x, ∞) = x        max(x, −∞) = x       ⌊x⌋ of an integer = x
 *   select(c, x, x) = x     select of a constant condition, or of a condition that selects constants
 * </pre>
 *
 * <p>What only looks safe is left alone: {@code x + 0} (of −0), {@code 0·x} and {@code x − x} (of ∞),
 * {@code 0 − x} and {@code −(a − b)} (sign of zero), {@code x^½} (of −∞).
 */
final class Simplification {
    private Simplification() {}

    static Expr of(Operation operation, Expr... o) {
        if (allConstant(o)) {
            return Expr.constant(
                    operation.apply(o[0].value(), o.length > 1 ? o[1].value() : 0, o.length > 2 ? o[2].value() : 0));
        }
        return switch (operation) {
            case ADD -> sum(o[0], o[1]);
            case SUBTRACT -> difference(o[0], o[1]);
            case MULTIPLY -> product(o[0], o[1]);
            case DIVIDE -> quotient(o[0], o[1]);
            case POWER -> power(o[0], o[1]);
            case NEGATE -> o[0].operation() == NEGATE ? o[0].operand(0) : Expr.node(operation, o);
            case ABS -> abs(o[0]);
            case SIGN -> o[0].operation() == SIGN ? o[0] : Expr.node(operation, o);
            case FLOOR, CEIL, RINT -> isInteger(o[0]) ? o[0] : Expr.node(operation, o);
            case MIN -> extremum(operation, o[0], o[1], Double.POSITIVE_INFINITY);
            case MAX -> extremum(operation, o[0], o[1], Double.NEGATIVE_INFINITY);
            case SELECT -> select(o[0], o[1], o[2]);
            default -> Expr.node(operation, o);
        };
    }

    private static Expr sum(Expr a, Expr b) {
        if (b.isConstant(-0.0)) {
            return a;
        }
        if (a.isConstant(-0.0)) {
            return b;
        }
        return b.operation() == NEGATE ? difference(a, b.operand(0)) : Expr.node(Operation.ADD, a, b);
    }

    private static Expr difference(Expr a, Expr b) {
        if (b.isConstant(0.0)) {
            return a;
        }
        if (a.isConstant(-0.0)) {
            return b.negate();
        }
        return b.operation() == NEGATE ? sum(a, b.operand(0)) : Expr.node(Operation.SUBTRACT, a, b);
    }

    private static Expr product(Expr a, Expr b) {
        if (b.isConstant(1.0)) {
            return a;
        }
        if (a.isConstant(1.0)) {
            return b;
        }
        if (b.isConstant(-1.0)) {
            return a.negate();
        }
        if (a.isConstant(-1.0)) {
            return b.negate();
        }
        return bothNegated(a, b) ? product(a.operand(0), b.operand(0)) : Expr.node(Operation.MULTIPLY, a, b);
    }

    private static Expr quotient(Expr a, Expr b) {
        if (b.isConstant(1.0)) {
            return a;
        }
        if (b.isConstant(-1.0)) {
            return a.negate();
        }
        return bothNegated(a, b) ? quotient(a.operand(0), b.operand(0)) : Expr.node(Operation.DIVIDE, a, b);
    }

    private static boolean bothNegated(Expr a, Expr b) {
        return a.operation() == NEGATE && b.operation() == NEGATE;
    }

    /** The powers that StrictMath.pow itself computes by these operations, so that no bit changes. */
    private static Expr power(Expr base, Expr exponent) {
        if (exponent.operation() != CONSTANT) {
            return Expr.node(Operation.POWER, base, exponent);
        }
        double number = exponent.value();
        if (number == 0) {
            return Expr.ONE;
        }
        if (number == 1) {
            return base;
        }
        if (number == 2) {
            return base.times(base);
        }
        return number == -1 ? Expr.ONE.over(base) : Expr.node(Operation.POWER, base, exponent);
    }

    private static Expr abs(Expr a) {
        return switch (a.operation()) {
            case ABS -> a;
            case NEGATE -> a.operand(0).abs();
            default -> Expr.node(Operation.ABS, a);
        };
    }

    private static boolean isInteger(Expr a) {
        return a.operation() == FLOOR || a.operation() == CEIL || a.operation() == RINT || a.operation() == SIGN;
    }

    private static Expr extremum(Operation operation, Expr a, Expr b, double neutral) {
        if (a == b || b.isConstant(neutral)) {
            return a;
        }
        return a.isConstant(neutral) ? b : Expr.node(operation, a, b);
    }

    private static Expr select(Expr condition, Expr ifNonNegative, Expr otherwise) {
        if (ifNonNegative == otherwise) {
            return ifNonNegative;
        }
        if (condition.operation() == CONSTANT) {
            return condition.value() >= 0 ? ifNonNegative : otherwise;
        }
        if (condition.operation() == Operation.SELECT
                && condition.operand(1).operation() == CONSTANT
                && condition.operand(2).operation() == CONSTANT) {
            return select(
                    condition.operand(0),
                    condition.operand(1).value() >= 0 ? ifNonNegative : otherwise,
                    condition.operand(2).value() >= 0 ? ifNonNegative : otherwise);
        }
        return Expr.node(Operation.SELECT, condition, ifNonNegative, otherwise);
    }

    private static boolean allConstant(Expr... operands) {
        for (Expr operand : operands) {
            if (operand.operation() != CONSTANT) {
                return false;
            }
        }
        return true;
    }
}
