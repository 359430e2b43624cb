package dev.weft.priors.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: Seborg, Edgar, Mellichamp, 2004, example 2.5: the steady states and the rates others publish for it. */
class CstrTest {
    private static final Cstr PRIOR = new Cstr();
    private static final double[] TABLE_2_3 = {0.1, 2.39e5, 7.2e10 * Math.exp(-8750 / 350.0) / 60, 8750, 5e4, 5e4 / 60};
    private static final double[] INPUTS = {300, 0.1 / 60, 1000, 350};

    /**
     * At 0.5 mol/L and 350 K, in minutes and litres: 3.40208612952253e-05 and −0.007117334999003795, as computed in C.
     * Sandrock, "Dynamics and Control with Jupyter Notebooks", section on the nonlinear CSTR.
     */
    @Test
    void hasThePublishedRatesAtTheOperatingPointOfTheBook() {
        Run run = new Run(PRIOR, TABLE_2_3, 500, 350);

        // A difference of terms of 1 mol/(L·min) and 200 K/min: a dozen digits are left of sixteen.
        assertThat(60e-3 * rate(run, 0)).isCloseTo(3.40208612952253e-05, offset(1e-13));
        assertThat(60 * rate(run, 1)).isCloseTo(-0.007117334999003795, offset(1e-11));
    }

    /** The stable steady state at this coolant temperature, found here by bisection of the heat balance alone. */
    @Test
    void restsAtItsColdSteadyState() {
        double low = 310;
        double high = 335;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (heat(middle) < 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        Run run = new Run(PRIOR, TABLE_2_3, 900, 320);
        for (int i = 0; i < 60; i++) {
            run.step(120, INPUTS);
        }
        assertThat(run.state(1)).isCloseTo(low, offset(1e-4));
        // As Hedengren's simulation of this reactor begins: 324.475443431599 K and 0.87725294608097 mol/L.
        assertThat(run.state(1)).isCloseTo(324.475443431599, offset(1e-4));
        assertThat(run.state(0)).isCloseTo(877.25294608097, offset(1e-3));
    }

    /** What heats the reactor at a temperature, the concentration at rest, in kelvins a minute. */
    private static double heat(double t) {
        double k = 7.2e10 * Math.exp(-8750 / t);
        double c = 1 / (1 + k);
        return 350 - t + 5e4 / 239 * k * c + 5e4 / (100 * 239) * (300 - t);
    }

    /** The example's step of the coolant from 300 K to 305 K: the reactor ignites. */
    @Test
    void ignitesAtAWarmerCoolant() {
        Run run = new Run(PRIOR, TABLE_2_3, 500, 350);
        double hottest = 0;
        double[] warmer = INPUTS.clone();
        warmer[0] = 305;
        for (int i = 0; i < 200; i++) {
            run.step(3, warmer);
            hottest = Math.max(hottest, run.state(1));
        }
        assertThat(hottest).isGreaterThan(400);
        assertThat(run.state(0)).isPositive();
    }

    @Test
    void withoutReactionTheFeedWashesOutExponentially() {
        double[] p = TABLE_2_3.clone();
        p[2] = 1e-8;
        Run run = new Run(PRIOR, p, 200, 300);
        run.step(60, INPUTS);
        // The reaction's 1e-8 per second, less in the cold, moves it by 6e-7 of itself.
        assertThat(run.state(0)).isCloseTo(1000 - 800 * Math.exp(-1), withinPercentage(1e-4));
    }

    private static double rate(Run run, int state) {
        return run.valueOf(PRIOR.rateOf(PRIOR.states().get(state)), INPUTS);
    }
}
