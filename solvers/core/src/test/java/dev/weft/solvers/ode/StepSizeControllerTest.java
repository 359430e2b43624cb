package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepSizeControllerTest {
    private final StepSizeController controller = new StepSizeController(4);

    @Test
    void growsAfterSmallErrorsAndShrinksAfterLargeOnes() {
        // 0.9 · E^−(0.2 − 0.03) · E_old^0.04, by hand.
        assertThat(controller.afterAcceptance(1e-2, 1e-3))
                .isCloseTo(0.9 * Math.pow(10, 2 * 0.17) * Math.pow(10, -3 * 0.04), within(1e-14));
        assertThat(controller.afterRejection(4)).isCloseTo(0.9 * Math.pow(4, -0.17), within(1e-14));
    }

    @Test
    void staysWithinItsFactors() {
        assertThat(controller.afterAcceptance(0, 1)).isEqualTo(10);
        assertThat(controller.afterRejection(1e30)).isEqualTo(0.2);
        for (double error : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(controller.afterRejection(error)).isEqualTo(0.2);
        }
        assertThat(controller.afterRejection(1 + 1e-15)).isLessThanOrEqualTo(0.9);
        assertThat(controller.remembered(0)).isEqualTo(1e-4);
        assertThat(controller.remembered(0.5)).isEqualTo(0.5);
    }

    @Test
    void theFirstStepIsWithinTheInterval() {
        assertThat(controller.firstStep(1e8, 0, 3)).as("nothing moves").isEqualTo(3);
        assertThat(controller.firstStep(0, 1, 3)).as("a state of zero").isEqualTo(0.03);
        // A time scale of 1, shortened by (1e10)^(1/5).
        assertThat(controller.firstStep(1e10, 1e10, 3)).isCloseTo(0.01, within(1e-12));
        assertThat(controller.firstStep(1e10, 1e300, 3)).isEqualTo(3e-10);
        assertThat(controller.firstStep(Double.POSITIVE_INFINITY, 1, 3)).isEqualTo(3e-10);
    }

    @Test
    void anOrderBelowOneIsRefused() {
        assertThatThrownBy(() -> new StepSizeController(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error order = 0, expected 1 or more");
    }
}
