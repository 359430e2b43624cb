package dev.weft.solvers.estimation;

/**
 * Bend weighted residuals so that ½·s² is Huber's loss: s = r while |r| ≤ c, and
 * s = sign(r)·√(2c|r| − c²) beyond. A reading far off then pulls with the force c, however far it is.
 *
 * <p>The bend is smooth to the first derivative, so that least squares of s are a search like any other. An infinite
 * threshold leaves residuals as they are. Convex in r, so that it adds no minimum of its own: the reason to prefer it to
 * Student's t.
 *
 * <p>Source: P. J. Huber, "Robust estimation of a location parameter", 1964, equation 1.1; the threshold of 95 %
 * efficiency: P. J. Rousseeuw, A. M. Leroy, "Robust Regression and Outlier Detection", 1987, section 1.2.
 */
public final class HuberLoss {
    /** Threshold at which estimates from normal errors keep 95 % of the efficiency of least squares. */
    public static final double STANDARD_THRESHOLD = 1.345;

    private HuberLoss() {}

    /**
     * Return the bent residual s.
     *
     * @param r residual in units of its expected size
     * @param threshold c &gt; 0, or infinite
     */
    public static double bend(double r, double threshold) {
        double size = Math.abs(r);
        return size <= threshold ? r : Math.copySign(Math.sqrt(threshold * (2 * size - threshold)), r);
    }

    /**
     * Return ds/dr.
     *
     * @param r residual in units of its expected size
     * @param threshold c &gt; 0, or infinite
     */
    public static double slope(double r, double threshold) {
        return Math.abs(r) <= threshold ? 1 : threshold / Math.abs(bend(r, threshold));
    }
}
