package dev.weft.priors.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.LinearReference;
import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: the matrix exponential of Bacher and Madsen's equations, written by hand, and their steady states. */
class RcRoomTest {
    private static final double CI = 2e6;
    private static final double CE = 8e6;
    private static final double CH = 1e5;
    private static final double RIE = 1e-3;
    private static final double REA = 4e-3;
    private static final double RIH = 6e-3;
    private static final double WINDOW = 5;
    private static final double AMBIENT = 275;
    private static final double SUN = 300;
    private static final double POWER = 2000;

    @Test
    void twoStatesFollowTheMatrixExponential() {
        double[][] a = {{-1 / (RIE * CI), 1 / (RIE * CI)}, {1 / (RIE * CE), -1 / (RIE * CE) - 1 / (REA * CE)}};
        double[] b = {(WINDOW * SUN + POWER) / CI, AMBIENT / (REA * CE)};
        Run run = new Run(new RcRoomTwoStates(), new double[] {CI, CE, RIE, REA, WINDOW}, 290, 285);
        for (int i = 0; i < 30; i++) {
            run.step(900, AMBIENT, SUN, POWER);
            double[] expected = LinearReference.at(run.time(), a, b, 290, 285);
            // 1e-8 of some 300 K a step, forgotten over a time constant of an hour: a few steps add up.
            assertThat(run.state(0)).isCloseTo(expected[0], offset(2e-5));
            assertThat(run.state(1)).isCloseTo(expected[1], offset(2e-5));
        }
    }

    @Test
    void threeStatesFollowTheMatrixExponential() {
        double[][] a = {
            {-1 / (RIE * CI) - 1 / (RIH * CI), 1 / (RIE * CI), 1 / (RIH * CI)},
            {1 / (RIE * CE), -1 / (RIE * CE) - 1 / (REA * CE), 0},
            {1 / (RIH * CH), 0, -1 / (RIH * CH)}
        };
        double[] b = {WINDOW * SUN / CI, AMBIENT / (REA * CE), 0.9 * POWER / CH};
        Run run =
                new Run(new RcRoomThreeStates(), new double[] {CI, CE, CH, RIE, REA, RIH, WINDOW, 0.9}, 290, 285, 295);
        for (int i = 0; i < 30; i++) {
            run.step(900, AMBIENT, SUN, POWER);
            double[] expected = LinearReference.at(run.time(), a, b, 290, 285, 295);
            for (int s = 0; s < 3; s++) {
                assertThat(run.state(s)).isCloseTo(expected[s], offset(2e-5));
            }
        }
    }

    /** All heat passes both resistances: Tᵢ − Tₐ = (Φₕ + A·Φₛ)·(Rᵢₑ + Rₑₐ), and the heater is Φₕ·Rᵢₕ above Tᵢ. */
    @Test
    void bothRoomsComeToTheSameRest() {
        double rest = AMBIENT + (POWER + WINDOW * SUN) * (RIE + REA);
        Run two = new Run(new RcRoomTwoStates(), new double[] {CI, CE, RIE, REA, WINDOW}, 290, 285);
        Run three =
                new Run(new RcRoomThreeStates(), new double[] {CI, CE, CH, RIE, REA, RIH, WINDOW, 1}, 290, 285, 290);
        for (int i = 0; i < 30; i++) {
            two.step(1e5, AMBIENT, SUN, POWER);
            three.step(1e5, AMBIENT, SUN, POWER);
        }
        assertThat(two.state(0)).isCloseTo(rest, offset(1e-4));
        assertThat(three.state(0)).isCloseTo(rest, offset(1e-4));
        assertThat(three.state(2)).isCloseTo(rest + POWER * RIH, offset(1e-4));
    }
}
