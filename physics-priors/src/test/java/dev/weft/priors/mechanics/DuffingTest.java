package dev.weft.priors.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.hipparchus.special.elliptic.jacobi.JacobiEllipticBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: the closed form in Jacobi's elliptic functions, by Hipparchus: Kovacic, Brennan, 2011, chapter 2. */
class DuffingTest {
    private static final Duffing PRIOR = new Duffing();

    /** x = A·cn(Ω·t, m) with Ω² = ω² + α·A², m = α·A²/(2·Ω²) for k/m = ω², k₃/m = α. */
    @ParameterizedTest(name = "cubic stiffness {0}")
    @ValueSource(doubles = {0, 200, 5000})
    void swingsFreelyAsItsClosedForm(double cubic) {
        double mass = 0.5;
        double stiffness = 20;
        double amplitude = 0.3;
        double alpha = cubic / mass * amplitude * amplitude;
        double rate = Math.sqrt(stiffness / mass + alpha);
        var elliptic = JacobiEllipticBuilder.build(alpha / (2 * rate * rate));
        Run run = new Run(PRIOR, new double[] {mass, stiffness, cubic, 0}, amplitude, 0);
        for (int i = 0; i < 100; i++) {
            run.step(0.03, 0);
            double expected = amplitude * elliptic.valuesN(rate * run.time()).cn();
            // A phase error of 1e-8 an interval adds up over a hundred of them, times a speed of up to 35 a second.
            assertThat(run.state(0)).isCloseTo(expected, offset(1e-5));
        }
    }

    @Test
    void restsWhereTheSpringHoldsTheForce() {
        Run run = new Run(PRIOR, new double[] {0.25, 1000, 1e6, 20}, 0, 0);
        for (int i = 0; i < 100; i++) {
            run.step(0.05, 20);
        }
        double x = run.state(0);
        // 5 s are 200 time constants 2m/c; what is left is the tolerance of 1e-9 m, times 1e3 N/m and more.
        assertThat(1000 * x + 1e6 * x * x * x).isCloseTo(20, offset(1e-5));
    }
}
