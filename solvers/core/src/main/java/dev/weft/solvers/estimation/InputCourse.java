package dev.weft.solvers.estimation;

/**
 * Replace inputs that run between samples by inputs held in pieces, which move a machine alike to fourth order.
 *
 * <p>Over an interval δ the flow of ẋ = f(x, u(t)) with f linear in u is, up to δ⁵, that of f with the input held at
 * ū₁ over the first half and ū₂ over the second: ū₁ = (½ + √3/3) u(c₁) + (½ − √3/3) u(c₂), ū₂ the other way
 * round, at Gauss's points c = (½ ∓ √3/6) δ. Where f is not linear in u the order is two. Each interval between
 * samples is cut into two such δ.
 *
 * <p>Source: S. Blanes, P. C. Moan, "Fourth- and sixth-order commutator-free Magnus integrators for linear and non-linear
 * dynamical systems", Applied Numerical Mathematics 56, 2006, the method of two exponentials.
 */
final class InputCourse {
    /** Held pieces of an interval between samples. */
    static final int PIECES = 4;

    private static final double GAUSS = Math.sqrt(3) / 6;
    private static final double NEAR = 0.5 + 2 * GAUSS;
    private static final double FAR = 0.5 - 2 * GAUSS;

    /** Samples on either side that tell what is between them. */
    private static final int REACH = 6;

    /** Intervals that differ by more than this share would bend the polynomial. */
    private static final double JITTER = 0.01;

    private InputCourse() {}

    /**
     * Return the held pieces of all intervals [T−1 × 4 × K].
     *
     * @param times sample times [T]. Not modified
     * @param inputs [T×K]. Not modified
     * @throws IllegalArgumentException if a smooth course is asked for and the samples are not equally far apart
     */
    static double[][][] pieces(String series, double[] times, double[][] inputs, InputsBetween between) {
        if (between == InputsBetween.SMOOTH) {
            requireEqual(series, times);
        }
        double[][][] all = new double[times.length - 1][PIECES][];
        double[][] atNodes = new double[PIECES][];
        for (int i = 0; i < all.length; i++) {
            for (int node = 0; node < PIECES; node++) {
                double middle = node < 2 ? 0.25 : 0.75;
                double fraction = middle + (node % 2 == 0 ? -1 : 1) * GAUSS / 2;
                atNodes[node] = between == InputsBetween.SMOOTH
                        ? smooth(inputs, i, fraction)
                        : sum(1 - fraction, inputs[i], fraction, inputs[i + 1]);
            }
            for (int half = 0; half < PIECES; half += 2) {
                all[i][half] = sum(NEAR, atNodes[half], FAR, atNodes[half + 1]);
                all[i][half + 1] = sum(FAR, atNodes[half], NEAR, atNodes[half + 1]);
            }
        }
        return all;
    }

    /** Lagrange's polynomial through samples i − r + 1 … i + r, at i + fraction. */
    private static double[] smooth(double[][] inputs, int i, double fraction) {
        int reach = Math.min(REACH, Math.min(i + 1, inputs.length - 1 - i));
        double[] value = new double[inputs[i].length];
        for (int a = 1 - reach; a <= reach; a++) {
            double weight = 1;
            for (int b = 1 - reach; b <= reach; b++) {
                weight *= b == a ? 1 : (fraction - b) / (a - b);
            }
            for (int k = 0; k < value.length; k++) {
                value[k] += weight * inputs[i + a][k];
            }
        }
        return value;
    }

    private static double[] sum(double a, double[] x, double b, double[] y) {
        double[] sum = new double[x.length];
        for (int k = 0; k < sum.length; k++) {
            sum[k] = a * x[k] + b * y[k];
        }
        return sum;
    }

    private static void requireEqual(String series, double[] times) {
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int i = 1; i < times.length; i++) {
            shortest = Math.min(shortest, times[i] - times[i - 1]);
            longest = Math.max(longest, times[i] - times[i - 1]);
        }
        if (longest > (1 + JITTER) * shortest) {
            throw new IllegalArgumentException("series " + series + ": samples lie between " + shortest + " and "
                    + longest + " s apart, expected equal intervals for smooth inputs; take linear or held ones");
        }
    }
}
