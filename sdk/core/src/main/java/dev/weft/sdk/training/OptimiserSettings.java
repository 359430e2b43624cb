package dev.weft.sdk.training;

/**
 * Set the steps of AdamW.
 *
 * <p>Source: I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2.
 *
 * @param learningRate r of the first epoch (after a warm-up), &gt; 0
 * @param schedule how it changes
 * @param weightDecay share of r by which parameters shrink at each step, &gt;= 0
 * @param beta1 share of the mean gradient that a step keeps, in [0, 1)
 * @param beta2 the same of the mean squared gradient, in [0, 1)
 * @param epsilon added to its root, &gt; 0
 * @param clip largest Euclidean norm of the whole gradient, &gt; 0; infinite for none
 */
public record OptimiserSettings(
        double learningRate,
        LearningRateSchedule schedule,
        double weightDecay,
        double beta1,
        double beta2,
        double epsilon,
        double clip) {
    /** Learning rate 1e-3, halved on plateaus; no weight decay; gradients up to norm 1. */
    public static final OptimiserSettings STANDARD =
            new OptimiserSettings(1e-3, LearningRateSchedule.Plateau.STANDARD, 0, 0.9, 0.999, 1e-8, 1);

    /** Check the numbers. */
    public OptimiserSettings {
        boolean finite = learningRate > 0 && learningRate < Double.POSITIVE_INFINITY;
        Requirements.require("learning rate", learningRate, finite, "a finite number > 0");
        Requirements.requireNotNegative("weight decay", weightDecay);
        Requirements.require("beta1", beta1, beta1 >= 0 && beta1 < 1, "in [0, 1)");
        Requirements.require("beta2", beta2, beta2 >= 0 && beta2 < 1, "in [0, 1)");
        Requirements.require(
                "epsilon", epsilon, epsilon > 0 && epsilon < Double.POSITIVE_INFINITY, "a finite number > 0");
        Requirements.require("clip", clip, clip > 0, "a number > 0");
    }

    /** Change the learning rate. */
    public OptimiserSettings withLearningRate(double changed) {
        return new OptimiserSettings(changed, schedule, weightDecay, beta1, beta2, epsilon, clip);
    }

    /** Change how the learning rate changes. */
    public OptimiserSettings withSchedule(LearningRateSchedule changed) {
        return new OptimiserSettings(learningRate, changed, weightDecay, beta1, beta2, epsilon, clip);
    }

    /** Change the weight decay. */
    public OptimiserSettings withWeightDecay(double changed) {
        return new OptimiserSettings(learningRate, schedule, changed, beta1, beta2, epsilon, clip);
    }

    /** Change what steps keep of the means. */
    public OptimiserSettings withBetas(double first, double second) {
        return new OptimiserSettings(learningRate, schedule, weightDecay, first, second, epsilon, clip);
    }

    /** Change what is added to the root. */
    public OptimiserSettings withEpsilon(double changed) {
        return new OptimiserSettings(learningRate, schedule, weightDecay, beta1, beta2, changed, clip);
    }

    /** Change the largest norm of the gradient. */
    public OptimiserSettings withClip(double changed) {
        return new OptimiserSettings(learningRate, schedule, weightDecay, beta1, beta2, epsilon, changed);
    }
}
