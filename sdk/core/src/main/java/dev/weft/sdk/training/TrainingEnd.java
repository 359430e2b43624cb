package dev.weft.sdk.training;

/** Say why a training ended. */
public sealed interface TrainingEnd {
    /** Say it to a person. */
    String message();

    /** All epochs were done. */
    record Completed() implements TrainingEnd {
        @Override
        public String message() {
            return "all epochs done";
        }
    }

    /**
     * The judged loss did not fall any more.
     *
     * @param patience epochs without a better one
     */
    record NoProgress(int patience) implements TrainingEnd {
        @Override
        public String message() {
            return "no better loss in " + patience + " epochs";
        }
    }

    /**
     * Its time was up.
     *
     * @param seconds the budget
     */
    record OutOfTime(double seconds) implements TrainingEnd {
        @Override
        public String message() {
            return "the time budget of " + seconds + " s is used up; with a larger timeBudget the training goes on";
        }
    }

    /** Somebody stopped it. */
    record Cancelled() implements TrainingEnd {
        @Override
        public String message() {
            return "stopped";
        }
    }

    /**
     * A loss or gradient was not finite.
     *
     * @param epoch from 0
     * @param batch from 0
     * @param what what was not finite, and where: "weight layer1.weight[3,2] of series 7 at step 41"
     */
    record Diverged(int epoch, int batch, String what) implements TrainingEnd {
        @Override
        public String message() {
            return "epoch " + epoch + ", batch " + batch + ": " + what
                    + " is not finite; the last good model is kept. Lower learningRate or clip, or bound A by radius";
        }
    }
}
