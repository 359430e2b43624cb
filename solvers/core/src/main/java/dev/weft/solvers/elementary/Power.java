package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.LESS_OR_EQUAL;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build x to the power y = exp(y·ln x).
 *
 * <p>An error of ln x is multiplied by up to 709 on the way, so ln x is carried as a sum of two numbers. With
 * x = 2ᵏ·m and s = (m − 1)/(m + 1)
 *
 * <pre>ln x = k·ln 2 + 2s + (2/3)s³ + s⁵·P(s²),   |s| ≤ 0.1716</pre>
 *
 * where every term but the last is a sum of two numbers (Muller, Elementary Functions, 2016; the error-free
 * sums and products are those of Dekker and of Ogita, Rump and Oishi, Accurate sum and dot product, 2005). The guard
 * calls the function where x is not a positive normal number, or where the result leaves the normal numbers.
 */
final class Power {
    private static final double TWO_THIRDS = 0x1.5555555555555p-1;
    private static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;
    private static final double FLOAT_TWO_THIRDS = 0x1.555556p-1;
    private static final double FLOAT_TWO_THIRDS_LOW = -0x1.555556p-26;

    /** ln 2 to 42 bits (16 in float), so that its product with k is exact. */
    private static final double LN2_SHORT = 0x1.62e42fefa38p-1;

    private static final double LN2_REST = 0x1.ef35793c7673p-45;
    private static final double FLOAT_LN2_SHORT = 0x1.62e4p-1;
    private static final double FLOAT_LN2_REST = 0x1.7f7d1cp-20;

    /** P on |s| ≤ 0.1718: relative error of ln m at most 9.0e-23 in double, 9.2e-12 in float. */
    private static final Polynomial P = new Polynomial(
            new double[] {
                0x1.9999999999995p-2, 0x1.2492492493156p-2, 0x1.c71c71c5630c4p-3, 0x1.745d183eb16f4p-3,
                0x1.3b135fc122d2p-3, 0x1.11211d3b9b852p-3, 0x1.de244b63ea746p-4, 0x1.eb868a1b185e9p-4
            },
            new double[] {0x1.999a04p-2, 0x1.24511cp-2, 0x1.dfdce8p-3});

    private Power() {}

    static <V> V power(LaneArithmetic<V> lanes, V x, V y) {
        Sum<V> log = log(lanes, x);
        V product = lanes.multiply(y, log.high);
        V rest = lanes.fma(y, log.low, lanes.fma(y, log.high, lanes.negate(product)));
        V value = Exponential.exp(lanes, product, rest);

        V finite = lanes.fma(x, lanes.constant(0), x);
        V magnitude = lanes.abs(product);
        V infinite = lanes.constant(Double.POSITIVE_INFINITY);
        V least = lanes.constant(Format.leastNormal(lanes));
        V bounded = lanes.select(LESS_OR_EQUAL, least, finite, magnitude, infinite);
        return lanes.guarded(value, LESS_OR_EQUAL, bounded, Exponential.limit(lanes), Operation.POWER, x, y);
    }

    private static <V> Sum<V> log(LaneArithmetic<V> lanes, V x) {
        V one = lanes.constant(1);
        Binary<V> parts = Binary.of(lanes, x);
        V k = parts.exponent();
        V f = lanes.subtract(parts.mantissa(), one);

        // s = f/(2 + f); f is exact, 2 + f = sum + lost.
        V two = lanes.constant(2);
        V sum = lanes.add(f, two);
        V lost = lanes.subtract(f, lanes.subtract(sum, two));
        V inverse = lanes.divide(one, sum);
        V s = lanes.multiply(f, inverse);
        V remainder = lanes.fma(lanes.negate(s), lost, lanes.fma(lanes.negate(s), sum, f));
        V sLow = lanes.multiply(remainder, inverse);
        V twice = lanes.add(s, s);

        V square = lanes.multiply(s, s);
        V squareLow = lanes.fma(twice, sLow, lanes.fma(s, s, lanes.negate(square)));
        Sum<V> cube = product(lanes, s, sLow, square, squareLow);
        Sum<V> third = product(
                lanes,
                Format.constant(lanes, TWO_THIRDS, FLOAT_TWO_THIRDS),
                Format.constant(lanes, TWO_THIRDS_LOW, FLOAT_TWO_THIRDS_LOW),
                cube.high,
                cube.low);
        V tail = lanes.multiply(lanes.multiply(cube.high, square), P.at(lanes, square));

        Sum<V> first = ordered(lanes, lanes.multiply(k, Format.constant(lanes, LN2_SHORT, FLOAT_LN2_SHORT)), twice);
        Sum<V> second = ordered(lanes, first.high, third.high);
        V low = lanes.fma(k, Format.constant(lanes, LN2_REST, FLOAT_LN2_REST), tail);
        low = lanes.add(low, lanes.fma(two, sLow, third.low));
        return ordered(lanes, second.high, lanes.add(low, lanes.add(first.low, second.low)));
    }

    /** Return (a + aLow)·(b + bLow) but for aLow·bLow. */
    private static <V> Sum<V> product(LaneArithmetic<V> lanes, V a, V aLow, V b, V bLow) {
        V high = lanes.multiply(a, b);
        V error = lanes.fma(a, b, lanes.negate(high));
        return new Sum<>(high, lanes.fma(a, bLow, lanes.fma(aLow, b, error)));
    }

    /** Return a + b without error, for |a| ≥ |b| or a = 0. */
    private static <V> Sum<V> ordered(LaneArithmetic<V> lanes, V a, V b) {
        V high = lanes.add(a, b);
        return new Sum<>(high, lanes.subtract(b, lanes.subtract(high, a)));
    }

    /** Hold a number as the sum of two. */
    private record Sum<V>(V high, V low) {}
}
