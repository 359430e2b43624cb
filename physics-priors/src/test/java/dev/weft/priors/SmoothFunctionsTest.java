package dev.weft.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

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
}
