package dev.weft.sdk.training;

/**
 * Set how a model is trained.
 *
 * @param feeding what it is fed with
 * @param epochs times that all series are seen, &gt;= 1
 * @param batch series in one step of the optimiser, &gt;= 1
 * @param batchesPerEpoch batches after which an epoch ends early; 0 for as many as hold all series
 * @param seed of everything random
 * @param optimiser the steps
 * @param validation what is kept back
 * @param resources what may be used of the machine
 */
public record TrainingSettings(
        FeedingSettings feeding,
        int epochs,
        int batch,
        int batchesPerEpoch,
        long seed,
        OptimiserSettings optimiser,
        ValidationSettings validation,
        ResourceSettings resources) {
    /** Fed with what was measured, 100 epochs, batches of 64, seed 1. */
    public static final TrainingSettings STANDARD = new TrainingSettings(
            FeedingSettings.STANDARD,
            100,
            64,
            0,
            1,
            OptimiserSettings.STANDARD,
            ValidationSettings.STANDARD,
            ResourceSettings.STANDARD);

    /** Check the numbers. */
    public TrainingSettings {
        Requirements.require("epochs", epochs, epochs >= 1, "at least 1");
        Requirements.require("batch", batch, batch >= 1, "at least 1");
        Requirements.require("batches per epoch", batchesPerEpoch, batchesPerEpoch >= 0, ">= 0, 0 for all");
    }

    /** Return the learning rate of the first epoch. */
    public LearningRate startRate() {
        return optimiser.schedule().start(optimiser.learningRate(), epochs);
    }

    /** Return how the model is run. */
    public TrainingMode mode() {
        return feeding.mode();
    }

    /** Return the probability that a step behind the context is fed with what was measured. */
    public double forcing() {
        return feeding.forcing();
    }

    /** Return the weight of predictions within the context in the loss. */
    public double contextWeight() {
        return feeding.contextWeight();
    }

    /** Tell whether samples are fed back instead of means. */
    public boolean sampling() {
        return feeding.sampling();
    }

    /** Change what the model is fed with. */
    public TrainingSettings withFeeding(FeedingSettings changed) {
        return new TrainingSettings(changed, epochs, batch, batchesPerEpoch, seed, optimiser, validation, resources);
    }

    /** Change how the model is run. */
    public TrainingSettings withMode(TrainingMode changed) {
        return withFeeding(feeding.withMode(changed));
    }

    /** Change the probability of true values. */
    public TrainingSettings withForcing(double changed) {
        return withFeeding(feeding.withForcing(changed));
    }

    /** Change the weight of the context. */
    public TrainingSettings withContextWeight(double changed) {
        return withFeeding(feeding.withContextWeight(changed));
    }

    /** Change whether samples are fed. */
    public TrainingSettings withSampling(boolean changed) {
        return withFeeding(feeding.withSampling(changed));
    }

    /** Change the epochs. */
    public TrainingSettings withEpochs(int changed) {
        return new TrainingSettings(feeding, changed, batch, batchesPerEpoch, seed, optimiser, validation, resources);
    }

    /** Change the size of a batch. */
    public TrainingSettings withBatch(int changed) {
        return new TrainingSettings(feeding, epochs, changed, batchesPerEpoch, seed, optimiser, validation, resources);
    }

    /** Change the batches of an epoch. */
    public TrainingSettings withBatchesPerEpoch(int changed) {
        return new TrainingSettings(feeding, epochs, batch, changed, seed, optimiser, validation, resources);
    }

    /** Change the seed. */
    public TrainingSettings withSeed(long changed) {
        return new TrainingSettings(feeding, epochs, batch, batchesPerEpoch, changed, optimiser, validation, resources);
    }

    /** Change the steps. */
    public TrainingSettings withOptimiser(OptimiserSettings changed) {
        return new TrainingSettings(feeding, epochs, batch, batchesPerEpoch, seed, changed, validation, resources);
    }

    /** Change what is kept back. */
    public TrainingSettings withValidation(ValidationSettings changed) {
        return new TrainingSettings(feeding, epochs, batch, batchesPerEpoch, seed, optimiser, changed, resources);
    }

    /** Change what may be used of the machine. */
    public TrainingSettings withResources(ResourceSettings changed) {
        return new TrainingSettings(feeding, epochs, batch, batchesPerEpoch, seed, optimiser, validation, changed);
    }
}
