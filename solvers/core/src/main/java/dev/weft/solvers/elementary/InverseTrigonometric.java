package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.LESS;
import static dev.weft.solvers.lanes.Comparison.LESS_OR_EQUAL;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build asin x, acos x, atan x and the angle of a point, atan2(y, x).
 *
 * <p>atan t is a polynomial in t² for 0 ≤ t ≤ 1; beyond, atan t = π/2 − atan(1/t). asin x is a polynomial in x² for
 * |x| ≤ ½; beyond, asin |x| = π/2 − 2·asin √((1 − |x|)/2), in which 1 − |x| is exact. Outside [−1, 1] that root is NaN,
 * as asin and acos are. atan2 calls the function where the quotient is not certain to be normal.
 */
final class InverseTrigonometric {
    private static final double HALF_PI = 0x1.921fb54442d18p0;
    private static final double HALF_PI_LOW = 0x1.1a62633145c07p-54;
    private static final double FLOAT_HALF_PI = 0x1.921fb6p0;
    private static final double FLOAT_HALF_PI_LOW = -0x1.777a5cp-25;

    /** atan t = t + t³·ATAN(t²) on 0 ≤ t ≤ 1: relative error 3.5e-17 in double, 3.3e-9 in float. */
    private static final Polynomial ATAN = new Polynomial(
            new double[] {
                -0x1.555555555541ap-2, 0x1.9999999980c54p-3, -0x1.2492491f00d45p-3, 0x1.c71c707e39cbdp-4,
                -0x1.745d00489bd71p-4, 0x1.3b129f8d3ac9fp-4, -0x1.1108135f59fabp-4, 0x1.e17286e0dc9d3p-5,
                -0x1.ad1d3c54bf2d9p-5, 0x1.7ea4ed9c4deffp-5, -0x1.4eb75e17df564p-5, 0x1.16206c65d806dp-5,
                -0x1.a499fbade7921p-6, 0x1.1397e6863be52p-6, -0x1.291161f6fd573p-7, 0x1.f0e78059cda5ep-9,
                -0x1.2aced437a67e3p-10, 0x1.c824eb3657937p-13, -0x1.4a2bb05843febp-16
            },
            new double[] {
                -0x1.55553ap-2,
                0x1.9991p-3,
                -0x1.24177ap-3,
                0x1.c0317ep-4,
                -0x1.5709bap-4,
                0x1.d6de14p-5,
                -0x1.f722e6p-6,
                0x1.5d871ap-7,
                -0x1.c7dc84p-10
            });

    /** asin s = s + s³·ASIN(s²) on |s| ≤ ½: relative error 1.6e-17 in double, 5.1e-9 in float. */
    private static final Polynomial ASIN = new Polynomial(
            new double[] {
                0x1.5555555555399p-3, 0x1.333333336d0c6p-4, 0x1.6db6db438bf1dp-5, 0x1.f1c72bdb3836fp-6,
                0x1.6e89fd4d337c6p-6, 0x1.1c6b575742861p-6, 0x1.c70876a6feda2p-7, 0x1.8e7ce740fc94ep-7,
                0x1.ae2946e15bc09p-8, 0x1.3e5cdb40af60fp-6, -0x1.075a90079030dp-6, 0x1.04975b2137fa3p-5
            },
            new double[] {0x1.5555c8p-3, 0x1.330246p-4, 0x1.747212p-5, 0x1.8caecep-6, 0x1.58f46p-5});

    private InverseTrigonometric() {}

    static <V> V atan(LaneArithmetic<V> lanes, V x) {
        return Format.withSign(lanes, angle(lanes, lanes.abs(x), lanes.constant(1)), x);
    }

    static <V> V atan2(LaneArithmetic<V> lanes, V y, V x) {
        V magnitudeY = lanes.abs(y);
        V magnitudeX = lanes.abs(x);
        V first = angle(lanes, magnitudeY, magnitudeX);
        // π − first, with what π loses by rounding.
        V low = lanes.subtract(doubled(lanes, HALF_PI_LOW, FLOAT_HALF_PI_LOW), first);
        V second = lanes.add(doubled(lanes, HALF_PI, FLOAT_HALF_PI), low);
        V upper = lanes.select(LESS, x, lanes.constant(0), second, first);
        V value = Format.withSign(lanes, upper, y);
        return guardedRange(lanes, value, magnitudeY, magnitudeX, y, x);
    }

