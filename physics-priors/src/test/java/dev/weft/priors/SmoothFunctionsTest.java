package dev.weft.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothFunctionsTest {
    private static final double WIDTH = 0.04;

    @Test
    void theSignedRootPassesZeroWithTheSlopeItsJavadocStates() {
        Probe root = new Probe(x -> x.signedSqrt(WIDTH));

        assertThat(root.value(0)).isZero();
        assertThat(root.slope(0)).isCloseTo(1 / Math.sqrt(WIDTH), offset(1e-14));
    }

    @Test
    void theSoftPositivePartIsWidthTimesLogTwoAtTheKnee() {
        Probe soft = new Probe(x -> x.softPositivePart(WIDTH));

        assertThat(soft.value(0)).isCloseTo(WIDTH * Math.log(2), offset(1e-17));
        assertThat(soft.slope(0)).isEqualTo(0.5);
    }

    @Test
    void theSoftPositivePartVanishesFarBelowAndIsTheIdentityFarAbove() {
        Probe soft = new Probe(x -> x.softPositivePart(WIDTH));

        assertThat(soft.value(-1e6)).isZero();
        assertThat(soft.slope(-1e6)).isZero();
        assertThat(soft.value(1e6)).isEqualTo(1e6);
        assertThat(soft.slope(1e6)).isEqualTo(1);
    }

    @Test
    void theHardPositivePartIsExact() {
        Probe hard = new Probe(Quantity::positivePart);

        assertThat(hard.value(-2)).isZero();
        assertThat(hard.slope(-2)).isZero();
        assertThat(hard.value(3)).isEqualTo(3);
        assertThat(hard.slope(3)).isEqualTo(1);
    }

    @Test
    void rootsLogarithmsAndPowersAreTheMathOnesAboveZero() {
        assertThat(new Probe(Quantity::sqrt).value(2)).isEqualTo(Math.sqrt(2));
        assertThat(new Probe(Quantity::sqrt).slope(4)).isEqualTo(0.25);
        assertThat(new Probe(Quantity::log).slope(4)).isEqualTo(0.25);
        assertThat(new Probe(x -> x.power(4, 1)).value(-3)).isEqualTo(81);
        assertThat(new Probe(x -> x.power(3, 1)).slope(-2)).isEqualTo(12);
        assertThat(new Probe(x -> x.power(-2, 1)).value(-2)).isEqualTo(0.25);
        // A power and a root of the same number may differ in the last place.
        assertThat(new Probe(x -> x.power(2, 3)).value(8)).isCloseTo(4, offset(1e-15));
        assertThat(new Probe(x -> x.power(2, 3)).slope(8)).isCloseTo(1 / 3.0, offset(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1e-300, -1, -1e300, 1e-300, Double.MIN_VALUE})
    void atAndBelowZeroTheyAreHeldAndNeverNaN(double x) {
        for (Probe probe : new Probe[] {
            new Probe(Quantity::sqrt),
            new Probe(Quantity::log),
            new Probe(q -> q.power(1, 3)),
            new Probe(q -> q.power(-1, 2)),
            new Probe(q -> q.power(Quantity.of(0.8, Units.NUMBER)))
        }) {
            assertThat(probe.value(x)).isFinite().isEqualTo(probe.value(1e-30));
            assertThat(probe.slope(x)).isZero();
        }
        assertThat(new Probe(Quantity::sqrt).value(x)).isCloseTo(0, offset(1.1e-15));
    }

    @Test
    void theSoftSignIsASign() {
        Probe sign = new Probe(x -> x.softSign(WIDTH));

        assertThat(sign.value(0)).isZero();
        assertThat(sign.slope(0)).isEqualTo(1 / WIDTH);
        assertThat(sign.value(10 * WIDTH)).isCloseTo(1, offset(1e-8));
        assertThat(sign.value(-1e300)).isEqualTo(-1);
        assertThat(sign.slope(1e300)).isZero();
    }

    @Test
    void floorsAndCeilingsHold() {
        Probe floor = new Probe(x -> x.atLeast(2));
        Probe ceiling = new Probe(x -> x.atMost(2));

        assertThat(floor.value(1)).isEqualTo(2);
        assertThat(floor.slope(1)).isZero();
        assertThat(floor.value(3)).isEqualTo(3);
        assertThat(ceiling.value(3)).isEqualTo(2);
        assertThat(ceiling.slope(3)).isZero();
        assertThat(ceiling.value(1)).isEqualTo(1);
    }

    @Test
    void branchesAreChosenByTheSignOfTheCondition() {
        Probe steep = new Probe(x -> Quantity.where(x.minus(Quantity.of(1, Units.NUMBER)), x.times(3), x.squared()));

        assertThat(steep.value(1)).isEqualTo(3);
        assertThat(steep.slope(1)).isEqualTo(3);
        assertThat(steep.value(0.5)).isEqualTo(0.25);
        assertThat(steep.slope(0.5)).isEqualTo(1);
    }
}
