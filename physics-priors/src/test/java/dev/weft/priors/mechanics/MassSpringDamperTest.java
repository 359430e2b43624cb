package dev.weft.priors.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation: S. S. Rao, "Mechanical Vibrations", 5th edition, 2011, section 2.6, equations 2.68, 2.80 and 2.81. */
class MassSpringDamperTest {
    private static final MassSpringDamper PRIOR = new MassSpringDamper();

    @ParameterizedTest(name = "damping ratio {0}, force {1} N")
    @CsvSource({
        "0, 0",
        "0.05, 0",
        "0.3, 7",
        "0.999, -2",
        "1, 0",
        "1, 7",
        "1.001, 3",
        "2.5, -4",
        "8, 0",
    })
    void vibratesAsItsClosedForm(double ratio, double force) {
        double mass = 2;
        double stiffness = 50;
        double omega = Math.sqrt(stiffness / mass);
        double damping = ratio * 2 * Math.sqrt(stiffness * mass);
        double x0 = 0.3;
        double v0 = -1.2;
        double rest = force / stiffness;
        Run run = new Run(PRIOR, new double[] {mass, stiffness, damping}, x0, v0);
        for (int i = 0; i < 100; i++) {
            run.step(0.05, force);
            double[] expected = freeVibration(ratio, omega, x0 - rest, v0, run.time());
            // A hundred intervals at a local tolerance of 1e-8: 1e-6 is a hundred of them, and none cancels.
            assertThat(run.state(0)).isCloseTo(rest + expected[0], offset(1e-6));
            assertThat(run.state(1)).isCloseTo(expected[1], offset(1e-6 * omega));
        }
    }

    /** Position and velocity about the rest position. */
    private static double[] freeVibration(double ratio, double omega, double x0, double v0, double t) {
        double decay = ratio * omega;
        if (ratio == 1) {
            double b = v0 + omega * x0;
            double e = Math.exp(-omega * t);
            return new double[] {(x0 + b * t) * e, (b - omega * (x0 + b * t)) * e};
        }
        if (ratio < 1) {
            double damped = omega * Math.sqrt(1 - ratio * ratio);
            double b = (v0 + decay * x0) / damped;
            double e = Math.exp(-decay * t);
            double c = Math.cos(damped * t);
            double s = Math.sin(damped * t);
            return new double[] {
                e * (x0 * c + b * s), e * ((b * damped - decay * x0) * c - (x0 * damped + decay * b) * s)
            };
        }
        double root = omega * Math.sqrt(ratio * ratio - 1);
        double fast = -decay - root;
        double slow = -decay + root;
        double a = (v0 - fast * x0) / (slow - fast);
        double b = x0 - a;
        return new double[] {
            a * Math.exp(slow * t) + b * Math.exp(fast * t),
            a * slow * Math.exp(slow * t) + b * fast * Math.exp(fast * t)
        };
    }
}
