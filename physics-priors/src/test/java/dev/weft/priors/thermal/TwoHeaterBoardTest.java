package dev.weft.priors.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.LinearReference;
import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: without radiation the matrix exponential; with it a slow second integration of the published equations. */
class TwoHeaterBoardTest {
    private static final TwoHeaterBoard PRIOR = new TwoHeaterBoard();
    private static final double AIR = 296.15;
    private static final double[] NOMINAL = {2, 10, 0.9, 1e-3, 2e-4, 0.01, 0.0075};

    @Test
    void withoutRadiationItFollowsTheMatrixExponential() {
        double[] p = NOMINAL.clone();
        p[2] = 0;
        double[][] a = {{-0.006, 0.001}, {0.001, -0.006}};
        double[] b = {0.005 * AIR + 0.4, 0.005 * AIR + 0.1125};
        Run run = new Run(PRIOR, p, AIR, AIR);
        for (int i = 0; i < 30; i++) {
            run.step(30, 80, 30, AIR);
            double[] expected = LinearReference.at(run.time(), a, b, AIR, AIR);
            assertThat(run.state(0)).isCloseTo(expected[0], offset(2e-5));
            assertThat(run.state(1)).isCloseTo(expected[1], offset(2e-5));
        }
    }

    /** The equations of the simulation as they are published, by the midpoint rule at 1/50 s: 1e-7 K of its own error. */
    @Test
    void withRadiationItFollowsThePublishedEquations() {
        Run run = new Run(PRIOR, NOMINAL, AIR, AIR);
        double[] t = {AIR, AIR};
        for (int i = 0; i < 10; i++) {
            run.step(60, 80, 30, AIR);
            for (int k = 0; k < 3000; k++) {
                double[] half = published(t[0], t[1]);
                double[] full = published(t[0] + 0.01 * half[0], t[1] + 0.01 * half[1]);
                t[0] += 0.02 * full[0];
                t[1] += 0.02 * full[1];
            }
            assertThat(run.state(0)).isCloseTo(t[0], offset(2e-5));
            assertThat(run.state(1)).isCloseTo(t[1], offset(2e-5));
        }
    }

    private static double[] published(double t1, double t2) {
        double mass = 4.0 / 1000.0;
        double specificHeat = 0.5 * 1000.0;
        double u = 10.0;
        double area = 10.0 / (100.0 * 100.0);
        double between = 2.0 / (100.0 * 100.0);
        double emissivity = 0.9;
        double sigma = 5.670374419e-8;
        double convective = u * between * (t2 - t1);
        double radiative = emissivity * sigma * between * (Math.pow(t2, 4) - Math.pow(t1, 4));
        return new double[] {
            (u * area * (AIR - t1)
                            + emissivity * sigma * area * (Math.pow(AIR, 4) - Math.pow(t1, 4))
                            + convective
                            + radiative
                            + 0.01 * 80)
                    / (mass * specificHeat),
            (u * area * (AIR - t2)
                            + emissivity * sigma * area * (Math.pow(AIR, 4) - Math.pow(t2, 4))
                            - convective
                            - radiative
                            + 0.0075 * 30)
                    / (mass * specificHeat)
        };
    }
}
