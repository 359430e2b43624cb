package dev.weft.sdk.warp;

import dev.weft.sdk.score.ErrorSum;
import java.util.ArrayList;
import java.util.List;

/**
 * Compare forecasts with the truth from a step on, where there is one: means over series × steps × outputs, in physical
 * and in normalised units. Mutable while it is filled by {@link #of}, then only read.
 */
public final class WarpScore {
    private final ErrorSum physical = new ErrorSum();
    private final ErrorSum normalised = new ErrorSum();
    private final List<ErrorSum> outputs = new ArrayList<>();
    private long inside;
    private long labelled;
    private long right;

    private WarpScore() {}

    /**
     * Compare.
     *
     * @param series what was forecast, in physical units
     * @param forecasts in the same order
     * @param from the first step that counts
     */
    public static WarpScore of(WarpModel model, List<WarpSeries> series, List<WarpForecast> forecasts, int from) {
        WarpScore score = new WarpScore();
        boolean classes = !model.settings().classes().isEmpty();
        for (int c = 0; c < (classes ? 0 : model.settings().predicted().size()); c++) {
            score.outputs.add(new ErrorSum());
        }
        for (int n = 0; n < series.size(); n++) {
            if (classes) {
                score.addLabel(series.get(n).label(), forecasts.get(n));
            } else {
                score.add(model, series.get(n), forecasts.get(n), from);
            }
        }
        return score;
    }

    private void add(WarpModel model, WarpSeries series, WarpForecast forecast, int from) {
        boolean ahead = model.settings().forecasts();
        for (int i = 0; i < forecast.length(); i++) {
            int step = forecast.step(i);
            for (int c = 0; step >= from && step < series.length() && c < outputs.size(); c++) {
                double truth = ahead ? series.signal(step, c) : series.target(step, c);
                double predicted = forecast.mean(i, c);
                Scaling scaling = model.normalisation().predicted().get(c);
                physical.add(truth, predicted);
                outputs.get(c).add(truth, predicted);
                normalised.add(scaling.apply(truth), scaling.apply(predicted));
                inside += Math.abs(predicted - truth) <= 1.96 * forecast.deviation(i, c) ? 1 : 0;
            }
        }
    }

    private void addLabel(int label, WarpForecast forecast) {
        labelled += label >= 0 ? 1 : 0;
        right += label >= 0 && forecast.largest(forecast.length() - 1) == label ? 1 : 0;
    }

    /** Return the errors in physical units, of all outputs together. */
    public ErrorSum physical() {
        return physical;
    }

    /** Return the errors in normalised units. */
    public ErrorSum normalised() {
        return normalised;
    }

    /** Return the errors of an output in its own unit. */
    public ErrorSum output(int index) {
        return outputs.get(index);
    }

    /**
     * Return which share of readings lies within 1.96 standard deviations: 0 where the model tells none, NaN without
     * readings.
     */
    public double coverage() {
        return (double) inside / physical.count();
    }

    /** Return how many series had a label. */
    public long labelled() {
        return labelled;
    }

    /** Return which share of the labelled series was told rightly, NaN without any. */
    public double accuracy() {
        return labelled == 0 ? Double.NaN : (double) right / labelled;
    }
}
