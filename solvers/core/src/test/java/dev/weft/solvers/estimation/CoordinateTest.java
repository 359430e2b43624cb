package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.symbolic.Expr;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinateTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void theBoundsChooseTheMap() {
        assertThat(Coordinate.between(-INFINITY, INFINITY)).isEqualTo(new Coordinate.Identity());
        assertThat(Coordinate.between(2, INFINITY)).isEqualTo(new Coordinate.Log(2));
        assertThat(Coordinate.between(2, 5)).isEqualTo(new Coordinate.Logit(2, 5));
    }

    @Test
    void knownPoints() {
        assertThat(new Coordinate.Log(2).toValue(0)).isEqualTo(3);
        assertThat(new Coordinate.Log(2).toCoordinate(2 + Math.E)).isCloseTo(1, within(1e-15));
        assertThat(new Coordinate.Logit(2, 6).toValue(0)).isEqualTo(4);
        assertThat(new Coordinate.Logit(2, 6).derivative(0)).isEqualTo(1);
        assertThat(new Coordinate.Logit(2, 6).toCoordinate(5)).isCloseTo(Math.log(3), within(1e-15));
        assertThat(new Coordinate.Identity().toCoordinate(-7)).isEqualTo(-7);
        assertThat(new Coordinate.Identity().derivative(3)).isEqualTo(1);
        assertThat(new Coordinate.Identity().lower()).isEqualTo(-INFINITY);
        assertThat(new Coordinate.Identity().upper()).isEqualTo(INFINITY);
    }

    @Test
    void anAffineOneBoundsNothing() {
        Coordinate affine = new Coordinate.Affine(10, 4);
        assertThat(affine.toValue(-5)).isEqualTo(-10);
        assertThat(affine.toCoordinate(-10)).isEqualTo(-5);
        assertThat(affine.derivative(7)).isEqualTo(4);
        assertThat(affine.lower()).isEqualTo(-INFINITY);
        assertThat(affine.upper()).isEqualTo(INFINITY);
        Expr z = Expr.symbol("z");
        assertThat(affine.toValue(z).substitute(Map.of(z, Expr.constant(-5)))).isEqualTo(Expr.constant(-10));
        assertThat(affine.derivative(z)).isEqualTo(Expr.constant(4));
        assertThatThrownBy(() -> new Coordinate.Affine(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offset = 0.0, scale = 0.0, expected finite numbers, the scale > 0");
        assertThatThrownBy(() -> new Coordinate.Affine(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valuesOnABoundAreMovedInsideByTheMargin() {
        Coordinate logit = new Coordinate.Logit(-10, 30);
        // The margin 1e-9 of the range 40; the ulp of the bounds limits the comparison to 1e-14.
        assertThat(logit.toValue(logit.toCoordinate(-10))).isCloseTo(-10 + 40e-9, within(1e-14));
        assertThat(logit.toValue(logit.toCoordinate(30))).isCloseTo(30 - 40e-9, within(2e-14));

        Coordinate log = new Coordinate.Log(0);
        assertThat(log.toValue(log.toCoordinate(0))).isCloseTo(1e-9, within(1e-23));
        Coordinate offset = new Coordinate.Log(-200);
        assertThat(offset.toValue(offset.toCoordinate(-200))).isCloseTo(-200 + 200e-9, within(1e-13));
    }

    @Test
    void farOutTheValueRoundsToTheBound() {
        // Documented: e⁻⁸⁰⁰ is 0 and e⁸⁰⁰ is ∞ in double. Never beyond, never NaN.
        Coordinate logit = Coordinate.between(0.1, 0.3);
        assertThat(logit.toValue(-800)).isEqualTo(0.1);
        assertThat(logit.toValue(800)).isEqualTo(0.3);
        assertThat(logit.derivative(-800)).isZero();
        assertThat(logit.derivative(800)).isZero();

        Coordinate log = Coordinate.between(5, INFINITY);
        assertThat(log.toValue(-800)).isEqualTo(5);
        assertThat(log.toValue(800)).isEqualTo(INFINITY);
        assertThat(log.toValue(700)).isFinite();
    }

    @Test
    void aValueThatIsNotANumberStaysOne() {
        assertThat(new Coordinate.Log(0).toCoordinate(Double.NaN)).isNaN();
        assertThat(new Coordinate.Logit(0, 1).toCoordinate(Double.NaN)).isNaN();
        assertThat(new Coordinate.Logit(0, 1).toValue(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "NaN, 1", "1, NaN", "Infinity, Infinity", "-Infinity, 3", "-1.5E308, 1.5E308"})
    void refusesBoundsWithoutAMap(double lower, double upper) {
        assertThatThrownBy(() -> Coordinate.between(lower, upper))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bounds " + lower + " … " + upper)
                .hasMessageContaining("expected");
    }

    @Test
    void namesTheRemedyForAnUpperBoundAlone() {
        assertThatThrownBy(() -> Coordinate.between(-INFINITY, 0)).hasMessageContaining("negated");
    }
}
