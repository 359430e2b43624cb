package dev.weft.solvers.estimation;

import org.ejml.data.DMatrixRMaj;

/**
 * Hold what is known of a vector: mean [D] and covariance [D×D].
 *
 * <p>A mutable buffer that filters update in place; {@link #copy} before trying something that may be
 * refused. Not thread-safe.
 */
public final class GaussianEstimate {
    private final double[] mean;
    private final DMatrixRMaj covariance;

    /**
     * Wrap a mean and a covariance; both are kept, not copied.
     *
     * @throws IllegalArgumentException if the covariance is not D×D
     */
    public GaussianEstimate(double[] mean, DMatrixRMaj covariance) {
        if (covariance.numRows != mean.length || covariance.numCols != mean.length) {
            throw new IllegalArgumentException("covariance is " + covariance.numRows + "×" + covariance.numCols
                    + ", expected " + mean.length + "×" + mean.length);
        }
        this.mean = mean;
        this.covariance = covariance;
    }

    /** Return an estimate with independent components of the given standard deviations. */
    public static GaussianEstimate independent(double[] mean, double[] standardDeviations) {
        DMatrixRMaj covariance = new DMatrixRMaj(mean.length, mean.length);
        for (int i = 0; i < mean.length; i++) {
            covariance.set(i, i, standardDeviations[i] * standardDeviations[i]);
        }
        return new GaussianEstimate(mean.clone(), covariance);
    }

    /** Return D. */
    public int dimension() {
        return mean.length;
    }

    /** Return the mean [D]: the live array, not a copy. */
    public double[] mean() {
        return mean;
    }

    /** Return the covariance [D×D]: the live matrix, not a copy. */
    public DMatrixRMaj covariance() {
        return covariance;
    }

    /** Return the standard deviation of component {@code i}. */
    public double standardDeviation(int i) {
        return Math.sqrt(Math.max(0, covariance.get(i, i)));
    }

    /** Return an independent copy. */
    public GaussianEstimate copy() {
        return new GaussianEstimate(mean.clone(), covariance.copy());
    }

    /** Take over the values of another estimate of the same dimension. */
    public void set(GaussianEstimate other) {
        System.arraycopy(other.mean, 0, mean, 0, mean.length);
        covariance.setTo(other.covariance);
    }
}
