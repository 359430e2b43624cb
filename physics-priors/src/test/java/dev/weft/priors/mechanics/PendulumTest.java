package dev.weft.priors.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.hipparchus.special.elliptic.jacobi.JacobiEllipticBuilder;
import org.hipparchus.special.elliptic.legendre.LegendreEllipticIntegral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: the closed form in Jacobi's elliptic functions: E. T. Whittaker, "Analytical Dynamics", 1904, § 44. */
class PendulumTest {
    private static final Pendulum PRIOR = new Pendulum();
    private static final double GRAVITY = 9.80665;

    /** sin(φ/2) = k·sn(K − ω·t, k) with k = sin(φ₀/2), released at rest. */
    @ParameterizedTest(name = "released at {0} rad")
    @ValueSource(doubles = {0.01, 1, 2, 3})
    void swingsAsItsClosedForm(double release) {
        double length = 0.7;
        double k = Math.sin(release / 2);
        double quarter = LegendreEllipticIntegral.bigK(k * k);
        double omega = Math.sqrt(GRAVITY / length);
        var elliptic = JacobiEllipticBuilder.build(k * k);
        Run run = new Run(PRIOR, new double[] {2, length, 0}, release, 0);
        for (int i = 0; i < 100; i++) {
            run.step(0.05, 0);
            double expected = 2
                    * Math.asin(
                            k * elliptic.valuesN(quarter - omega * run.time()).sn());
            // Near the top errors grow tenfold and more until it falls: 1e-8 an interval, a hundred intervals.
            assertThat(run.state(0)).isCloseTo(expected, offset(1e-5));
        }
    }

    @Test
    void aTorqueHoldsItWhereItsWeightBalances() {
        double torque = 0.5 * 2 * GRAVITY * 0.7 * 1.0;
        Run run = new Run(PRIOR, new double[] {2, 0.7, 5}, 0, 0);
        for (int i = 0; i < 200; i++) {
            run.step(0.2, torque);
        }
        // sin φ = M/(m·g·l) = 1/2; 40 s are 80 time constants of this damping.
        assertThat(run.state(0)).isCloseTo(Math.PI / 6, offset(1e-7));
    }
}
