package dev.weft.sdk.tasks;

/**
 * Hold the errors of predictions, each a mean over trajectories × scored steps × channels.
 *
 * @param mse squared error, raw
 * @param mae absolute error, raw
 * @param mape absolute error over |truth|, raw; values whose truth is 0 do not count, NaN where none does
 * @param normalisedMse squared error of the normalised values
 * @param normalisedMae absolute error of the normalised values
 * @param normalisedMape absolute error over |truth| of the normalised values, as above
 * @param values how many values were compared
 */
public record TaskScore(
        double mse,
        double mae,
        double mape,
        double normalisedMse,
        double normalisedMae,
        double normalisedMape,
        long values) {}
