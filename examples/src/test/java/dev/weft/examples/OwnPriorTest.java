package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import org.junit.jupiter.api.Test;

class OwnPriorTest {
    @Test
    void recoversTheParameters() {
        CalibrationResult result = OwnPrior.run(new Printed().stream());

        assertThat(result.weights())
                .filteredOn(w -> w.series().isEmpty())
                .hasSize(4)
                .allSatisfy(w -> {
                    double truth = OwnPrior.TRUTH.get(w.slot().name());
                    // Three times as far as the 95 % intervals of this data reach.
                    assertThat(w.value()).as(w.slot().name()).isCloseTo(truth, within(0.02 * truth));
                    assertThat(w.verdict()).isEqualTo(Verdict.IDENTIFIABLE);
                });
        // What is left over is the sensor's noise of 0.1 K.
        assertThat(result.fits().get(0).rmse()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void isInTheCatalogue() {
        assertThat(PriorCatalogue.load().find("heated-tank")).isPresent();
    }
}
