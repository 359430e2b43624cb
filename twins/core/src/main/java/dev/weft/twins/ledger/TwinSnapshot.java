package dev.weft.twins.ledger;

import dev.weft.solvers.estimation.GaussianEstimate;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Freeze all that a twin's forecasts and its next step depend on: the estimate of θ, the time it stands for, the inputs since
 * then; the estimate that answers for forecasts, where it is another; what gate and guard remember of readings.
 *
 * <p>As bytes: the counts D, K, S (1 if there is a serving estimate, else 0) and L, then time, inputs [K], mean [D], the lower
 * triangle of the covariance row by row, the same of the serving estimate, memory [L], all big-endian and exact. Immutable.
 */
public final class TwinSnapshot {
    private static final int MAX_SIZE = 10_000;
    private static final int MAX_MEMORY = 100_000_000;
    private static final int HEAD = 4 * Integer.BYTES;

    private final double time;
    private final double[] inputs;
    private final GaussianEstimate estimate;
    private final Optional<GaussianEstimate> serving;
    private final double[] memory;

    /**
     * Freeze copies of the given values: the estimate serves, and nothing is remembered.
     *
     * @param time seconds; NaN before the first reading
     */
    public TwinSnapshot(double time, double[] inputs, GaussianEstimate estimate) {
        this(time, inputs, estimate, Optional.empty(), new double[0]);
    }

    /**
     * Freeze copies of the given values.
     *
     * @param time seconds; NaN before the first reading
     * @param serving what answers for forecasts, if it is not the estimate itself, of as many weights
     * @param memory what gate and guard remember; none before the first reading
     */
    public TwinSnapshot(
            double time,
            double[] inputs,
            GaussianEstimate estimate,
            Optional<GaussianEstimate> serving,
            double[] memory) {
        this.time = time;
        this.inputs = inputs.clone();
        this.estimate = estimate.copy();
        this.serving = serving.map(GaussianEstimate::copy);
        this.memory = memory.clone();
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

    /** Return a copy of the estimate that answers for forecasts; empty if it is {@link #estimate} itself. */
    public Optional<GaussianEstimate> serving() {
        return serving.map(GaussianEstimate::copy);
    }

    /** Return a copy of what gate and guard remember; none before the first reading. */
    public double[] memory() {
        return memory.clone();
    }

    /** Return the exact bytes. */
    public byte[] toBytes() {
        int d = estimate.dimension();
        int estimates = serving.isPresent() ? 2 : 1;
        ByteBuffer buffer = ByteBuffer.allocate((int) length(d, inputs.length, estimates, memory.length));
        buffer.putInt(d)
                .putInt(inputs.length)
                .putInt(estimates - 1)
                .putInt(memory.length)
                .putDouble(time);
        put(buffer, inputs);
        put(buffer, estimate);
        serving.ifPresent(other -> put(buffer, other));
        put(buffer, memory);
        return buffer.array();
    }

    private static long length(int d, int k, int estimates, int l) {
        return HEAD + 8L * (1L + k + estimates * (d + d * (d + 1L) / 2) + l);
    }

    private static void put(ByteBuffer buffer, double[] values) {
        for (double value : values) {
            buffer.putDouble(value);
        }
    }

    private static void put(ByteBuffer buffer, GaussianEstimate estimate) {
        put(buffer, estimate.mean());
        for (int i = 0; i < estimate.dimension(); i++) {
            for (int j = 0; j <= i; j++) {
                buffer.putDouble(estimate.covariance().get(i, j));
            }
        }
    }

    /**
     * Read the bytes of {@link #toBytes}.
     *
     * @throws IllegalArgumentException if their number does not fit the counts they begin with
     */
    public static TwinSnapshot fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean head = bytes.length >= HEAD;
        int d = head ? buffer.getInt() : -1;
        int k = head ? buffer.getInt() : -1;
        int s = head ? buffer.getInt() : -1;
        int l = head ? buffer.getInt() : -1;
        boolean counts =
                d >= 0 && d <= MAX_SIZE && k >= 0 && k <= MAX_SIZE && (s == 0 || s == 1) && l >= 0 && l <= MAX_MEMORY;
        if (!counts || bytes.length != length(d, k, s + 1, l)) {
            throw new IllegalArgumentException("snapshot of " + bytes.length + " bytes says D = " + d + ", K = " + k
                    + ", S = " + s + ", L = " + l + ", expected a length that fits: the store is damaged");
        }
        double time = buffer.getDouble();
        double[] inputs = doubles(buffer, k);
        GaussianEstimate estimate = estimate(buffer, d);
        Optional<GaussianEstimate> serving = s == 1 ? Optional.of(estimate(buffer, d)) : Optional.empty();
        return new TwinSnapshot(time, inputs, estimate, serving, doubles(buffer, l));
    }

    private static double[] doubles(ByteBuffer buffer, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = buffer.getDouble();
        }
        return values;
    }

    private static GaussianEstimate estimate(ByteBuffer buffer, int d) {
        double[] mean = doubles(buffer, d);
        DMatrixRMaj covariance = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double value = buffer.getDouble();
                covariance.set(i, j, value);
                covariance.set(j, i, value);
            }
        }
        return new GaussianEstimate(mean, covariance);
    }
}
