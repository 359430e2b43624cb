package dev.weft.sdk.validation;

/**
 * Report what a disturbance does to the parameters and to predictions.
 *
 * @param disturbance what is done to the records
 * @param fitted share of the machines that could be fitted
 * @param error root mean square of the parameters' errors in their coordinates, of those that are told without disturbance
 * @param covered share of the 95 % intervals that hold the truth
 * @param predictionError error of a free run with the fitted parameters under other inputs, relative to how much the
 *     outputs vary, the machines' median
 */
public record DisturbanceEffect(
        Disturbance disturbance, double fitted, double error, double covered, double predictionError) {}
