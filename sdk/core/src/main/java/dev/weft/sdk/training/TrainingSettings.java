package dev.weft.sdk.training;

/**
 * Set how a model is trained.
 *
 * @param mode how the model is run
 * @param forcing probability that a step behind the context is fed with what was measured, in [0, 1]; only
 *     {@link TrainingMode#AUTOREGRESSIVE} asks
 * @param contextWeight weight of predictions within the context in the loss, &gt;= 0; those behind it have 1. Only
 *     {@link TrainingMode#AUTOREGRESSIVE} asks: where all steps are fed with what was measured, all count alike
 * @param sampling whether a model that predicts standard deviations feeds itself samples instead of means
 * @param epochs times that all series are seen, &gt;= 1
 * @param batch series in one step of the optimiser, &gt;= 1
 * @param batchesPerEpoch batches after which an epoch ends early; 0 for as many as hold all series
 * @param seed of everything random
 * @param optimiser the steps
 * @param validation what is kept back
 * @param resources what may be used of the machine
 */
public record TrainingSettings(
        TrainingMode mode,
        double forcing,
        double contextWeight,
        boolean sampling,
        int epochs,
        int batch,
        int batchesPerEpoch,
        long seed,
        OptimiserSettings optimiser,
        ValidationSettings validation,
        ResourceSettings resources) {
    /** Fed with what was measured, 100 epochs, batches of 64, seed 1. */
    public static final TrainingSettings STANDARD = new TrainingSettings(
            TrainingMode.RECURRENT,
            0.25,
            1,
            false,
            100,
            64,
            0,
            1,
            OptimiserSettings.STANDARD,
            ValidationSettings.STANDARD,
            ResourceSettings.STANDARD);

    /** Check the numbers. */
    public TrainingSettings {
        Requirements.require("forcing", forcing, forcing >= 0 && forcing <= 1, "a probability in [0, 1]");
        Requirements.requireNotNegative("context weight", contextWeight);
        Requirements.require("epochs", epochs, epochs >= 1, "at least 1");
        Requirements.require("batch", batch, batch >= 1, "at least 1");
        Requirements.require("batches per epoch", batchesPerEpoch, batchesPerEpoch >= 0, ">= 0, 0 for all");
    }

    /** Return the learning rate of the first epoch. */
    public LearningRate startRate() {
        return optimiser.schedule().start(optimiser.learningRate(), epochs);
    }

    /** Change how the model is run. */
    public TrainingSettings withMode(TrainingMode changed) {
        return new TrainingSettings(
                changed,
                forcing,
                contextWeight,
                sampling,
                epochs,
                batch,
                batchesPerEpoch,
                seed,
                optimiser,
                validation,
                resources);
    }

    /** Change the probability of true values. */
    public TrainingSettings withForcing(double changed) {
        return new TrainingSettings(
                mode,
                changed,
                contextWeight,
                sampling,
                epochs,
                batch,
                batchesPerEpoch,
                seed,
                optimiser,
                validation,
                resources);
    }

    /** Change the weight of the context. */
    public TrainingSettings withContextWeight(double changed) {
        return new TrainingSettings(
                mode,
                forcing,
                changed,
                sampling,
                epochs,
                batch,
                batchesPerEpoch,
                seed,
                optimiser,
                validation,
                resources);
    }

    /** Change whether samples are fed. */
    public TrainingSettings withSampling(boolean changed) {
        return new TrainingSettings(
                mode,
                forcing,
                contextWeight,
                changed,
                epochs,
                batch,
                batchesPerEpoch,
                seed,
                optimiser,
                validation,
                resources);
    }

    /** Change the epochs. */
    public TrainingSettings withEpochs(int changed) {
        return new TrainingSettings(
                mode,
                forcing,
                contextWeight,
                sampling,
                changed,
                batch,
                batchesPerEpoch,
                seed,
                optimiser,
                validation,
                resources);
    }

    /** Change the size of a batch. */
    public TrainingSettings withBatch(int changed) {
        return new TrainingSettings(
                mode,
                forcing,
                contextWeight,
                sampling,
                epochs,
                changed,
                batchesPerEpoch,
                seed,
                optimiser,
                validation,
                resources);
    }

    /** Change the batches of an epoch. */
    public TrainingSettings withBatchesPerEpoch(int changed) {
        return new TrainingSettings(
                mode, forcing, contextWeight, sampling, epochs, batch, changed, seed, optimiser, validation, resources);
    }

    /** Change the seed. */
    public TrainingSettings withSeed(long changed) {
        return new TrainingSettings(
                mode,
                forcing,
                contextWeight,
                sampling,
                epochs,
                batch,
                batchesPerEpoch,
                changed,
                optimiser,
                validation,
                resources);
    }

    /** Change the steps. */
    public TrainingSettings withOptimiser(OptimiserSettings changed) {
        return new TrainingSettings(
                mode,
                forcing,
                contextWeight,
                sampling,
                epochs,
                batch,
                batchesPerEpoch,
                seed,
                changed,
                validation,
                resources);
    }

    /** Change what is kept back. */
    public TrainingSettings withValidation(ValidationSettings changed) {
        return new TrainingSettings(
                mode,
                forcing,
                contextWeight,
                sampling,
                epochs,
                batch,
                batchesPerEpoch,
                seed,
                optimiser,
                changed,
                resources);
    }

    /** Change what may be used of the machine. */
    public TrainingSettings withResources(ResourceSettings changed) {
        return new TrainingSettings(
                mode,
                forcing,
                contextWeight,
                sampling,
                epochs,
                batch,
                batchesPerEpoch,
                seed,
                optimiser,
                validation,
                changed);
    }
}
