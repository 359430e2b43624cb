package dev.weft.priors.electrical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.Parameter;
import dev.weft.priors.testing.LinearReference;
import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: the matrix exponential, and the values the maker of the nominal motor publishes beside its constants. */
class DcMotorTest {
    private static final DcMotor PRIOR = new DcMotor();
    private static final double[] NOMINAL =
            PRIOR.parameters().stream().mapToDouble(Parameter::nominal).toArray();
    private static final double TURNS_A_MINUTE = 30 / Math.PI;

    @Test
    void followsTheMatrixExponential() {
        double r = 0.5;
        double l = 1e-3;
        double k = 0.05;
        double j = 2e-5;
        double b = 1e-5;
        double[][] a = {{-r / l, -k / l}, {k / j, -b / j}};
        double[] c = {12 / l, -0.02 / j};
        Run run = new Run(PRIOR, new double[] {r, l, k, j, b}, 1, 50);
        for (int i = 0; i < 50; i++) {
            run.step(5e-4, 12, 0.02);
            double[] expected = LinearReference.at(run.time(), a, c, 1, 50);
            // 1e-8 of 250 rad/s a step; the motor forgets it within some milliseconds, tens of steps.
            assertThat(run.state(0)).isCloseTo(expected[0], offset(1e-5));
            assertThat(run.state(1)).isCloseTo(expected[1], offset(1e-4));
        }
    }

    /** Data sheet of the RE 40, 148867: 7580 turns a minute and 137 mA without load at 24 V. */
    @Test
    void theNominalMotorRunsFreeAsItsDataSheetSays() {
        Run run = new Run(PRIOR, NOMINAL, 0, 0);
        for (int i = 0; i < 20; i++) {
            run.step(0.01, 24, 0);
        }
        // The sheet rounds its constants to three digits.
        assertThat(run.state(1) * TURNS_A_MINUTE).isCloseTo(7580, withinPercentage(0.5));
        assertThat(run.state(0)).isCloseTo(0.137, withinPercentage(1));
    }

    /** The same sheet: 63 % of the speed after 4.67 ms, R·J/K², for which it leaves out the inductance. */
    @Test
    void theNominalMotorIsAsFastAsItsDataSheetSays() {
        double[] p = NOMINAL.clone();
        p[1] = 1e-7;
        Run rest = new Run(PRIOR, p, 0, 0);
        rest.step(0.2, 24, 0);
        Run run = new Run(PRIOR, p, 0, 0);
        while (run.state(1) < (1 - Math.exp(-1)) * rest.state(1)) {
            run.step(1e-5, 24, 0);
        }
        assertThat(run.time()).isCloseTo(4.67e-3, withinPercentage(1));
    }

    /** The same sheet: 3.14 turns a minute lost per mN·m. */
    @Test
    void theNominalMotorYieldsToALoadAsItsDataSheetSays() {
        Run loaded = new Run(PRIOR, NOMINAL, 0, 0);
        Run idle = new Run(PRIOR, NOMINAL, 0, 0);
        loaded.step(0.2, 24, 0.1);
        idle.step(0.2, 24, 0);
        assertThat((idle.state(1) - loaded.state(1)) * TURNS_A_MINUTE / 100).isCloseTo(3.14, withinPercentage(1));
    }
}
