package dev.weft.twins.ledger;

import dev.weft.solvers.estimation.GaussianEstimate;
import java.nio.ByteBuffer;
import org.ejml.data.DMatrixRMaj;

/**
 * Freeze all that a twin's forecasts depend on: the estimate of θ, the time it stands for, the inputs since then.
 *
 * <p>As bytes: counts D and K, time, inputs [K], mean [D], the lower triangle of the covariance row by row, all
 * big-endian and exact. Immutable.
 */
public final class TwinSnapshot {
    private static final int MAX_SIZE = 10_000;

    private final double time;
    private final double[] inputs;
    private final GaussianEstimate estimate;

    /**
     * Freeze copies of the given values.
     *
     * @param time seconds; NaN before the first reading
     */
    public TwinSnapshot(double time, double[] inputs, GaussianEstimate estimate) {
        this.time = time;
        this.inputs = inputs.clone();
        this.estimate = estimate.copy();
    }

    /** Return the time in seconds, NaN before the first reading. */
    public double time() {
        return time;
    }

    /** Return a copy of the inputs [K]. */
    public double[] inputs() {
        return inputs.clone();
    }

    /** Return a copy of the estimate of θ [D]. */
    public GaussianEstimate estimate() {
        return estimate.copy();
    }

    /** Return the exact bytes. */
    public byte[] toBytes() {
        int d = estimate.dimension();
        ByteBuffer buffer = ByteBuffer.allocate(8 + 8 * (1 + inputs.length + d + d * (d + 1) / 2));
        buffer.putInt(d).putInt(inputs.length).putDouble(time);
        for (double input : inputs) {
            buffer.putDouble(input);
        }
        for (double weight : estimate.mean()) {
            buffer.putDouble(weight);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                buffer.putDouble(estimate.covariance().get(i, j));
            }
        }
        return buffer.array();
    }

    /**
     * Read the bytes of {@link #toBytes}.
     *
     * @throws IllegalArgumentException if their number does not fit the counts they begin with
     */
    public static TwinSnapshot fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int d = bytes.length < 8 ? -1 : buffer.getInt();
        int k = bytes.length < 8 ? -1 : buffer.getInt();
        if (d < 0 || d > MAX_SIZE || k < 0 || k > MAX_SIZE || bytes.length != 16L + 8L * (k + d + d * (d + 1L) / 2)) {
            throw new IllegalArgumentException("snapshot of " + bytes.length + " bytes says D = " + d + ", K = " + k
                    + ", expected a length that fits: the store is damaged");
        }
        double time = buffer.getDouble();
        double[] inputs = new double[k];
        for (int i = 0; i < k; i++) {
            inputs[i] = buffer.getDouble();
        }
        double[] mean = new double[d];
        for (int i = 0; i < d; i++) {
            mean[i] = buffer.getDouble();
        }
        DMatrixRMaj covariance = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double value = buffer.getDouble();
                covariance.set(i, j, value);
                covariance.set(j, i, value);
            }
        }
        return new TwinSnapshot(time, inputs, new GaussianEstimate(mean, covariance));
    }
}
