package dev.weft.priors.testing;

/** Solves ẋ = A·x + b in closed form by the matrix exponential: a second way to the numbers of linear priors. */
public final class LinearReference {
    private LinearReference() {}

    /** Returns x(t) from x(0), the exponential of the matrix ((A, b), (0, 0)) by a Taylor series, scaled and squared. */
    public static double[] at(double t, double[][] a, double[] b, double... start) {
        int n = start.length;
        double[][] m = new double[n + 1][n + 1];
        double norm = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                m[i][j] = a[i][j] * t;
            }
            m[i][n] = b[i] * t;
            for (double entry : m[i]) {
                norm = Math.max(norm, Math.abs(entry));
            }
        }
        int squarings = Math.max(0, Math.getExponent(norm * (n + 1)) + 4);
        double[][] exponential = identity(n + 1);
        double[][] term = identity(n + 1);
        // Entries are below 1/8 now: the twentieth term is below 1e-36.
        for (int k = 1; k <= 20; k++) {
            term = product(term, m, Math.scalb(1.0, -squarings) / k);
            for (int i = 0; i <= n; i++) {
                for (int j = 0; j <= n; j++) {
                    exponential[i][j] += term[i][j];
                }
            }
        }
        for (int k = 0; k < squarings; k++) {
            exponential = product(exponential, exponential, 1);
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = exponential[i][n];
            for (int j = 0; j < n; j++) {
                x[i] += exponential[i][j] * start[j];
            }
        }
        return x;
    }

    private static double[][] identity(int n) {
        double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1;
        }
        return one;
    }

    private static double[][] product(double[][] a, double[][] b, double factor) {
        int n = a.length;
        double[][] c = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    c[i][j] += a[i][k] * b[k][j] * factor;
                }
            }
        }
        return c;
    }
}
