package dev.weft.priors;

/**
 * Describe how a machine is usually sampled, and how long a record shows what it does.
 *
 * @param step interval between two samples [s], &gt; 0
 * @param samples number of samples of a record, &ge; 2
 */
public record Sampling(double step, int samples) {
    /**
     * Check both.
     *
     * @throws IllegalArgumentException if the step is not positive and finite, or there are fewer than two samples
     */
    public Sampling {
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new IllegalArgumentException("sampling step = " + step + " s, expected a finite number > 0");
        }
        if (samples < 2) {
            throw new IllegalArgumentException("samples of a record = " + samples + ", expected 2 or more");
        }
    }

    /** Return the time from the first sample to the last [s]. */
    public double duration() {
        return step * (samples - 1);
    }
}
