package dev.weft.sdk.tasks;

/**
 * Say how a part of a task's data is drawn.
 *
 * @param split the part
 * @param size N, its number of trajectories
 * @param seed the seed of its random numbers, which begin anew with every part
 */
public record SplitFacts(Split split, int size, int seed) {
    /**
     * Check the size.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public SplitFacts {
        if (size < 1) {
            throw new IllegalArgumentException("size of " + split + " = " + size + ", expected >= 1");
        }
    }
}
