package dev.weft.solvers.symbolic;

/**
 * Compose functions that are no operations of their own, without needless overflow or cancellation.
 *
 * <p>Accurate to a few ulp in double arithmetic; also meaningful in float, whose range no constant
 * leaves. Where a guard selects another formula, both have the same value and derivative to rounding.
 */
final class Composition {
    /** Below it asinh(x) and atanh(x) are x: the next term, x³/6 or x³/3, is below half an ulp. */
    private static final Expr TINY = Expr.constant(1e-9);

    /** Above it √(x² ± 1) is x to rounding, and x² may overflow. */
    private static final Expr HUGE = Expr.constant(0x1p28);

    private static final Expr LN_2 = Expr.constant(StrictMath.log(2));
    private static final Expr TWO = Expr.constant(2);
    private static final int SMALLEST_POWER = -1074;

    private Composition() {}

    /** m·√(1 + (n/m)²), m the larger and n the smaller of the sizes. */
    static Expr hypot(Expr x, Expr y) {
        Expr a = x.abs();
        Expr b = y.abs();
        Expr larger = a.max(b);
        // 0/0 of two zeros becomes 0/1.
        Expr divisor = Expr.select(larger.negate(), Expr.ONE, larger);
        Expr quotient = a.min(b).over(divisor);
        // ∞/∞ of two infinities becomes 1.
        Expr ratio = Expr.select(Expr.ONE.minus(quotient), quotient, Expr.ONE);
        return larger.times(Expr.ONE.plus(ratio.times(ratio)).sqrt());
    }

    /** ln(a + √(a² + 1)) for a = |x|, written as log1p(a + a²/(1 + √(a² + 1))). */
    static Expr asinh(Expr x) {
        Expr a = x.abs();
        Expr square = a.times(a);
        Expr root = square.plus(Expr.ONE).sqrt();
        Expr near = a.plus(square.over(Expr.ONE.plus(root))).log1p();
        return odd(x, Expr.select(a.minus(HUGE), a.log().plus(LN_2), near));
    }

    /** ln(x + √(x² − 1)), written with t = x − 1 as log1p(t + √t·√(t + 2)): NaN for x < 1. */
    static Expr acosh(Expr x) {
        Expr t = x.minus(Expr.ONE);
        Expr near = t.plus(t.sqrt().times(t.plus(TWO).sqrt())).log1p();
        return Expr.select(x.minus(HUGE), x.log().plus(LN_2), near);
    }

    /** ½·ln((1 + a)/(1 − a)) for a = |x|, written as ½·log1p(2a/(1 − a)). */
    static Expr atanh(Expr x) {
        Expr a = x.abs();
        return odd(x, a.times(2).over(Expr.ONE.minus(a)).log1p().times(0.5));
    }

    /** The odd function that is {@code ofSize} for x > 0 and x near 0, so that −0 and the slope at 0 are right. */
    private static Expr odd(Expr x, Expr ofSize) {
        return Expr.select(TINY.minus(x.abs()), x, Expr.select(x, ofSize, ofSize.negate()));
    }

    static Expr root(Expr x, int n) {
        return switch (n) {
            case 0 -> throw new IllegalArgumentException("order of the root n = 0, expected another integer");
            case 1 -> x;
            case 3 -> x.cbrt();
            default -> {
                if (n % 2 == 0) {
                    yield root(x.sqrt(), n / 2);
                }
                if (n < 0) {
                    yield Expr.ONE.over(root(x, -n));
                }
                Expr ofSize = x.abs().pow(1.0 / n);
                yield Expr.select(x, ofSize, ofSize.negate());
            }
        };
    }

    /** x·2^n in factors that are themselves doubles, of which only the last product can round to more than 0. */
    static Expr scalb(Expr x, int n) {
        // Beyond ±2200 every double has become 0 or infinite.
        int exponent = Math.max(-2200, Math.min(n, 2200));
        Expr product = x;
        while (exponent > Double.MAX_EXPONENT) {
            product = product.times(0x1p1023);
            exponent -= Double.MAX_EXPONENT;
        }
        int last = Math.max(exponent, SMALLEST_POWER);
        if (exponent < last) {
            product = scalb(product, exponent - last);
        }
        return product.times(Math.scalb(1.0, last));
    }

    /** |x| or −|x|: the sign of a zero shows in its reciprocal. */
    static Expr copySign(Expr x, Expr sign) {
        Expr signed = Expr.select(sign.abs().negate(), Expr.ONE.over(sign), sign);
        return Expr.select(signed.negate(), x.abs().negate(), x.abs());
    }
}
