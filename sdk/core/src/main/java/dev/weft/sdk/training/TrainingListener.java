package dev.weft.sdk.training;

import dev.weft.sdk.data.DataException;

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

    /**
     * Take note that a checkpoint could not be written: the training goes on, an earlier checkpoint stays as it was, and
     * the next interval or the end of the training tries again.
     *
     * @param reason names the file and says why
     */
    default void checkpointFailed(DataException reason) {}

    /** Tell whether the training shall stop: asked between batches, and while kernels are warmed up. */
    default boolean cancelled() {
        return false;
    }
}
