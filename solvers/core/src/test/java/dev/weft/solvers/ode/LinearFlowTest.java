package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.Random;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearFlowTest {
    private static final Expr X = Expr.symbol("x");
    private static final Expr V = Expr.symbol("v");
    private static final Expr K = Expr.symbol("k");
    private static final Expr C = Expr.symbol("c");
    private static final Expr U = Expr.symbol("u");

    /** ẋ = v, v̇ = u − k x − c v. */
    private static final OdeSystem OSCILLATOR = new OdeSystem(
            List.of(X, V),
            List.of(K, C),
            List.of(U),
            List.of(V, U.minus(K.times(X)).minus(C.times(V))),
            List.of(X));

    private static final OdeSystem LAG =
            new OdeSystem(List.of(X), List.of(K), List.of(U), List.of(K.times(U.minus(X))), List.of(X));

    /** Validation: x = u + (x₀ − u) e^{−kΔt} and its slopes, up to kΔt = 1e5, where nothing is left of x₀. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 0.1, 1, 30, 1e5})
    void aLagIsItsClosedForm(double dt) {
        double k = 1.7;
        double u = 3;
        double[] x = {5};
        double[] phi = new double[1];
        double[] psi = new double[1];
        assertThat(new LinearFlow(LAG).advance(dt, x, new double[] {k}, new double[] {u}, phi, psi))
                .isTrue();
        double left = Math.exp(-k * dt);
        // Seventeen squarings double a relative rounding each.
        assertThat(x[0]).isCloseTo(u + 2 * left, within(1e-10));
        assertThat(phi[0]).isCloseTo(left, within(1e-10));
        assertThat(psi[0]).isCloseTo(-2 * dt * left, within(1e-10 * Math.max(1, dt)));
    }

    /** Validation: x = e^{−ct/2}(cos ωt + c/(2ω) sin ωt) from x = 1 at rest. */
    @Test
    void anOscillatorIsItsClosedForm() {
        double k = 40;
        double c = 0.5;
        double dt = 0.7;
        double[] x = {1, 0};
        new LinearFlow(OSCILLATOR).advance(dt, x, new double[] {k, c}, new double[] {0}, new double[4], new double[4]);
        double omega = Math.sqrt(k - c * c / 4);
        double decay = Math.exp(-c * dt / 2);
        assertThat(x[0])
                .isCloseTo(decay * (Math.cos(omega * dt) + c / (2 * omega) * Math.sin(omega * dt)), within(1e-13));
        assertThat(x[1]).isCloseTo(-decay * k / omega * Math.sin(omega * dt), within(1e-12));
    }

    /** Validation: without spring and damper the matrix has no basis of eigenvectors; x = x₀ + v₀t + ut²/2. */
    @Test
    void aMassThatIsPushedIsItsClosedForm() {
        double[] x = {1, 2};
        double[] psi = new double[4];
        new LinearFlow(OSCILLATOR).advance(3, x, new double[] {0, 0}, new double[] {4}, new double[4], psi);
        assertThat(x).containsExactly(new double[] {1 + 6 + 18, 2 + 12}, within(1e-12));
        // ∂x/∂k = −∫(t−s) x(s) ds = −(x₀t²/2 + v₀t³/6 + ut⁴/24), ∂x/∂c = −∫(t−s) v(s) ds.
        assertThat(psi[0]).isCloseTo(-(4.5 + 9 + 13.5), within(1e-12));
        assertThat(psi[1]).isCloseTo(-(9.0 + 18), within(1e-12));
    }

    /** Two independent implementations: sensitivities by the exponential, and by integration. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 4})
    void agreesWithTheIntegrator(double dt) {
        Random random = new Random(3);
        for (int round = 0; round < 10; round++) {
            double[] p = {random.nextDouble() * 60, random.nextDouble() * 3};
            double[] u = {random.nextGaussian()};
            double[] exact = {random.nextGaussian(), random.nextGaussian()};
            double[] stepped = exact.clone();
            double[][] slopes = new double[4][4];
            new LinearFlow(OSCILLATOR).advance(dt, exact, p, u, slopes[0], slopes[1]);
            new OdeFlow(OSCILLATOR, new Tolerances(1e-13, 1e-12)).advance(0, dt, stepped, p, u, slopes[2], slopes[3]);
            // Up to 30 radians of an oscillation at a local error of 1e-12; sensitivities follow the states' steps.
            assertThat(exact).containsExactly(stepped, within(1e-9));
            assertThat(slopes[0]).containsExactly(slopes[2], within(1e-7));
            assertThat(slopes[1]).containsExactly(slopes[3], within(1e-7));
        }
    }

    /** Two independent implementations: the exponential of Hipparchus. */
    @Test
    void agreesWithTheExponentialOfHipparchus() {
        double dt = 0.05;
        double[] phi = new double[4];
        new LinearFlow(OSCILLATOR)
                .advance(dt, new double[2], new double[] {12, 2}, new double[] {0}, phi, new double[4]);
        RealMatrix expected = MatrixUtils.matrixExponential(MatrixUtils.createRealMatrix(
                new double[][] {{0, dt}, {-12 * dt, -2 * dt}}));
        for (int i = 0; i < 4; i++) {
            assertThat(phi[i]).isCloseTo(expected.getEntry(i / 2, i % 2), within(1e-14));
        }
    }

    @Test
    void leavesAStateAloneThatIsBeyondAllNumbers() {
        double[] x = {1, 0};
        assertThat(new LinearFlow(OSCILLATOR)
                        .advance(1, x, new double[] {Double.NaN, 0}, new double[] {0}, new double[4], new double[4]))
                .isFalse();
        assertThat(new LinearFlow(OSCILLATOR)
                        .advance(1, x, new double[] {1e300, 0}, new double[] {0}, new double[4], new double[4]))
                .isFalse();
        assertThat(x).containsExactly(1, 0);
    }

    @Test
    void refusesEquationsThatAreNotLinear() {
        OdeSystem pendulum = new OdeSystem(
                List.of(X, V),
                List.of(K),
                List.of(),
                List.of(V, K.times(X.sin()).negate()),
                List.of(X));
        assertThat(LinearFlow.isLinear(pendulum)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearFlow(pendulum))
                .withMessageContaining("not linear in the states");
    }
}
