package dev.weft.solvers.bench;

import java.util.Arrays;

/**
 * Time a piece of work: warm it up, then take the median of many samples.
 *
 * <p>The median of samples of some milliseconds is what a shared machine disturbs least. These figures are for
 * comparing the cases of one run; for figures with error bars there are the JMH benchmarks of this module.
 *
 * @param warmUpSeconds how long nothing must have become faster before it is timed
 * @param seconds how long it is timed
 */
public record Stopwatch(double warmUpSeconds, double seconds) {
    /** Enough for the JIT compiler to be done with what is not huge. */
    public static final Stopwatch STANDARD = new Stopwatch(0.5, 0.3);

    private static final double SAMPLE_SECONDS = 0.004;
    private static final int FEWEST_SAMPLES = 5;
    private static final int LONGEST_WARM_UP = 20;
    private static final double NOTICEABLY_FASTER = 0.8;

    /**
     * Check the times.
     *
     * @throws IllegalArgumentException if a time is not positive
     */
    public Stopwatch {
        if (!(warmUpSeconds > 0) || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    "warm-up = " + warmUpSeconds + " s, measurement = " + seconds + " s, expected both > 0");
        }
    }

    /** Return the median time of one call in nanoseconds. */
    public double nanos(Runnable work) {
        int calls = warmUp(work);
        double[] samples = new double[FEWEST_SAMPLES];
        int count = 0;
        long end = System.nanoTime() + (long) (1e9 * seconds);
        while (count < FEWEST_SAMPLES || System.nanoTime() < end) {
            if (count == samples.length) {
                samples = Arrays.copyOf(samples, 2 * count);
            }
            samples[count++] = sample(work, calls) / calls;
        }
        Arrays.sort(samples, 0, count);
        return samples[count / 2];
    }

    /** Run until nothing has become faster for the time of the warm-up; return how many calls make a sample. */
    private int warmUp(Runnable work) {
        long calm = (long) (1e9 * warmUpSeconds);
        long end = System.nanoTime() + calm;
        long latest = end + LONGEST_WARM_UP * calm;
        double best = Double.POSITIVE_INFINITY;
        int calls = 1;
        while (System.nanoTime() < Math.min(end, latest)) {
            double nanos = sample(work, calls) / calls;
            if (nanos < NOTICEABLY_FASTER * best) {
                end = System.nanoTime() + calm;
                best = nanos;
            }
            calls = (int) Math.max(1, Math.min(1e9 * SAMPLE_SECONDS / Math.max(1e-3, nanos), 1e6));
        }
        return calls;
    }

    private static double sample(Runnable work, int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            work.run();
        }
        return System.nanoTime() - start;
    }
}
