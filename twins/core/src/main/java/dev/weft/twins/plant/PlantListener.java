package dev.weft.twins.plant;

import dev.weft.twins.Reading;
import dev.weft.twins.Verdict;

/** Hear of a run. Called by the thread that runs it. */
public interface PlantListener {
    /**
     * Hear of a verdict, in the order of the readings, after the store has kept it.
     *
     * @param prior name of the twin's prior
     */
    void heard(String twin, String prior, Reading reading, Verdict verdict);

    /**
     * Hear that a batch is kept.
     *
     * @param rows rows so far
     * @param share which share of the files was read, 0 … 1; NaN if nobody knows
     */
    default void batchDone(long rows, double share) {}
}
