package dev.weft.sdk.training;

/**
 * Say how an epoch went.
 *
 * @param epoch its number, from 0
 * @param trainingLoss mean loss of its batches while the parameters moved, in normalised units
 * @param validationLoss mean loss of forecasts of the validation series after it, infinite where one of them grew beyond
 *     all numbers; NaN where there are none
 * @param learningRate η of its last step
 * @param gradientNorm the largest norm of a gradient before it was clipped
 * @param seconds time it took
 */
public record EpochRecord(
        int epoch,
        double trainingLoss,
        double validationLoss,
        double learningRate,
        double gradientNorm,
        double seconds) {
    /** Return the loss a model is judged by: of the validation series, or of the training where there are none. */
    public double judged() {
        return Double.isNaN(validationLoss) ? trainingLoss : validationLoss;
    }
}
