package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.testing.Differences;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class CoordinateProperties {
    @Provide
    Arbitrary<Coordinate> coordinates() {
        Arbitrary<Double> bounds = Arbitraries.oneOf(
                Arbitraries.of(0.0, 0.1, -0.3, 1.0),
                Arbitraries.doubles().between(-1e4, 1e4).ofScale(6));
        Arbitrary<Double> ranges = Arbitraries.oneOf(
                Arbitraries.of(0.2, 1.0),
                Arbitraries.doubles().between(1e-3, 1e6).ofScale(6));
        return Arbitraries.oneOf(
                Arbitraries.just(Coordinate.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                bounds.map(lower -> Coordinate.between(lower, Double.POSITIVE_INFINITY)),
                Combinators.combine(bounds, ranges).as((lower, range) -> Coordinate.between(lower, lower + range)));
    }

    @Provide
    Arbitrary<Double> anyFinite() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(-50, 50).ofScale(6),
                Arbitraries.doubles(),
                Arbitraries.of(-800.0, 800.0, -Double.MAX_VALUE, Double.MAX_VALUE));
    }

    @Property
    void noFiniteCoordinateLeavesTheBounds(@ForAll("coordinates") Coordinate c, @ForAll("anyFinite") double z) {
        assertThat(c.toValue(z)).isBetween(c.lower(), c.upper());
        assertThat(c.derivative(z)).isNotNegative();
    }

    @Property
    void neverDecreases(
            @ForAll("coordinates") Coordinate c, @ForAll("anyFinite") double a, @ForAll("anyFinite") double b) {
        assertThat(c.toValue(Math.min(a, b))).isLessThanOrEqualTo(c.toValue(Math.max(a, b)));
    }

    @Property
    void increasesWhereStepsCanBeResolved(
            @ForAll("coordinates") Coordinate c, @ForAll @DoubleRange(min = -3, max = 3) double z) {
        // A lower bound of 10⁴ has an ulp of 2e-12, a range of 10⁻³ a slope of 5e-5 at z = ±3.
        assertThat(c.toValue(z + 1e-3)).isGreaterThan(c.toValue(z));
    }

    @Property
    void valuesInsideSurviveTheRoundTrip(
            @ForAll("coordinates") Coordinate c, @ForAll @DoubleRange(min = -12, max = 12) double z) {
        double value = c.toValue(z);
        // value − bound cancels down to the ulp of the bound, and z magnifies that in no direction.
        double scale = Math.ulp(Math.abs(value) + Math.abs(c.lower() > -1e300 ? c.lower() : 0));
        double upper = Double.isInfinite(c.upper()) ? 0 : Math.ulp(c.upper());

        // exp and log are good to 1 ulp, but exp magnifies a rounding of z by |z| ≤ 12: 1e-14 relative.
        assertThat(c.toValue(c.toCoordinate(value)))
                .isCloseTo(value, within(1e-14 * Math.abs(value) + 4 * (scale + upper)));
    }

    @Property
    void positiveValuesOfAnySizeSurviveTheRoundTrip(@ForAll @DoubleRange(min = -250, max = 250) double exponent) {
        // A picofarad is as good a value of a positive parameter as a farad.
        Coordinate positive = Coordinate.between(0, Double.POSITIVE_INFINITY);
        double value = Math.pow(10, exponent);

        // |z| ≤ 576 and its rounding is magnified by exp: 576·2⁻⁵³ relative.
        assertThat(positive.toValue(positive.toCoordinate(value)) / value).isCloseTo(1, within(1e-12));
    }

    @Property
    void smallSharesOfAWideRangeSurviveTheRoundTrip(@ForAll @DoubleRange(min = -30, max = 3.99) double exponent) {
        Coordinate damping = Coordinate.between(0, 1e4);
        double value = Math.pow(10, exponent);

        // |z| ≤ 80.
        assertThat(damping.toValue(damping.toCoordinate(value)) / value).isCloseTo(1, within(1e-13));
    }

    @Property
    void theDerivativeAgreesWithDifferences(
            @ForAll("coordinates") Coordinate c, @ForAll @DoubleRange(min = -6, max = 6) double z) {
        Differences.Estimate slope = Differences.derivative(c::toValue, z, 0.3);

        // Differences of values near the bound cancel: an ulp of the larger bound over steps down to 0.3/1.4⁹.
        double size = Math.max(Math.abs(c.toValue(z)), Double.isInfinite(c.lower()) ? 0 : Math.abs(c.lower()));
        assertThat(c.derivative(z)).isCloseTo(slope.value(), within(1e-7 * c.derivative(z) + 1e-12 * size));
    }

    @Property
    void expressionsGiveTheSameNumbers(@ForAll("coordinates") Coordinate c, @ForAll("anyFinite") double z) {
        Expr at = Expr.constant(z);
        // One or two roundings apart, of the bounds where the value is small beside them.
        double scale = Math.abs(c.toValue(z)) + (c.lower() > -1e300 ? Math.abs(c.lower()) : 0);
        if (Double.isFinite(scale)) {
            assertThat(c.toValue(at).value()).isCloseTo(c.toValue(z), within(1e-15 * scale * 4));
        }
        assertThat(c.toValue(at).value()).isBetween(c.lower(), c.upper());
        double slope = c.derivative(z);
        if (Double.isFinite(slope)) {
            assertThat(c.derivative(at).value()).isCloseTo(slope, within(1e-14 * slope + 1e-300));
        }
    }
}