    static <V> V asin(LaneArithmetic<V> lanes, V x) {
        V half = lanes.constant(0.5);
        V magnitude = lanes.abs(x);
        V s = foldedSine(lanes, magnitude);
        V tail = asinTail(lanes, s);
        V small = lanes.add(s, tail);
        V minusTwo = lanes.constant(-2);
        V halfPi = Format.constant(lanes, HALF_PI, FLOAT_HALF_PI);
        V head = lanes.fma(minusTwo, s, halfPi);
        V lost = lanes.fma(minusTwo, s, lanes.subtract(halfPi, head));
        V low = lanes.fma(minusTwo, tail, Format.constant(lanes, HALF_PI_LOW, FLOAT_HALF_PI_LOW));
        V large = lanes.add(head, lanes.add(low, lost));
        V value = lanes.select(LESS_OR_EQUAL, magnitude, half, small, large);
        return Format.withSign(lanes, value, x);
    }

    static <V> V acos(LaneArithmetic<V> lanes, V x) {
        V half = lanes.constant(0.5);
        V magnitude = lanes.abs(x);
        V s = foldedSine(lanes, magnitude);
        V small = lanes.add(s, asinTail(lanes, s));
        V twice = lanes.add(small, small);
        // With a the first angle: acos x = π/2 − sign(x)·a for |x| ≤ ½, 2a for x > ½, π − 2a for x < −½.
        V pi = lanes.add(
                doubled(lanes, HALF_PI, FLOAT_HALF_PI),
                lanes.subtract(doubled(lanes, HALF_PI_LOW, FLOAT_HALF_PI_LOW), twice));
        V outer = lanes.select(LESS, x, lanes.constant(0), pi, twice);
        V signed = Format.withSign(lanes, small, x);
        V inner = lanes.add(
                Format.constant(lanes, HALF_PI, FLOAT_HALF_PI),
                lanes.subtract(Format.constant(lanes, HALF_PI_LOW, FLOAT_HALF_PI_LOW), signed));
        return lanes.select(LESS_OR_EQUAL, magnitude, half, inner, outer);
    }

    /** Return the angle of a point in the first quadrant, atan(y/x). */
    private static <V> V angle(LaneArithmetic<V> lanes, V y, V x) {
        V lesser = lanes.select(LESS, x, y, x, y);
        V greater = lanes.select(LESS, x, y, y, x);
        V t = lanes.divide(lesser, greater);
        V square = lanes.multiply(t, t);
        // One chain: the sums of the even and of the odd terms are greater than the whole and would cost accuracy.
        V tail = lanes.multiply(lanes.multiply(t, square), ATAN.at(lanes, square));
        V below = lanes.add(t, tail);
        V low = lanes.subtract(Format.constant(lanes, HALF_PI_LOW, FLOAT_HALF_PI_LOW), tail);
        V above = lanes.add(lanes.subtract(Format.constant(lanes, HALF_PI, FLOAT_HALF_PI), t), low);
        return lanes.select(LESS, x, y, above, below);
    }

    /** Call the function unless both are well inside the normal numbers, and their quotient then as well. */
    private static <V> V guardedRange(LaneArithmetic<V> lanes, V value, V magnitudeY, V magnitudeX, V y, V x) {
        double radius = Math.scalb(1.0, lanes.precision().exponentBias() / 2 - 1);
        V least = lanes.constant(1 / radius);
        V greatest = lanes.constant(radius);
        V lesser = lanes.select(LESS, magnitudeX, magnitudeY, magnitudeX, magnitudeY);
        V greater = lanes.select(LESS, magnitudeX, magnitudeY, magnitudeY, magnitudeX);
        // One comparison for both ends: NaN where the greater one is out of range.
        V inside = lanes.select(LESS_OR_EQUAL, greater, greatest, lesser, lanes.constant(Double.NaN));
        return lanes.guarded(value, LESS_OR_EQUAL, least, inside, Operation.ATAN2, y, x);
    }

    /** Return |x| for |x| ≤ ½ and √((1 − |x|)/2) beyond. */
    private static <V> V foldedSine(LaneArithmetic<V> lanes, V magnitude) {
        V half = lanes.constant(0.5);
        V root = lanes.sqrt(lanes.fma(magnitude, lanes.constant(-0.5), half));
        return lanes.select(LESS_OR_EQUAL, magnitude, half, magnitude, root);
    }

    /** Return asin s − s. */
    private static <V> V asinTail(LaneArithmetic<V> lanes, V s) {
        V square = lanes.multiply(s, s);
        V fourth = lanes.multiply(square, square);
        return lanes.multiply(lanes.multiply(s, square), ASIN.at(lanes, square, fourth));
    }

    private static <V> V doubled(LaneArithmetic<V> lanes, double forDouble, double forFloat) {
        return Format.constant(lanes, 2 * forDouble, 2 * forFloat);
    }
}
