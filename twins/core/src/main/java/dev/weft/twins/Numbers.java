package dev.weft.twins;

import dev.weft.solvers.estimation.GaussianEstimate;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Write what a twin remembers into an array of numbers, and read it back in the same order. */
final class Numbers {
    private double[] values;
    private int at;

    private Numbers(double[] values) {
        this.values = values;
    }

    static Numbers writer() {
        return new Numbers(new double[64]);
    }

    /** Read from {@code values}, which is not modified. */
    static Numbers reader(double[] values) {
        return new Numbers(values);
    }

    Numbers put(double... more) {
        if (at + more.length > values.length) {
            values = Arrays.copyOf(values, Math.max(2 * values.length, at + more.length));
        }
        System.arraycopy(more, 0, values, at, more.length);
        at += more.length;
        return this;
    }

    /** Write θ, then the lower triangle of P. */
    Numbers put(GaussianEstimate estimate) {
        put(estimate.mean());
        for (int i = 0; i < estimate.dimension(); i++) {
            for (int j = 0; j <= i; j++) {
                put(estimate.covariance().get(i, j));
            }
        }
        return this;
    }

    double[] written() {
        return Arrays.copyOf(values, at);
    }

    double next() {
        return next(1)[0];
    }

    /**
     * Read so many numbers.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    double[] next(int count) {
        if (count < 0 || count > values.length - at) {
            throw new IllegalArgumentException("memory of a twin holds " + values.length + " numbers, expected "
                    + (at + (long) count) + " or more: it is of another model, or damaged");
        }
        at += count;
        return Arrays.copyOfRange(values, at - count, at);
    }

    GaussianEstimate nextEstimate(int d) {
        double[] mean = next(d);
        DMatrixRMaj covariance = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double value = next();
                covariance.set(i, j, value);
                covariance.set(j, i, value);
            }
        }
        return new GaussianEstimate(mean, covariance);
    }

    boolean isAtEnd() {
        return left() == 0;
    }

    int left() {
        return values.length - at;
    }
}
