package dev.weft.solvers.recurrence;

import java.util.stream.IntStream;

/**
 * Compute a sequence in chunks side by side: an associative scan of the pairs (A, B v_t).
 *
 * <p>Each chunk but the first is scanned from θ = 0 to find what it adds; the states between chunks follow by s ←
 * A^L s + e, and A^j s is added to the j-th state of each chunk. Twice the operations of a {@link SequentialScan}, so it
 * pays from three cores on, and where A is dense only if the T/chunks steps of a chunk outweigh the O(D³ log L) of A^L.
 * The result depends on the number of chunks, not on that of threads.
 *
 * <p>Source: G. E. Blelloch, "Prefix sums and their applications", 1990, section 1.4 (linear recurrences).
 */
public final class ParallelScan implements SequenceMethod {
    private final int chunks;

    /**
     * Set the number of chunks.
     *
     * @param chunks &gt;= 1; the number of cores is a good choice
     * @throws IllegalArgumentException if chunks is below 1
     */
    public ParallelScan(int chunks) {
        Checks.positive("chunks", chunks);
        this.chunks = chunks;
    }

    @Override
    public void states(LinearRecurrence recurrence, double[] initial, int steps, double[] inputs, double[] states) {
        Checks.sequence(recurrence, initial, steps, inputs, states);
        int d = recurrence.size();
        int length = (steps + chunks - 1) / chunks;
        int count = (steps + length - 1) / length;
        double[] zero = new double[d];
        IntStream.range(0, count).parallel().forEach(chunk -> {
            int from = chunk * length;
            int to = Math.min(steps, from + length);
            SequentialScan.driven(recurrence, from, to, inputs, states);
            SequentialScan.scan(recurrence, chunk == 0 ? initial : zero, 0, from, to, states);
        });
        if (count == 1) {
            return;
        }
        double[] entries = entries(recurrence, count, length, states);
        IntStream.range(1, count).parallel().forEach(chunk -> {
            int from = chunk * length;
            carry(recurrence.transition(), entries, chunk * d, from, Math.min(steps, from + length), states);
        });
    }

    /** Return the state before each chunk, [count×D]; row 0 is not used. */
    private static double[] entries(LinearRecurrence recurrence, int count, int length, double[] states) {
        int d = recurrence.size();
        double[] entries = new double[count * d];
        System.arraycopy(states, (length - 1) * d, entries, d, d);
        Transition leap = count > 2 ? recurrence.transition().power(length) : recurrence.transition();
        double[] scratch = leap.newScratch();
        double[] carried = new double[d];
        for (int chunk = 2; chunk < count; chunk++) {
            leap.apply(entries, (chunk - 1) * d, carried, 0, scratch);
            int end = (chunk * length - 1) * d;
            for (int i = 0; i < d; i++) {
                entries[chunk * d + i] = carried[i] + states[end + i];
            }
        }
        return entries;
    }

    private static void carry(Transition transition, double[] entries, int entry, int from, int to, double[] states) {
        int d = transition.size();
        double[] scratch = transition.newScratch();
        double[] now = new double[d];
        double[] next = new double[d];
        System.arraycopy(entries, entry, now, 0, d);
        for (int t = from; t < to; t++) {
            transition.apply(now, 0, next, 0, scratch);
            int row = t * d;
            for (int i = 0; i < d; i++) {
                states[row + i] += next[i];
            }
            double[] swap = now;
            now = next;
            next = swap;
        }
    }
}
