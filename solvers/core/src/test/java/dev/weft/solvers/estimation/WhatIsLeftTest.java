package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A straight line through noisy points, whose minimum and standard deviations have closed forms. */
class WhatIsLeftTest {
    private static final int ROWS = 50;
    private static final double[] TIMES = new double[ROWS];
    private static final double[] MEASURED = new double[ROWS];
    private static final double[] JACOBIAN = new double[2 * ROWS];
    private static final double[] BEST;

    static {
        SplittableRandom random = new SplittableRandom(1);
        double meanTime = 0;
        double mean = 0;
        for (int i = 0; i < ROWS; i++) {
            TIMES[i] = 0.1 * i;
            MEASURED[i] = 2 - 0.5 * TIMES[i] + 0.3 * random.nextGaussian();
            JACOBIAN[2 * i] = 1;
            JACOBIAN[2 * i + 1] = TIMES[i];
            meanTime += TIMES[i] / ROWS;
            mean += MEASURED[i] / ROWS;
        }
        double product = 0;
        for (int i = 0; i < ROWS; i++) {
            product += (TIMES[i] - meanTime) * (MEASURED[i] - mean);
        }
        double slope = product / squares();
        BEST = new double[] {mean - slope * meanTime, slope};
    }

    private static double squares() {
        double meanTime = 0.05 * (ROWS - 1);
        double sum = 0;
        for (double t : TIMES) {
            sum += (t - meanTime) * (t - meanTime);
        }
        return sum;
    }

    private static double[] residuals(double intercept, double slope) {
        double[] r = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            r[i] = intercept + slope * TIMES[i] - MEASURED[i];
        }
        return r;
    }

    private static double cost(double[] residuals) {
        double sum = 0;
        for (double r : residuals) {
            sum += r * r;
        }
        return sum;
    }

    @Test
    void ofALineTheTangentPromisesWhatCanBeHad() {
        double[] off = residuals(BEST[0] + 0.7, BEST[1] - 0.2);

        double promised = WhatIsLeft.promised(off, JACOBIAN, 2);

        assertThat(promised).isCloseTo(cost(off) - cost(residuals(BEST[0], BEST[1])), within(1e-10));
    }

    /** The slope's standard deviation is s/√Σ(t − t̄)², the intercept moving along. */
    @Test
    void nothingIsLeftWithinAHundredthOfAStandardDeviation() {
        double s = Math.sqrt(cost(residuals(BEST[0], BEST[1])) / (ROWS - 2));
        double deviation = s / Math.sqrt(squares());
        double meanTime = 0.05 * (ROWS - 1);
        for (double share : new double[] {0.009, 0.011}) {
            double off = share * deviation;
            double[] r = residuals(BEST[0] - off * meanTime, BEST[1] + off);

            assertThat(new WhatIsLeft(1e-4, 1e-9).isNothing(r, JACOBIAN))
                    .as("%s standard deviations", share)
                    .isEqualTo(share < 0.01);
        }
    }

    @Test
    void aSearchThatGainsNothingForEightIterationsHasEnded() {
        WhatIsLeft left = new WhatIsLeft(1e-12, 0.01);
        double[] r = residuals(BEST[0] + 1, BEST[1]);

        for (int i = 0; i < WhatIsLeft.WINDOW; i++) {
            assertThat(left.isNothing(r, JACOBIAN)).as("iteration %d", i).isFalse();
        }
        assertThat(left.isNothing(r, JACOBIAN)).isTrue();
    }

    @Test
    void aSearchThatGainsAStandardDeviationInEightIterationsGoesOn() {
        WhatIsLeft left = new WhatIsLeft(1e-12, 0.01);
        for (int i = 0; i < 4 * WhatIsLeft.WINDOW; i++) {
            // Σr² falls by about 1.5 of s² in eight iterations, and is far from its minimum all the time.
            double[] r = residuals(BEST[0] + 1 - 1e-3 * i, BEST[1]);
            assertThat(left.isNothing(r, JACOBIAN)).as("iteration %d", i).isFalse();
        }
    }
}
