package dev.weft.sdk.training;

import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.warp.WarpColumns;
import java.util.List;
import java.util.Optional;

/**
 * Set which columns of a table are trained on, and how.
 *
 * @param series column that tells series apart; empty for {@code series} where there is such a column, else one series
 * @param sampling column of times or a constant step
 * @param signals columns of what is observed
 * @param inputs columns of what is known beforehand
 * @param targets columns of what is told instead of the next signals
 * @param label column of each series' class, there where there are classes
 * @param classes the texts in it, in the order of the model's outputs
 * @param normalisation how columns are scaled
 * @param context first steps of a series, which are always fed with what was measured; 0 where all steps are, in
 *     training and in use
 */
public record DataSettings(
        Optional<String> series,
        Sampling sampling,
        List<String> signals,
        List<String> inputs,
        List<String> targets,
        Optional<String> label,
        List<String> classes,
        NormalisationMode normalisation,
        int context) {
    /** Check what goes together. */
    public DataSettings {
        signals = List.copyOf(signals);
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        classes = List.copyOf(classes);
        if (label.isPresent() == classes.isEmpty()) {
            throw new IllegalArgumentException("label = " + label.orElse("none") + ", classes = " + classes
                    + ", expected both or neither: the column, and the texts in it");
        }
        Requirements.require("context", context, context >= 0, "0 or more steps");
    }

    /** Return the settings of forecasts: times from a column {@code time}, each column scaled, all steps fed. */
    public static DataSettings forecasting(List<String> signals) {
        return new DataSettings(
                Optional.empty(),
                Sampling.TIME_COLUMN,
                signals,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                NormalisationMode.EACH,
                0);
    }

    /**
     * Return the names of what a model of these data is of.
     *
     * @throws IllegalArgumentException if there is no signal, or a column is blank or named twice
     */
    public WarpColumns names() {
        return new WarpColumns(signals, inputs, targets, classes);
    }

    /** Change what tells series apart. */
    public DataSettings withSeries(String column) {
        return new DataSettings(
                Optional.of(column), sampling, signals, inputs, targets, label, classes, normalisation, context);
    }

    /** Change what tells the times. */
    public DataSettings withSampling(Sampling changed) {
        return new DataSettings(series, changed, signals, inputs, targets, label, classes, normalisation, context);
    }

    /** Change what is known beforehand. */
    public DataSettings withInputs(List<String> changed) {
        return new DataSettings(series, sampling, signals, changed, targets, label, classes, normalisation, context);
    }

    /** Change what is told instead of the next signals. */
    public DataSettings withTargets(List<String> changed) {
        return new DataSettings(series, sampling, signals, inputs, changed, label, classes, normalisation, context);
    }

    /** Change the classes and the column that holds them. */
    public DataSettings withClasses(String column, List<String> changed) {
        return new DataSettings(
                series, sampling, signals, inputs, targets, Optional.of(column), changed, normalisation, context);
    }

    /** Change how columns are scaled. */
    public DataSettings withNormalisation(NormalisationMode changed) {
        return new DataSettings(series, sampling, signals, inputs, targets, label, classes, changed, context);
    }

    /** Change how many steps are always fed with what was measured. */
    public DataSettings withContext(int changed) {
        return new DataSettings(series, sampling, signals, inputs, targets, label, classes, normalisation, changed);
    }
}
