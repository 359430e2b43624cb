package dev.weft.solvers.ode.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;

/** Invariants of random closed reaction networks y' = K y with rate constants from 10⁻³ to 10⁶. */
class RodasProperties {
    private static final double TOLERANCE = 1e-6;

    @Property(tries = 50)
    void massIsConserved(@ForAll @IntRange(min = 2, max = 8) int n, @ForAll long seed) {
        double[] y = solve(network(n, seed, 1), n, 100);

        double mass = 0;
        for (double value : y) {
            mass += value;
        }
        // With the exact Jacobian, whose columns sum to zero, the method conserves what is linear, but for elimination,
        // which rounds by ε h‖K‖ relative to the increments: 2e-7 in steps of 100, whose increments are small. Found
        // were 2e-10.
        assertThat(mass).isCloseTo(1, within(1e-8));
    }

    @Property(tries = 50)
    void concentrationsStayPositive(@ForAll @IntRange(min = 2, max = 8) int n, @ForAll long seed) {
        for (double value : solve(network(n, seed, 1), n, 100)) {
            // Some hundred steps of the tolerance; L-stability leaves no ringing.
            assertThat(value).isGreaterThan(-100 * TOLERANCE);
        }
    }

    @Property(tries = 50)
    void theUnitOfTimeDoesNotMatter(
            @ForAll @IntRange(min = 2, max = 8) int n,
            @ForAll long seed,
            @ForAll @DoubleRange(min = -20, max = 20) double exponent) {
        double unit = Math.scalb(1.0, (int) exponent);
        double[] y = solve(network(n, seed, 1), n, 100);
        double[] inUnit = solve(network(n, seed, 1 / unit), n, 100 * unit);

        // Powers of two change no rounding, the increment of time apart, which this autonomous system does not see.
        assertThat(inUnit).containsExactly(y, within(1e-12));
    }

    private static double[] solve(OrdinaryDifferentialEquation network, int n, double end) {
        double[] start = new double[n];
        start[0] = 1;
        return new RodasIntegrator(0, end, TOLERANCE, TOLERANCE)
                .integrate(network, new ODEState(0, start), end)
                .getPrimaryState();
    }

    private static Network network(int n, long seed, double scale) {
        Random random = new Random(seed);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double rate = i == j ? 0 : scale * Math.pow(10, -3 + 9 * random.nextDouble());
                matrix[i * n + j] += rate;
                matrix[j * n + j] -= rate;
            }
        }
        return new Network(n, matrix);
    }

    private static final class Network implements StiffEquation {
        private final int n;
        private final double[] matrix;

        Network(int n, double[] matrix) {
            this.n = n;
            this.matrix = matrix;
        }

        @Override
        public int getDimension() {
            return n;
        }

        @Override
        public double[] computeDerivatives(double t, double[] y) {
            double[] yDot = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    yDot[i] += matrix[i * n + j] * y[j];
                }
            }
            return yDot;
        }

        @Override
        public void jacobian(double t, double[] y, double[] jacobian) {
            System.arraycopy(matrix, 0, jacobian, 0, n * n);
        }

        @Override
        public void timeDerivative(double t, double[] y, double[] derivative) {
            Arrays.fill(derivative, 0);
        }
    }
}
