package dev.weft.sdk.training;

import dev.weft.sdk.warp.WarpSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/**
 * Hold what a model learns from, and what only tells how well it does.
 *
 * @param training series to learn from, in normalised units, at least one
 * @param validation series to be judged by, in normalised units; may be none
 * @param interval usual Δt in seconds, &gt; 0
 */
public record TrainingData(List<WarpSeries> training, List<WarpSeries> validation, double interval) {
    /** Check that there is something to learn from. */
    public TrainingData {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        if (training.isEmpty()) {
            throw new IllegalArgumentException("series to learn from = none, expected at least one");
        }
        if (!(interval > 0) || Double.isInfinite(interval)) {
            throw new IllegalArgumentException("usual interval = " + interval + " s, expected a finite number > 0");
        }
    }

    /**
     * Set some of the series aside for validation.
     *
     * @param settings how many
     * @param seed which
     */
    public static TrainingData split(List<WarpSeries> series, ValidationSettings settings, long seed, double interval) {
        SortedSet<Integer> aside = settings.chosen(series.size(), seed);
        List<WarpSeries> training = new ArrayList<>();
        List<WarpSeries> validation = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            (aside.contains(i) ? validation : training).add(series.get(i));
        }
        return new TrainingData(training, validation, interval);
    }

    /** Return the same with other series in place of each. */
    TrainingData mapped(UnaryOperator<WarpSeries> change) {
        return new TrainingData(
                training.stream().map(change).toList(),
                validation.stream().map(change).toList(),
                interval);
    }

    /** Return the length of the longest series. */
    public int longest() {
        return Math.max(longest(training), longest(validation));
    }

    private static int longest(List<WarpSeries> series) {
        return series.stream().mapToInt(WarpSeries::length).max().orElse(0);
    }
}
