package dev.weft.solvers.ode.stiff.problems;

import java.util.Arrays;

/**
 * HIRES, the "high irradiance response" of photomorphogenesis, eight reactants, to t = 321.8122.
 *
 * <p>Reference: test set, problem HIRES; the equation is eq. IV.10.4 of Hairer, Wanner after E. Schäfer, "A new
 * approach to explain the high irradiance responses of photomorphogenesis on the basis of phytochrome", 1975.
 */
public final class Hires extends StiffProblem {
    /** Prepare the problem. */
    public Hires() {
        super(321.8122, new double[] {1, 0, 0, 0, 0, 0, 0, 0.0057}, new double[] {
            0.7371312573325668e-3,
            0.1442485726316185e-3,
            0.5888729740967575e-4,
            0.1175651343283149e-2,
            0.2386356198831331e-2,
            0.6238968252742796e-2,
            0.2849998395185769e-2,
            0.2850001604814231e-2
        });
    }

    @Override
    public double[] computeDerivatives(double t, double[] y) {
        double binding = 280 * y[5] * y[7];
        return new double[] {
            -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007,
            1.71 * y[0] - 8.75 * y[1],
            -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4],
            8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3],
            -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6],
            -binding + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6],
            binding - 1.81 * y[6],
            -binding + 1.81 * y[6]
        };
    }

    @Override
    public void jacobian(double t, double[] y, double[] j) {
        Arrays.fill(j, 0);
        row(j, 0, -1.71, 0.43, 8.32);
        row(j, 1, 1.71, -8.75);
        row(j, 2, 0, 0, -10.03, 0.43, 0.035);
        row(j, 3, 0, 8.32, 1.71, -1.12);
        row(j, 4, 0, 0, 0, 0, -1.745, 0.43, 0.43);
        double by5 = 280 * y[7];
        double by7 = 280 * y[5];
        row(j, 5, 0, 0, 0, 0.69, 1.71, -0.43 - by5, 0.69, -by7);
        row(j, 6, 0, 0, 0, 0, 0, by5, -1.81, by7);
        row(j, 7, 0, 0, 0, 0, 0, -by5, 1.81, -by7);
    }

    private static void row(double[] j, int i, double... values) {
        System.arraycopy(values, 0, j, 8 * i, values.length);
    }
}
