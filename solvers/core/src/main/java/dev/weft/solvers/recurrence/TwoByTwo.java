package dev.weft.solvers.recurrence;

/**
 * Compute functions of a 2×2 matrix M = [a b; c d] in closed form.
 *
 * <p>With m = (a + d)/2 and δ = ((a − d)/2)² + bc, the eigenvalues are m ± √δ (Cayley–Hamilton: (M − mI)² = δI).
 */
final class TwoByTwo {
    private TwoByTwo() {}

    /**
     * Write exp(MΔt) = e^m (cosh s I + (sinh s / s) (MΔt − mI)), s = √δ, into {@code out} at the same offset; cos and
     * sin where δ &lt; 0. Off by a few units of rounding times the norm of the exponential, or |δ| of them for a fast
     * oscillation, whose phase can be no better known.
     */
    static void exponential(double[] blocks, int at, double dt, double[] out) {
        double b = blocks[at + 1] * dt;
        double c = blocks[at + 2] * dt;
        double mean = 0.5 * (blocks[at] + blocks[at + 3]) * dt;
        double half = 0.5 * (blocks[at] - blocks[at + 3]) * dt;
        double delta = half * half + b * c;
        double even;
        double odd;
        double s = Math.sqrt(Math.abs(delta));
        if (s < 1e-4) {
            // Two terms of each series: the next are below δ²/24 = 4e-18.
            double scale = Math.exp(mean);
            even = scale * (1 + 0.5 * delta);
            odd = scale * (1 + delta / 6);
        } else if (delta > 0) {
            // In terms of the greater eigenvalue, which alone may overflow.
            double scale = Math.exp(mean + s);
            even = scale * 0.5 * (1 + Math.exp(-2 * s));
            odd = scale * -Math.expm1(-2 * s) / (2 * s);
        } else {
            double scale = Math.exp(mean);
            even = scale * Math.cos(s);
            odd = scale * Math.sin(s) / s;
        }
        out[at] = even + odd * half;
        out[at + 1] = odd * b;
        out[at + 2] = odd * c;
        out[at + 3] = even - odd * half;
    }

    /** Write Mⁿ into {@code out} at the same offset, by squaring. */
    static void power(double[] blocks, int at, int n, double[] out) {
        double a = blocks[at], b = blocks[at + 1], c = blocks[at + 2], d = blocks[at + 3];
        double p = 1, q = 0, r = 0, s = 1;
        for (int left = n; left > 0; left >>= 1) {
            if ((left & 1) != 0) {
                double p0 = p, r0 = r;
                p = p0 * a + q * c;
                q = p0 * b + q * d;
                r = r0 * a + s * c;
                s = r0 * b + s * d;
            }
            if (left > 1) {
                double a0 = a, bc = b * c, trace = a + d;
                a = a0 * a0 + bc;
                b *= trace;
                c *= trace;
                d = d * d + bc;
            }
        }
        out[at] = p;
        out[at + 1] = q;
        out[at + 2] = r;
        out[at + 3] = s;
    }

    /** Return |m| + √δ, or √det of a pair of complex eigenvalues, det = m² − δ. */
    static double spectralRadius(double[] blocks, int at) {
        double mean = 0.5 * blocks[at] + 0.5 * blocks[at + 3];
        double half = 0.5 * blocks[at] - 0.5 * blocks[at + 3];
        double delta = half * half + blocks[at + 1] * blocks[at + 2];
        return delta >= 0 ? Math.abs(mean) + Math.sqrt(delta) : Math.hypot(mean, Math.sqrt(-delta));
    }
}
