package dev.weft.priors.electrical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: the step response of Nilsson and Riedel, 2014, section 8.4, under-, over- and critically damped. */
class RlcTest {
    private static final Rlc PRIOR = new Rlc();
    private static final double L = 2e-3;
    private static final double C = 5e-5;

    /** Critical is R = 2·√(L/C) = 12.649 Ω. */
    @ParameterizedTest(name = "{0} Ω")
    @ValueSource(doubles = {0.1, 2, 12.649110640673518, 40})
    void stepsAsItsClosedForm(double resistance) {
        double step = 5;
        double decay = resistance / (2 * L);
        double square = 1 / (L * C) - decay * decay;
        Run run = new Run(PRIOR, new double[] {resistance, L, C}, 0, 0);
        for (int i = 0; i < 100; i++) {
            run.step(1e-4, step);
            double t = run.time();
            double e = Math.exp(-decay * t);
            double root = Math.sqrt(Math.abs(square));
            // At the critical resistance the square is rounding: below 1 per s² for rates of 3000 a second.
            double sine =
                    Math.abs(square) < 1 ? t : square > 0 ? Math.sin(root * t) / root : Math.sinh(root * t) / root;
            double cosine = Math.abs(square) < 1 ? 1 : square > 0 ? Math.cos(root * t) : Math.cosh(root * t);
            // Some steps an interval of 1e-8 of 10 V each, over a hundred intervals.
            assertThat(run.state(1)).isCloseTo(step * (1 - e * (cosine + decay * sine)), offset(1e-5));
            assertThat(run.state(0)).isCloseTo(step / L * e * sine, offset(1e-5));
        }
    }
}
