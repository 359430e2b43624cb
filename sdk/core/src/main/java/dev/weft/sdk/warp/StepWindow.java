package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;

/**
 * Hold the steps of a batch that are worked on, few enough for a core's cache, and behind them θ of all steps.
 *
 * <p>Planes of all steps would put numbers that are used together, one of each plane, as far apart as a sequence is long:
 * every one of them in another page, none of them in the cache when the pass comes back for it. So a pass goes from part
 * to part. In a part's planes the slot before it is 0, its own are 1 … {@link #most}, the slot behind it comes next.
 *
 * <p>For one thread; nothing is allocated after construction.
 */
final class StepWindow<A> {
    /** Numbers of θ and its adjoint that stay in a core's second-level cache, with room for the rest. */
    private static final int CACHED_NUMBERS = 1 << 18;

    /** Code as long as a large kernel's is worth being fetched for no fewer. */
    private static final int FEWEST_STEPS = 8;

    private final RealArrays<A> arrays;
    private final int lanes;
    private final int slots;
    private final int most;
    private final A[] theta;
    private final A[] adjoints;
    private final A intervals;
    private final A first;
    private final A[] kept;
    private int part;

    /**
     * Make room.
     *
     * @param size D
     * @param lanes N
     * @param slots of all steps, with that of θ_0
     */
    StepWindow(RealArrays<A> arrays, int size, int lanes, int slots) {
        this.arrays = arrays;
        this.lanes = lanes;
        this.slots = slots;
        long inCache = CACHED_NUMBERS / Math.multiplyExact(2L * lanes, size);
        this.most = (int) Math.max(1, Math.min(slots - 1L, Math.max(FEWEST_STEPS, inCache)));
        theta = arrays.allocatePlanes(size, length());
        adjoints = arrays.allocatePlanes(size, length());
        intervals = arrays.allocate(length());
        first = arrays.allocate(Math.multiplyExact(size, lanes));
        kept = arrays.allocatePlanes(parts(), Math.multiplyExact(size, most * lanes));
    }

    /** Return the most steps of a part. */
    int most() {
        return most;
    }

    /** Return the length of a part's planes. */
    int length() {
        return (most + 2) * lanes;
    }

    /** Return how many parts there are. */
    int parts() {
        return (slots - 1 + most - 1) / most;
    }

    /** Return the part's planes of θ [D]. */
    A[] theta() {
        return theta;
    }

    /** Return the part's planes of λ [D]. */
    A[] adjoints() {
        return adjoints;
    }

    /** Return the first slot of the part. */
    int from() {
        return 1 + part * most;
    }

    /** Return the slot behind the part. */
    int to() {
        return Math.min(slots, from() + most);
    }

    /** Return where a slot lies in the part's planes, as a slot. */
    int local(int slot) {
        return slot - part * most;
    }

    /** Return where θ_0 [D×N] belongs. */
    A first() {
        return first;
    }

    /** Go on to a part, the first or the one behind the last: its slot 0 is what was known last. */
    void enter(int next) {
        part = next;
        for (int k = 0; k < theta.length; k++) {
            if (next == 0) {
                System.arraycopy(first, k * lanes, theta[k], 0, lanes);
            } else {
                System.arraycopy(theta[k], most * lanes, theta[k], 0, lanes);
            }
        }
    }

    /** Keep θ of the part. */
    void keep() {
        for (int k = 0; k < theta.length; k++) {
            System.arraycopy(theta[k], lanes, kept[part], k * most * lanes, (to() - from()) * lanes);
        }
    }

    /** Go back to a part, the last or the one before: θ is what was kept, and behind it lies λ of the one behind. */
    void recall(int previous) {
        part = previous;
        int width = most * lanes;
        for (int k = 0; k < theta.length; k++) {
            if (previous == 0) {
                System.arraycopy(first, k * lanes, theta[k], 0, lanes);
            } else {
                System.arraycopy(kept[part - 1], (k + 1) * width - lanes, theta[k], 0, lanes);
            }
            System.arraycopy(kept[part], k * width, theta[k], lanes, (to() - from()) * lanes);
            System.arraycopy(adjoints[k], lanes, adjoints[k], width + lanes, lanes);
        }
    }

    /** Return Δt of the part's slots and the one behind, of those of all slots; 0 where there is no slot. */
    A intervals(A all) {
        int begin = from() - 1;
        int count = Math.min(slots, begin + most + 2) - begin;
        arrays.fill(intervals, 0, length(), 0);
        System.arraycopy(all, begin * lanes, intervals, 0, count * lanes);
        return intervals;
    }

    /** Copy some slots of planes of all steps into planes of the part. */
    void take(A[] all, A[] own, int from, int to) {
        for (int k = 0; k < all.length; k++) {
            System.arraycopy(all[k], from * lanes, own[k], local(from) * lanes, (to - from) * lanes);
        }
    }

    /** Copy some slots of planes of the part into planes of all steps. */
    void give(A[] own, A[] all, int from, int to) {
        for (int k = 0; k < all.length; k++) {
            System.arraycopy(own[k], local(from) * lanes, all[k], from * lanes, (to - from) * lanes);
        }
    }

    /** Return a kept weight of a slot. */
    double weight(int slot, int lane, int k) {
        if (slot == 0) {
            return arrays.get(first, k * lanes + lane);
        }
        int in = (slot - 1) / most;
        return arrays.get(kept[in], (k * most + (slot - 1) % most) * lanes + lane);
    }
}
