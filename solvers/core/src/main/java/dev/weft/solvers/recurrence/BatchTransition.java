package dev.weft.solvers.recurrence;

import dev.weft.solvers.arrays.RealArrays;

/**
 * Carry a batch of weight vectors through time and go back through it, for training: θ_t ← θ_t + A θ_{t−1} and λ_t ←
 * λ_t + Aᵀ λ_{t+1}, and ∂L/∂A from both.
 *
 * <p>Weights lie in planes: theta[k] [T·N] holds weight k, of step t and sequence n at t·N + n. θ_t holds what comes in,
 * B v_t, before a step adds what it carries on. N is a multiple of 16.
 *
 * <p>In continuous form the parameters are those of rates Λ, and a step multiplies by exp(ΛΔt) with the Δt of each step
 * and sequence: diagonal matrices and 2×2 blocks only, whose exponential is a closed form.
 *
 * <p>One instance serves all threads between two calls of {@link #load}; each thread has its own {@link Sequences}.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public abstract sealed class BatchTransition<A> permits DenseBatch, DiagonalBatch, BlockDiagonalBatch, LowRankBatch {
    /** N is a multiple of it: steps of sums that run on into themselves must be longer than any vector. */
    public static final int LANES = 16;

    /**
     * Prepare for transitions of one structure and size.
     *
     * @param structure tells structure, size and rank; its numbers are loaded. Identity is diagonal here
     * @param continuous whether the parameters are those of rates Λ
     * @throws IllegalArgumentException if a dense or low-rank transition shall be continuous
     */
    public static <A> BatchTransition<A> of(RealArrays<A> arrays, Transition structure, boolean continuous) {
        if (continuous && (structure instanceof Dense || structure instanceof LowRankPlusDiagonal)) {
            throw new IllegalArgumentException("transition is " + structure.describe()
                    + " and continuous, expected diagonal or 2×2 blocks: only their exponential is a closed form");
        }
        BatchTransition<A> batch;
        if (structure instanceof Dense) {
            batch = new DenseBatch<>(arrays, structure.size());
        } else if (structure instanceof LowRankPlusDiagonal low) {
            batch = new LowRankBatch<>(arrays, structure.size(), low.rank());
        } else if (structure instanceof BlockDiagonal) {
            batch = new BlockDiagonalBatch<>(arrays, structure.size(), continuous);
        } else {
            batch = new DiagonalBatch<>(arrays, structure.size(), continuous);
        }
        if (!(structure instanceof Identity)) {
            batch.load(structure.parameters());
        }
        return batch;
    }

    /**
     * Take the parameters of the next batches. No {@link Sequences} may be at work meanwhile.
     *
     * @param parameters in the order of {@link Transition#parameters}. Not modified
     */
    public abstract void load(double[] parameters);

    /**
     * Return the steps of N sequences of T times, for one thread. Where all times do not fit a cache, T may be that of a
     * part of them, and the parts be taken one after the other.
     *
     * @param lanes N, a multiple of {@link #LANES}
     * @param steps T, &gt;= 1
     */
    public final Sequences<A> sequences(int lanes, int steps) {
        if (lanes < LANES || lanes % LANES != 0 || steps < 1) {
            throw new IllegalArgumentException("lanes = " + lanes + ", steps = " + steps + ", expected a multiple of "
                    + LANES + " and at least one step");
        }
        return newSequences(lanes, steps);
    }

    abstract Sequences<A> newSequences(int lanes, int steps);

    /**
     * Step N sequences of T times. Holds scratch: one instance a thread.
     *
     * @param <A> the array type
     */
    public interface Sequences<A> {
        /**
         * Take the time before each step, where the transition is continuous.
         *
         * @param intervals Δt [T·N], that before step t at t·N + n. Not modified
         */
        default void intervals(A intervals) {}

        /**
         * Compute θ_t ← θ_t + A θ_{t−1} for t = from … to − 1, one after the other.
         *
         * @param theta planes of θ. Modified
         * @param from first step, &gt;= 1
         * @param to behind the last step, at most T
         */
        void forward(A[] theta, int from, int to);

        /**
         * Compute λ_t ← λ_t + Aᵀ λ_{t+1} for t = to − 1 … from.
         *
         * @param adjoints planes of λ. Modified
         * @param from last step that is computed, &gt;= 0
         * @param to behind the first one, at most T − 1
         */
        void backward(A[] adjoints, int from, int to);

        /**
         * Add ∂L/∂parameters of the steps t = from … to − 1 to a sum that is kept here until {@link #addGradient}.
         *
         * @param theta planes of θ, of the steps from − 1 … to − 2. Not modified
         * @param adjoints planes of λ, of the steps from … to − 1, as {@link #backward} leaves them. Not modified
         * @param from first step, &gt;= 1
         * @param to behind the last step, at most T
         */
        void gradient(A[] theta, A[] adjoints, int from, int to);

        /**
         * Add the sum to a gradient, and begin it anew.
         *
         * @param gradient in the order of {@link Transition#parameters}. Modified: added to
         */
        void addGradient(double[] gradient);
    }
}
