package dev.weft.sdk.tasks;

import dev.weft.sdk.score.ErrorSum;

/**
 * Score predictions of a task: errors from the first scored step to the last, in raw and in normalised units.
 *
 * <p>Immutable and safe to share between threads. Cost: one call of the prediction a value.
 */
public final class TaskScorer {
    private final TaskFacts facts;

    /** Score by the rules of a task. */
    public TaskScorer(TaskFacts facts) {
        this.facts = facts;
    }

    /**
     * Compare predictions with the truth.
     *
     * @param truth the trajectories [N×T×C] whose targets are the truth
     * @param prediction what was predicted, asked for scored steps only
     * @return the errors; NaN if a prediction is
     * @throws IllegalArgumentException if the trajectories have other steps or channels than the task
     */
    public TaskScore score(Trajectories truth, Prediction prediction) {
        if (truth.steps() != facts.steps()
                || truth.targetChannels() != facts.targets().size()) {
            throw new IllegalArgumentException("trajectories = " + truth.steps() + "×" + truth.targetChannels()
                    + ", expected " + facts.steps() + "×" + facts.targets().size() + " as in the task");
        }
        ErrorSum raw = new ErrorSum();
        ErrorSum normalised = new ErrorSum();
        for (int n = 0; n < truth.count(); n++) {
            for (int t = facts.firstScored(); t < facts.steps(); t++) {
                for (int c = 0; c < truth.targetChannels(); c++) {
                    double expected = truth.target(n, t, c);
                    double predicted = prediction.value(n, t, c);
                    raw.add(expected, predicted);
                    normalised.add(
                            facts.normalisation().apply(expected),
                            facts.normalisation().apply(predicted));
                }
            }
        }
        return new TaskScore(
                raw.mse(), raw.mae(), raw.mape(), normalised.mse(), normalised.mae(), normalised.mape(), raw.count());
    }
}
