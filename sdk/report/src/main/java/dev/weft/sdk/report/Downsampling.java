package dev.weft.sdk.report;

import java.util.Arrays;

/**
 * Chooses the samples of a long line that show on a screen: of each bucket of consecutive samples its extremes.
 *
 * <p>Unlike a mean or every n-th sample this keeps the outliers, which are what a report is read for. Kept are, in
 * their order: the first and the last sample, of each bucket the sample with the least value of the first channel and
 * the one with the greatest value of the last channel (for a band: the lowest lower and the highest upper bound), and
 * one sample that is not finite, if there is one, so that gaps stay.
 */
final class Downsampling {
    /** Lines with no more samples than this are kept whole. */
    static final int THRESHOLD = 4000;

    /** About one for each pixel of a plot on a wide page. */
    static final int BUCKETS = 1000;

    private Downsampling() {}

    /**
     * Returns the indices of the kept samples, increasing, at most 3·{@value #BUCKETS} + 2.
     *
     * @param channels one or more, each [N] with N ≥ {@value #BUCKETS}. Not modified.
     */
    static int[] keep(double[]... channels) {
        double[] low = channels[0];
        double[] high = channels[channels.length - 1];
        int n = low.length;
        boolean[] kept = new boolean[n];
        kept[0] = true;
        kept[n - 1] = true;
        for (int b = 0; b < BUCKETS; b++) {
            int from = (int) ((long) b * n / BUCKETS);
            int to = (int) ((long) (b + 1) * n / BUCKETS);
            int least = -1;
            int greatest = -1;
            int gap = -1;
            for (int i = from; i < to; i++) {
                if (!Double.isFinite(low[i]) || !Double.isFinite(high[i])) {
                    gap = gap < 0 ? i : gap;
                    continue;
                }
                least = least < 0 || low[i] < low[least] ? i : least;
                greatest = greatest < 0 || high[i] > high[greatest] ? i : greatest;
            }
            for (int i : new int[] {least, greatest, gap}) {
                if (i >= 0) {
                    kept[i] = true;
                }
            }
        }
        int[] indices = new int[Math.min(n, 3 * BUCKETS + 2)];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (kept[i]) {
                indices[count++] = i;
            }
        }
        return Arrays.copyOf(indices, count);
    }
}
