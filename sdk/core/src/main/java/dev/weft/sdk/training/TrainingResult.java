package dev.weft.sdk.training;

import java.util.List;

/** Hold what a training found: the best parameters, and how it went. Immutable and thread-safe. */
public final class TrainingResult {
    private final double[] parameters;
    private final TrainingEnd end;
    private final int bestEpoch;
    private final double bestLoss;
    private final List<EpochRecord> records;
    private final double seconds;

    TrainingResult(TrainingState state, TrainingEnd end) {
        this.parameters = state.best.clone();
        this.end = end;
        this.bestEpoch = state.bestEpoch;
        this.bestLoss = state.bestLoss;
        this.records = List.copyOf(state.records);
        this.seconds = state.seconds();
    }

    /** Return the parameters of the best epoch, those of the start if none was finished; the caller's own. */
    public double[] parameters() {
        return parameters.clone();
    }

    /** Return why it ended. */
    public TrainingEnd end() {
        return end;
    }

    /** Return the epoch of the best parameters, from 0; −1 if none was finished. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** Return the least loss, of the validation series or, where there are none, of an epoch's batches. */
    public double bestLoss() {
        return bestLoss;
    }

    /** Return all epochs. */
    public List<EpochRecord> records() {
        return records;
    }

    /** Return the seconds it took, those of an epoch that was not finished included. */
    public double seconds() {
        return seconds;
    }
}
