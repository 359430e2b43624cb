package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.testing.Dense;
import dev.weft.solvers.testing.Differences;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OdeFlowSensitivityTest {
    private static final double DT = 1.5;

    static List<OdeProblem> problems() {
        return OdeProblem.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void agreeWithDifferencesOfTheClosedForm(OdeProblem problem) {
        int n = problem.start.length;
        int m = problem.parameters.length;
        Interval end = advance(problem, Tolerances.STANDARD, 0, DT, problem.start);

        for (int i = 0; i < n; i++) {
            int row = i;
            for (int j = 0; j < n; j++) {
                int column = j;
                double exact = Differences.derivative(
                                v -> problem.solution(DT, with(problem.start, column, v), problem.parameters)[row],
                                problem.start[j],
                                0.05)
                        .value();
                // States to 1e-8 a step; the sensitivities ride on the same steps without control of their own.
                assertThat(end.phi[i * n + j]).as("∂x%d/∂x%d", i, j).isCloseTo(exact, within(1e-6));
            }
            for (int j = 0; j < m; j++) {
                int column = j;
                double exact = Differences.derivative(
                                v -> problem.solution(DT, problem.start, with(problem.parameters, column, v))[row],
                                problem.parameters[j],
                                0.02)
                        .value();
                assertThat(end.psi[i * m + j]).as("∂x%d/∂p%d", i, j).isCloseTo(exact, within(1e-6));
            }
        }
    }

    @Test
    void decayAndRotationHaveKnownSensitivities() {
        OdeProblem decay = new OdeProblem.Decay();
        Interval end = advance(decay, Tolerances.STANDARD, 0, DT, decay.start);
        double e = Math.exp(-decay.parameters[0] * DT);
        // As above: 1e-8 a step, a few dozen steps.
        assertThat(end.phi).containsExactly(new double[] {e}, within(1e-7));
        assertThat(end.psi).containsExactly(new double[] {-DT * decay.start[0] * e}, within(1e-7));

        OdeProblem harmonic = new OdeProblem.Harmonic();
        double w = harmonic.parameters[0];
        double c = Math.cos(w * DT);
        double s = Math.sin(w * DT);
        assertThat(advance(harmonic, Tolerances.STANDARD, 0, DT, harmonic.start).phi)
                .containsExactly(new double[] {c, s / w, -w * s, c}, within(1e-7));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void agreeWithDifferencesOfTheFlowItself(OdeProblem problem) {
        Tolerances tight = new Tolerances(1e-13, 1e-13);
        int n = problem.start.length;
        int m = problem.parameters.length;
        Interval end = advance(problem, tight, 0, DT, problem.start);
        double h = 1e-5;

        for (int j = 0; j < m; j++) {
            double[] up = advanceWith(problem, tight, with(problem.parameters, j, problem.parameters[j] + h));
            double[] down = advanceWith(problem, tight, with(problem.parameters, j, problem.parameters[j] - h));
            for (int i = 0; i < n; i++) {
                // Truncation h²·x''' ~ 1e-10·O(10), integration error 1e-12/h ~ 1e-7.
                assertThat(end.psi[i * m + j]).isCloseTo((up[i] - down[i]) / (2 * h), within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void chainOverConsecutiveIntervals(OdeProblem problem) {
        Tolerances tight = new Tolerances(1e-12, 1e-12);
        int n = problem.start.length;
        int m = problem.parameters.length;
        Interval whole = advance(problem, tight, 0, DT, problem.start);
        Interval first = advance(problem, tight, 0, 0.4 * DT, problem.start);
        Interval second = advance(problem, tight, 0.4 * DT, 0.6 * DT, first.x);

        DMatrixRMaj phi2 = Dense.of(n, n, second.phi);
        DMatrixRMaj phi = Dense.product(phi2, Dense.of(n, n, first.phi));
        DMatrixRMaj psi = Dense.sum(Dense.product(phi2, Dense.of(n, m, first.psi)), Dense.of(n, m, second.psi));

        // Both are within some 1e-11 of the truth.
        assertThat(Dense.distance(phi, Dense.of(n, n, whole.phi))).isLessThan(1e-9);
        assertThat(Dense.distance(psi, Dense.of(n, m, whole.psi))).isLessThan(1e-9);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theStateIsTheSameWithAndWithout(OdeProblem problem) {
        double[] plain = advanceWith(problem, Tolerances.STANDARD, problem.parameters);

        // Steps are chosen by the states alone, so even the roundings agree.
        assertThat(advance(problem, Tolerances.STANDARD, 0, DT, problem.start).x)
                .containsExactly(plain);
    }

    @Test
    void noTimeGivesIdentityAndZeroInBuffersUsedBefore() {
        OdeProblem problem = new OdeProblem.Damped();
        double[] phi = {9, 9, 9, 9};
        double[] psi = {9, 9, 9, 9, 9, 9};
        double[] x = problem.start.clone();

        new OdeFlow(problem.system, Tolerances.STANDARD).advance(1, 0, x, problem.parameters, problem.inputs, phi, psi);

        assertThat(phi).containsExactly(1, 0, 0, 1);
        assertThat(psi).containsOnly(0);
        assertThat(x).containsExactly(problem.start);
    }

    @Test
    void theFlowOfARotationKeepsVolume() {
        OdeProblem problem = new OdeProblem.Harmonic();
        double[] phi = advance(problem, Tolerances.STANDARD, 0, 10, problem.start).phi;

        // det Φ = exp ∫ tr f_x = 1 (Liouville); 10 time units are about 100 steps of 1e-8.
        assertThat(phi[0] * phi[3] - phi[1] * phi[2]).isCloseTo(1, within(1e-6));
    }

    private record Interval(double[] x, double[] phi, double[] psi) {}

    private static Interval advance(OdeProblem problem, Tolerances tolerances, double t, double dt, double[] start) {
        int n = start.length;
        double[] x = start.clone();
        double[] phi = new double[n * n];
        double[] psi = new double[n * problem.parameters.length];
        new OdeFlow(problem.system, tolerances).advance(t, dt, x, problem.parameters, problem.inputs, phi, psi);
        return new Interval(x, phi, psi);
    }

    private static double[] advanceWith(OdeProblem problem, Tolerances tolerances, double[] p) {
        double[] x = problem.start.clone();
        new OdeFlow(problem.system, tolerances).advance(0, DT, x, p, problem.inputs);
        return x;
    }

    private static double[] with(double[] values, int index, double value) {
        double[] changed = values.clone();
        changed[index] = value;
        return changed;
    }
}
