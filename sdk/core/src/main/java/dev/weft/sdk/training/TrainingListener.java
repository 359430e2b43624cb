package dev.weft.sdk.training;

/** Follow a training. Called by the training's thread, which waits for it. */
public interface TrainingListener {
    /** Follow nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Take a batch's loss.
     *
     * @param epoch from 0
     * @param batch from 0
     * @param batches of an epoch
     * @param loss mean loss of the batch in normalised units
     */
    default void batchDone(int epoch, int batch, int batches, double loss) {}

    /**
     * Take an epoch's record.
     *
     * @param best whether the model is the best so far
     */
    default void epochDone(EpochRecord epoch, boolean best) {}

    /** Tell whether the training shall stop after this batch. */
    default boolean cancelled() {
        return false;
    }
}
