package dev.weft.priors.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: the differential equations of IEC 60076-7 against its exponential ones, section 8.2.2, f₁ to f₃. */
class TransformerTest {
    private static final Transformer PRIOR = new Transformer();
    private static final double OIL = 52;
    private static final double WINDING = 26;
    private static final double[] ONAF = {OIL, WINDING, 6, 0.8, 1.3, 9000, 420, 0.5, 2, 2};

    @ParameterizedTest(name = "load factor {0}")
    @ValueSource(doubles = {0.6, 1, 1.4})
    void aStepFromColdFollowsTheExponentialEquations(double load) {
        double ambient = 293.15;
        double oil = Math.pow((1 + 6 * load * load) / 7, 0.8) * OIL;
        double winding = Math.pow(load, 1.3) * WINDING;
        Run run = new Run(PRIOR, ONAF, ambient, 0, 0);
        for (int i = 0; i < 40; i++) {
            run.step(600, load, ambient);
            double t = run.time();
            double f1 = 1 - Math.exp(-t / (0.5 * 9000));
            double f2 = 2 * (1 - Math.exp(-t / (2 * 420))) - (2 - 1) * (1 - Math.exp(-t * 2 / 9000));
            double[] shown = run.outputsAndJacobians(load, ambient);
            assertThat(shown[0]).isCloseTo(ambient + oil * f1, offset(1e-5));
            assertThat(shown[1]).isCloseTo(ambient + oil * f1 + winding * f2, offset(2e-5));
        }
    }

    @Test
    void atRatedLoadTheRisesAreTheRatedOnes() {
        Run run = new Run(PRIOR, ONAF, 300, 0, 0);
        for (int i = 0; i < 100; i++) {
            run.step(3600, 1, 293.15);
        }
        double[] shown = run.outputsAndJacobians(1, 293.15);
        assertThat(shown[0]).isCloseTo(293.15 + OIL, offset(1e-5));
        assertThat(shown[1]).isCloseTo(293.15 + OIL + WINDING, offset(1e-5));
    }

    /** With no load the no-load losses stay: 1/(1 + R) of the rated ones. */
    @Test
    void withoutLoadNothingIsNaNAndTheCoreStillHeats() {
        Run run = new Run(PRIOR, ONAF, 293.15, 0, 0);
        for (int i = 0; i < 100; i++) {
            run.step(3600, 0, 293.15);
            assertThat(run.psi()).matches(Run::allFinite);
        }
        assertThat(run.state(0)).isCloseTo(293.15 + Math.pow(1 / 7.0, 0.8) * OIL, offset(1e-5));
    }
}
