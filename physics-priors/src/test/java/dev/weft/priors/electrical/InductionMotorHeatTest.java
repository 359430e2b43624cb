package dev.weft.priors.electrical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.LinearReference;
import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: at a constant current the equations are linear; their matrix exponential and their balance at rest. */
class InductionMotorHeatTest {
    private static final InductionMotorHeat PRIOR = new InductionMotorHeat();
    private static final double[] PARAMETERS = {9000, 5000, 8, 5, 1.4, 1, 120};
    private static final double CURRENT = 8;
    private static final double AIR = 298;

    @Test
    void followsTheMatrixExponential() {
        double stator = 3 * 1.4 * CURRENT * CURRENT;
        double rotor = 3 * CURRENT * CURRENT;
        double copper = 0.00393;
        double[][] a = {
            {(stator * copper - 8 - 5) / 9000, 5 / 9000.0},
            {5 / 5000.0, (rotor * copper - 5) / 5000}
        };
        double[] b = {(stator * (1 - copper * 293.15) + 120 + 8 * AIR) / 9000, rotor * (1 - copper * 293.15) / 5000};
        Run run = new Run(PRIOR, PARAMETERS, AIR, AIR);
        for (int i = 0; i < 50; i++) {
            run.step(300, CURRENT, AIR);
            double[] expected = LinearReference.at(run.time(), a, b, AIR, AIR);
            assertThat(run.state(0)).isCloseTo(expected[0], offset(2e-5));
            assertThat(run.state(1)).isCloseTo(expected[1], offset(2e-5));
        }
    }

    @Test
    void atRestAllLossesLeaveByTheStator() {
        Run run = new Run(PRIOR, PARAMETERS, AIR, AIR);
        for (int i = 0; i < 100; i++) {
            run.step(3000, CURRENT, AIR);
        }
        double inStator = run.valueOf(PRIOR.invariants().get(0).nonNegative(), CURRENT, AIR);
        double inRotor = run.valueOf(PRIOR.invariants().get(1).nonNegative(), CURRENT, AIR);
        // Watts: 13 W/K times a temperature known to some 1e-6 K.
        assertThat(8 * (run.state(0) - AIR)).isCloseTo(inStator + inRotor + 120, offset(1e-4));
        assertThat(5 * (run.state(1) - run.state(0))).isCloseTo(inRotor, offset(1e-4));
    }
}
