package dev.weft.sdk.adapt;

/**
 * Find out how large the noise of each output is, compared with what a model assumes, from what its readings leave
 * over: s² = Σ r² / n, with r in units of the assumed standard deviation.
 *
 * <p>An output keeps the assumed noise as long as Σ r² is what χ² with n degrees of freedom makes likely; so data whose
 * noise is as assumed change nothing. Only beyond {@value #SIGNIFICANT} standard deviations either way is s believed.
 * Not thread-safe.
 *
 * <p>Source: E. B. Wilson, M. M. Hilferty, "The distribution of chi-square", 1931: (χ²/n)^⅓ is nearly normal with mean
 * 1 − 2/(9n) and variance 2/(9n).
 */
public final class NoiseLevel {
    /** A standard normal number is beyond this once in 16,000 draws. */
    private static final double SIGNIFICANT = 4;

    private final double[] squares;
    private final double[] counts;

    /** Begin without evidence for {@code outputs} outputs. */
    public NoiseLevel(int outputs) {
        this.squares = new double[outputs];
        this.counts = new double[outputs];
    }

    /**
     * Take a residual in.
     *
     * @param k output
     * @param residual what a reading leaves over, in units of its assumed standard deviation; NaN counts as none
     */
    public void add(int k, double residual) {
        if (!Double.isNaN(residual)) {
            squares[k] += residual * residual;
            counts[k]++;
        }
    }

    /** Take away the degrees of freedom that unknowns fitted to the residuals took in so far, each output its share. */
    public void removeFitted(int unknowns) {
        double all = 0;
        for (double count : counts) {
            all += count;
        }
        double left = all > unknowns ? 1 - unknowns / all : 0;
        for (int k = 0; k < counts.length; k++) {
            counts[k] *= left;
        }
    }

    /** Return s of output {@code k}: its noise over the assumed one, 1 where the evidence does not say otherwise. */
    public double factor(int k) {
        return Math.abs(score(squares[k], counts[k])) > SIGNIFICANT ? Math.sqrt(squares[k] / counts[k]) : 1;
    }

    /** Tell whether some output's noise is not the assumed one. */
    public boolean differs() {
        for (int k = 0; k < counts.length; k++) {
            if (factor(k) != 1) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether the readings lie farther from the model than noise explains. */
    boolean isExceeded() {
        double allSquares = 0;
        double allCounts = 0;
        for (int k = 0; k < counts.length; k++) {
            allSquares += squares[k];
            allCounts += counts[k];
        }
        return score(allSquares, allCounts) > SIGNIFICANT;
    }

    /** How many standard deviations a sum of squares lies above what χ² expects; 0 without degrees of freedom. */
    private static double score(double squares, double count) {
        if (!(count >= 1)) {
            return 0;
        }
        double variance = 2 / (9 * count);
        return (Math.cbrt(squares / count) - (1 - variance)) / Math.sqrt(variance);
    }
}
