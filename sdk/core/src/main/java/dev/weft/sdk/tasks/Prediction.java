package dev.weft.sdk.tasks;

/** Give what a model predicts, in raw units. */
@FunctionalInterface
public interface Prediction {
    /**
     * Return one predicted value.
     *
     * @param trajectory the trajectory, from 0
     * @param step the step, from 0
     * @param channel the target's channel, from 0
     */
    double value(int trajectory, int step, int channel);
}
