package dev.weft.priors.electrical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: Chen and Rincón-Mora, 2006, equations 1 to 7, and closed forms at constant current. */
class BatteryTest {
    private static final PhysicsPrior ONE = new BatteryOnePair();
    private static final PhysicsPrior TWO = new BatteryTwoPairs();
    private static final double ROOM = 298.15;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.2, 0.5, 1})
    void atRestItShowsTheOpenCircuitVoltageOfEquation2(double z) {
        double published = -1.031 * Math.exp(-35 * z) + 3.685 + 0.2156 * z - 0.1178 * z * z + 0.3201 * z * z * z;

        assertThat(shown(new Run(ONE, nominal(ONE), z, ROOM, 0), 0)).isCloseTo(published, offset(1e-12));
        assertThat(shown(new Run(TWO, nominal(TWO), z, ROOM, 0, 0), 0)).isCloseTo(published, offset(1e-12));
    }

    /** At 25 °C without activation energy: u = R·i·(1 − e^(−t/RC)) under a pulse, and charge by counting. */
    @Test
    void aPulseAndTheRelaxationAfterItAreExponentials() {
        double[] p = nominal(TWO);
        p[3] = 0;
        Run run = new Run(TWO, p, 0.8, ROOM, 0, 0);
        run.step(300, 0.6, ROOM);
        double fast = 0.04669 * 0.6 * (1 - Math.exp(-300 / (0.04669 * 703.6)));
        double slow = 0.04984 * 0.6 * (1 - Math.exp(-300 / (0.04984 * 4475)));
        double charge = 0.8 - 0.6 * 300 / (3060 * 0.95);
        assertThat(run.state(2)).isCloseTo(fast, offset(1e-8));
        assertThat(run.state(3)).isCloseTo(slow, offset(1e-8));
        assertThat(run.state(0)).isCloseTo(charge, offset(1e-8));
        double rest = shown(new Run(TWO, p, charge, ROOM, 0, 0), 0);
        assertThat(shown(run, 0.6)).isCloseTo(rest - 0.07446 * 0.6 - fast - slow, offset(1e-7));

        run.step(100, 0, ROOM);
        assertThat(shown(run, 0))
                .isCloseTo(
                        rest - fast * Math.exp(-100 / (0.04669 * 703.6)) - slow * Math.exp(-100 / (0.04984 * 4475)),
                        offset(1e-7));
    }

    /** One pair is two with the fast one shorted; its bound of 1e-5 Ω moves the voltage by 6 µV. */
    @Test
    void onePairIsTwoWithoutTheFastOne() {
        double[] p = nominal(TWO);
        p[12] = 1e-5;
        Run two = new Run(TWO, p, 0.8, ROOM, 0, 0);
        Run one = new Run(ONE, nominal(ONE), 0.8, ROOM, 0);
        two.step(500, 0.6, ROOM);
        one.step(500, 0.6, ROOM);
        assertThat(shown(one, 0.6)).isCloseTo(shown(two, 0.6), offset(1e-5));
        assertThat(one.state(1)).isCloseTo(two.state(1), offset(1e-3));
    }

    /** Long after the pair has charged, i²·(R₀ + R₁) heats against the resistance to the surroundings. */
    @Test
    void warmsUpToWhereItsLossesLeave() {
        double[] p = nominal(ONE);
        p[3] = 0;
        // So large a cell that the hours of this test hardly empty it.
        p[0] = 1e7;
        Run run = new Run(ONE, p, 0.9, ROOM, 0);
        for (int i = 0; i < 20; i++) {
            run.step(1000, 0.8, 290);
        }
        assertThat(run.state(1)).isCloseTo(290 + 0.64 * (0.07446 + 0.04984) * 20, offset(1e-5));
    }

    /** Arrhenius: exp(B·(1/T − 1/298.15 K)) times the resistance. */
    @Test
    void theColdRaisesItsResistance() {
        double[] p = nominal(ONE);
        double drop = shown(new Run(ONE, p, 0.5, 273.15, 0), 0) - shown(new Run(ONE, p, 0.5, 273.15, 0), 1);

        assertThat(drop).isCloseTo(0.07446 * Math.exp(1500 * (1 / 273.15 - 1 / ROOM)), offset(1e-12));
    }

    private static double shown(Run run, double current) {
        return run.outputsAndJacobians(current, ROOM)[0];
    }

    private static double[] nominal(PhysicsPrior prior) {
        return prior.parameters().stream().mapToDouble(Parameter::nominal).toArray();
    }
}
