package dev.weft.sdk.calibration;

/** Look at the residuals of one output: size and how long they hang together. */
final class ResidualDiagnostics {
    private ResidualDiagnostics() {}

    /**
     * Estimate the integrated autocorrelation time 1 + 2·Σ ρ_k, summed while ρ_k stays positive: so many
     * readings carry the information of one.
     *
     * <p>Source: A. Sokal, "Monte Carlo methods in statistical mechanics", 1997, equation 2.20, with Geyer's
     * rule for the end of the sum.
     */
    static double correlationTime(double[] residuals) {
        double variance = covariance(residuals, 0);
        if (!(variance > 0)) {
            return 1;
        }
        double time = 1;
        for (int lag = 1; lag < residuals.length / 2; lag++) {
            double correlation = covariance(residuals, lag) / variance;
            if (correlation <= 0) {
                break;
            }
            time += 2 * correlation;
        }
        return time;
    }

    /** Return the root mean square. */
    static double rms(double[] residuals) {
        return residuals.length == 0 ? 0 : Math.sqrt(covariance(residuals, 0));
    }

    private static double covariance(double[] r, int lag) {
        double sum = 0;
        for (int i = lag; i < r.length; i++) {
            sum += r[i] * r[i - lag];
        }
        return sum / r.length;
    }
}
