package dev.weft.sdk.training;

/**
 * Set what a model is fed with while it is trained.
 *
 * @param mode how the model is run
 * @param forcing probability that a step behind the context is fed with what was measured, in [0, 1]; only
 *     {@link TrainingMode#AUTOREGRESSIVE} asks
 * @param contextWeight weight of predictions within the context in the loss, &gt;= 0; those behind it have 1. Only
 *     {@link TrainingMode#AUTOREGRESSIVE} asks: where all steps are fed with what was measured, all count alike
 * @param sampling whether a model that predicts standard deviations feeds itself samples instead of means
 */
public record FeedingSettings(TrainingMode mode, double forcing, double contextWeight, boolean sampling) {
    /** What was measured, at every step. */
    public static final FeedingSettings STANDARD = new FeedingSettings(TrainingMode.RECURRENT, 0.25, 1, false);

    /** Check the numbers. */
    public FeedingSettings {
        Requirements.require("forcing", forcing, forcing >= 0 && forcing <= 1, "a probability in [0, 1]");
        Requirements.requireNotNegative("context weight", contextWeight);
    }

    /** Change how the model is run. */
    public FeedingSettings withMode(TrainingMode changed) {
        return new FeedingSettings(changed, forcing, contextWeight, sampling);
    }

    /** Change the probability of true values. */
    public FeedingSettings withForcing(double changed) {
        return new FeedingSettings(mode, changed, contextWeight, sampling);
    }

    /** Change the weight of the context. */
    public FeedingSettings withContextWeight(double changed) {
        return new FeedingSettings(mode, forcing, changed, sampling);
    }

    /** Change whether samples are fed. */
    public FeedingSettings withSampling(boolean changed) {
        return new FeedingSettings(mode, forcing, contextWeight, changed);
    }
}
