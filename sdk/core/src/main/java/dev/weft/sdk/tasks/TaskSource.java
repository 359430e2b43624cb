package dev.weft.sdk.tasks;

import java.util.function.IntConsumer;

/** Make the data of a task. Implementations are immutable. */
interface TaskSource {
    /** Return the facts. */
    TaskFacts facts();

    /**
     * Generate a part.
     *
     * @param split how it is drawn, one of the facts'
     * @param progress told now and then how many trajectories are done
     */
    Trajectories generate(SplitFacts split, IntConsumer progress);
}
