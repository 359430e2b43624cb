package dev.weft.sdk.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Set which series are kept back to judge a model by, and when training ends because they say so.
 *
 * @param share of the series that is kept back, in [0, 1); of two series or more at least one unless 0
 * @param patience epochs without a new best loss after which training ends; 0 for never
 */
public record ValidationSettings(double share, int patience) {
    /** A tenth of the series, no early end. */
    public static final ValidationSettings STANDARD = new ValidationSettings(0.1, 0);

    /** Check the numbers. */
    public ValidationSettings {
        Requirements.require("share of validation series", share, share >= 0 && share < 1, "in [0, 1)");
        Requirements.require("patience of early stopping", patience, patience >= 0, ">= 0, 0 for none");
    }

    /**
     * Return the indices of the series that are kept back: the same for the same seed, none of a single series, never
     * all.
     *
     * @param series how many there are
     * @param seed chooses them
     */
    public SortedSet<Integer> chosen(int series, long seed) {
        if (series < 2 || share == 0) {
            return Collections.emptySortedSet();
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            order.add(i);
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = series - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        int count = Math.max(1, Math.min(series - 1, (int) Math.round(share * series)));
        return Collections.unmodifiableSortedSet(new TreeSet<>(order.subList(0, count)));
    }

    /** Change the share. */
    public ValidationSettings withShare(double changed) {
        return new ValidationSettings(changed, patience);
    }

    /** Change the patience. */
    public ValidationSettings withPatience(int changed) {
        return new ValidationSettings(share, changed);
    }
}
