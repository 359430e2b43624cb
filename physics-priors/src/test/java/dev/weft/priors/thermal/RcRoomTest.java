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

    /** Sun 30° high and 40° beside the windows' normal: they get cos 40°·cot 30° of what a level surface gets. */
    @Test
    void verticalWindowsTakeTheSunByItsAngle() {
        double facing = 0.5;
        double azimuth = facing + Math.toRadians(40);
        double gain = WINDOW * SUN * Math.cos(Math.toRadians(40)) * Math.sqrt(3);
        double[][] a = {{-1 / (RIE * CI), 1 / (RIE * CI)}, {1 / (RIE * CE), -1 / (RIE * CE) - 1 / (REA * CE)}};
        double[] b = {(gain + POWER) / CI, AMBIENT / (REA * CE)};
        Run run = new Run(new RcRoomVerticalWindows(), new double[] {CI, CE, RIE, REA, WINDOW, facing}, 290, 285);
        for (int i = 0; i < 30; i++) {
            run.step(900, AMBIENT, SUN, Math.PI / 6, azimuth, POWER);
            double[] expected = LinearReference.at(run.time(), a, b, 290, 285);
            assertThat(run.state(0)).isCloseTo(expected[0], offset(2e-5));
            assertThat(run.state(1)).isCloseTo(expected[1], offset(2e-5));
        }
    }

    @Test
    void verticalWindowsGetNothingFromBehindOrByNight() {
        double[] parameters = {CI, CE, RIE, REA, WINDOW, 0.5};
        assertThat(afterAnHour(parameters, SUN, 0.5, 0.5 + Math.PI)).isEqualTo(afterAnHour(parameters, 0, 0.5, 0));
        assertThat(afterAnHour(parameters, SUN, -0.01, 0.5)).isEqualTo(afterAnHour(parameters, 0, 0.5, 0));
        assertThat(afterAnHour(parameters, -4, 0.5, 0.5)).isEqualTo(afterAnHour(parameters, 0, 0.5, 0));
    }

    /** At 1° the sun counts as at 5°, but for cos 1° instead of cos 5°: else a level reading of 1 W/m² were 57 W/m². */
    @Test
    void aSunOnTheHorizonIsHeldAtFiveDegrees() {
        double[] parameters = {CI, CE, RIE, REA, WINDOW, 0.5};
        double atFive = 1 / Math.tan(Math.toRadians(5)) * Math.cos(Math.toRadians(1)) / Math.cos(Math.toRadians(5));
        double held = afterAnHour(parameters, 10, Math.toRadians(1), 0.5);
        // cot 45° = 1: the same heat by a sun that is higher and stronger.
        assertThat(held)
                .isCloseTo(afterAnHour(parameters, 10 * atFive, Math.PI / 4, 0.5), offset(1e-6))
                .isGreaterThan(afterAnHour(parameters, 10, Math.toRadians(10), 0.5));
    }

    private static double afterAnHour(double[] parameters, double sun, double height, double azimuth) {
        Run run = new Run(new RcRoomVerticalWindows(), parameters, 290, 285);
        run.step(3600, AMBIENT, sun, height, azimuth, POWER);
        return run.state(0);
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
