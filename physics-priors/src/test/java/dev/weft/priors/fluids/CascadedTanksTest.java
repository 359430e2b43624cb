package dev.weft.priors.fluids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CascadedTanksTest {
    private static final CascadedTanks PRIOR = new CascadedTanks();
    private static final double PUMP = 0.05;
    private static final double UPPER = 0.06;
    private static final double LOWER = 0.04;

    /** In the order of declaration, with an ideal sensor. */
    private static final double[] PARAMETERS = {PUMP, UPPER, LOWER, 0.5, 5, 1, 1};

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1e-300, -1e-12, -1e-3, -0.5, Double.MIN_VALUE, 1e-9})
    void anEmptyTankHasFiniteValuesAndSensitivities(double level) {
        Run run = new Run(PRIOR, PARAMETERS, level, level);
        for (int i = 0; i < 50; i++) {
            run.step(4, 0);
            assertThat(run.state(0)).isFinite();
            assertThat(run.state(1)).isFinite();
            assertThat(run.phi()).matches(Run::allFinite);
            assertThat(run.psi()).matches(Run::allFinite);
            assertThat(run.outputsAndJacobians(0)).matches(Run::allFinite);
        }
        // The smoothed root has slope 1/√δ = 10 at zero: a rest decays within k·10 = 0.4 … 0.6 a second.
        assertThat(run.state(0)).isCloseTo(0, offset(1e-6));
        assertThat(run.state(1)).isCloseTo(0, offset(1e-6));
    }

    @Test
    void drainsAsTorricelliSays() {
        Run run = new Run(PRIOR, PARAMETERS, 9, 0);
        double worst = 0;
        for (int i = 0; i < 90; i++) {
            run.step(1, 0);
            double expected = Math.pow(3 - UPPER * run.time() / 2, 2);
            worst = Math.max(worst, Math.abs(run.state(0) - expected));
        }
        assertThat(run.state(0)).isLessThan(0.1);
        // The root smoothed over δ = 0.01 V is slower by δ²/(4h²) of itself; integrated over √h that is δ²/(12 h^{3/2})
        // in √h or δ²/(6h) in h: 1.85e-4 V at the last level, 0.09 V.
        assertThat(worst).isLessThan(2e-4);
    }

    @Test
    void comesToRestWhereInflowAndOutflowMeet() {
        double pump = 2.5;
        Run run = new Run(PRIOR, PARAMETERS, 1, 1);
        for (int i = 0; i < 200; i++) {
            run.step(20, pump);
        }
        // √h = inflow/k; the smoothing moves the root by δ²/(4h²) of itself: 1e-5 here, below 1e-4 V.
        assertThat(run.state(0)).isCloseTo(Math.pow(PUMP * pump / UPPER, 2), offset(1e-4));
        assertThat(run.state(1)).isCloseTo(Math.pow(PUMP * pump / LOWER, 2), offset(1e-4));
    }

    @Test
    void aFullTankStaysSomeTenthsAboveItsRim() {
        Run run = new Run(PRIOR, PARAMETERS, 10, 10);
        for (int i = 0; i < 100; i++) {
            run.step(10, 8);
        }
        // At rest the weir takes what the hole does not: (h − 10)^{3/2} = 0.05·8 − 0.06·√h, so h − 10 = 0.35.
        double excess = run.state(0) - 10;
        assertThat(excess).isBetween(0.1, 0.5);
        // The level is known to some 1e-8 and the two sides move by less than it.
        assertThat(Math.pow(excess, 1.5)).isCloseTo(PUMP * 8 - UPPER * Math.sqrt(run.state(0)), offset(1e-6));
        assertThat(run.state(1) - 10).isBetween(0.0, 0.5);
        assertThat(run.outputsAndJacobians(8)[0]).isEqualTo(10);
    }

    @Test
    void whatTheUpperTankSpillsReachesTheLowerOneInItsShare() {
        double[] none = PARAMETERS.clone();
        none[3] = 0;
        double[] all = PARAMETERS.clone();
        all[3] = 1;
        Run dry = new Run(PRIOR, none, 10.5, 2);
        Run wet = new Run(PRIOR, all, 10.5, 2);
        Run half = new Run(PRIOR, PARAMETERS, 10.5, 2);
        for (Run run : new Run[] {dry, wet, half}) {
            run.step(1, 8);
        }

        assertThat(wet.state(1)).isGreaterThan(dry.state(1) + 0.1);
        // Over a second the lower tank's own outflow hardly changes: half the share brings half the water.
        assertThat(half.state(1)).isCloseTo(0.5 * (wet.state(1) + dry.state(1)), offset(1e-3));
        assertThat(wet.state(0)).isCloseTo(dry.state(0), offset(1e-7));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 4.9, 5, 5.1, 9.999})
    void withBothSlopesAtOneTheSensorShowsTheLevel(double level) {
        double[] out = new Run(PRIOR, PARAMETERS, 1, level).outputsAndJacobians(0);

        assertThat(out[0]).isCloseTo(level, offset(1e-14));
        assertThat(out[2]).as("slope").isEqualTo(1);
    }

    @Test
    void theSensorHasItsTwoSlopesAndTenVoltAtTheRim() {
        double[] bent = {PUMP, UPPER, LOWER, 0.5, 4, 1.5, 0.5};

        assertThat(new Run(PRIOR, bent, 1, 10).outputsAndJacobians(0)[0]).isCloseTo(10, offset(1e-14));
        // Five knee widths or more away from the knee the slopes are pure to e^−10 of their difference.
        assertThat(new Run(PRIOR, bent, 1, 9).outputsAndJacobians(0)[0]).isCloseTo(9.5, offset(1e-12));
        assertThat(new Run(PRIOR, bent, 1, 3).outputsAndJacobians(0)[0]).isCloseTo(7 - 1.5, offset(1e-4));
        assertThat(new Run(PRIOR, bent, 1, 2).outputsAndJacobians(0)[0]).isCloseTo(7 - 3, offset(1e-8));
    }
}
