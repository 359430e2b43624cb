package dev.weft.sdk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.ButcherTableau;
import org.junit.jupiter.api.Test;

class ShampineInterpolantTest {
    private static final ButcherTableau TABLEAU = ButcherTableau.DORMAND_PRINCE_54;

    /** Return the stages [7×1] of a step of y' = y from 1. */
    private static double[][] stagesOfGrowth(double h) {
        double[][] stages = new double[TABLEAU.stages()][1];
        for (int s = 0; s < stages.length; s++) {
            stages[s][0] = 1;
            for (int j = 0; j < s; j++) {
                stages[s][0] += h * TABLEAU.a(s, j) * stages[j][0];
            }
        }
        return stages;
    }

    private static ShampineInterpolant stepOfGrowth(double h) {
        ShampineInterpolant interpolant = new ShampineInterpolant(1);
        interpolant.take(0, h, new double[] {1}, stagesOfGrowth(h));
        return interpolant;
    }

    private static double error(double h, double share) {
        return Math.abs(stepOfGrowth(h).value(share * h, 0) - Math.exp(share * h));
    }

    @Test
    void beginsAndEndsWithTheStep() {
        double h = 0.1;
        double[][] stages = stagesOfGrowth(h);
        double atEnd = 1;
        for (int s = 0; s < stages.length; s++) {
            atEnd += h * TABLEAU.b(s) * stages[s][0];
        }
        ShampineInterpolant interpolant = stepOfGrowth(h);

        assertThat(interpolant.value(0, 0)).isEqualTo(1);
        // The powers' coefficients sum to b only within rounding.
        assertThat(interpolant.value(h, 0)).isCloseTo(atEnd, within(1e-15));
    }

    /** Of order 4: the error within a step falls with its fifth power. */
    @Test
    void isOfOrderFour() {
        for (double share : new double[] {0.2, 0.5, 0.8}) {
            double slope = Math.log(error(0.05, share) / error(0.025, share)) / Math.log(2);
            assertThat(slope).as("at %s of the step", share).isCloseTo(5, within(0.2));
        }
    }
}
