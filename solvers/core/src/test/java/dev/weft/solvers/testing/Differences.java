package dev.weft.solvers.testing;

import java.util.function.DoubleUnaryOperator;

/**
 * Differentiate by central differences with extrapolation to step 0, and say how good the answer is.
 *
 * <p>Source: C. J. F. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", 1982.
 */
public final class Differences {
    private static final int LEVELS = 10;
    private static final double SHRINK = 1.4;

    private Differences() {}

    /** A derivative and the estimate of its error. */
    public record Estimate(double value, double error) {}

    /** Differentiate {@code f} at {@code x}, the first step being {@code h}. */
    public static Estimate derivative(DoubleUnaryOperator f, double x, double h) {
        double[][] table = new double[LEVELS][LEVELS];
        double step = h;
        table[0][0] = central(f, x, step);
        Estimate best = new Estimate(table[0][0], Double.POSITIVE_INFINITY);
        for (int i = 1; i < LEVELS; i++) {
            step /= SHRINK;
            table[0][i] = central(f, x, step);
            double factor = 1;
            for (int j = 1; j <= i; j++) {
                factor *= SHRINK * SHRINK;
                table[j][i] = (table[j - 1][i] * factor - table[j - 1][i - 1]) / (factor - 1);
                double error =
                        Math.max(Math.abs(table[j][i] - table[j - 1][i]), Math.abs(table[j][i] - table[j - 1][i - 1]));
                if (error <= best.error) {
                    best = new Estimate(table[j][i], error);
                }
            }
        }
        return best;
    }

    private static double central(DoubleUnaryOperator f, double x, double h) {
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / ((x + h) - (x - h));
    }
}
