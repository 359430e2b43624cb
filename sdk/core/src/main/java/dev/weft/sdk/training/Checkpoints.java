package dev.weft.sdk.training;

import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.sdk.model.SafeTensors;
import dev.weft.sdk.model.WeftVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Keep the state of a training in a file, so that a killed run goes on with the same bits.
 *
 * <p>The file is written whole or not at all, beside the last one, every few minutes. It holds a fingerprint of settings
 * and data: a run with others refuses it. For one training at a time.
 */
public final class Checkpoints {
    private static final String VERSION_KEY = "weft-checkpoint";
    private static final String VERSION = "1";
    private static final String FINGERPRINT_KEY = "fingerprint";
    private static final String LIBRARY_KEY = "weft-version";
    private static final int RECORD = 6;
    private static final int PROGRESS = 9;

    private final Path file;
    private final String fingerprint;
    private final Duration every;
    private long last = System.nanoTime();

    /**
     * Name the file.
     *
     * @param fingerprint of all that decides what the training finds: settings, seed and data
     * @param every least time between two checkpoints
     */
    public Checkpoints(Path file, String fingerprint, Duration every) {
        this.file = file;
        this.fingerprint = fingerprint;
        this.every = every;
    }

    /** Tell whether there is a checkpoint to go on from. */
    public boolean exist() {
        return Files.exists(file);
    }

    /** Remove the file: the training is done and its model kept. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DataException(file + ": the checkpoint cannot be removed: " + e.getMessage(), e);
        }
    }

    /**
     * Go on from the checkpoint, if there is one.
     *
     * @param batches of an epoch
     * @throws DataException if it is no checkpoint, one of another training, or holds a number that no training has
     */
    void restore(TrainingState state, int batches) {
        if (!exist()) {
            return;
        }
        try {
            SafeTensors tensors = SafeTensors.read(file);
            requireSame(tensors);
            restore(state, batches, tensors);
        } catch (IOException e) {
            throw new DataException(file + ": the checkpoint cannot be read: " + e.getMessage(), e);
        } catch (ModelFormatException | IllegalArgumentException e) {
            throw new DataException(
                    file + ": the checkpoint " + e.getMessage() + "; remove the file to train from the start", e);
        }
    }

    private void requireSame(SafeTensors tensors) {
        String version = tensors.metadata().get(VERSION_KEY);
        if (!VERSION.equals(version)) {
            throw new DataException(file + ": "
                    + (version == null ? "is no checkpoint" : "is a checkpoint of version " + version)
                    + ", expected one of version " + VERSION + "; remove the file to train from the start");
        }
        if (!fingerprint.equals(tensors.metadata().get(FINGERPRINT_KEY))) {
            throw new DataException(file + ": is the checkpoint of a training with other settings or data;"
                    + " remove the file to train from the start");
        }
    }

    private static void restore(TrainingState state, int batches, SafeTensors tensors) {
        int size = state.parameters.length;
        copyFinite(tensors, "parameters", state.parameters);
        copyFinite(tensors, "best", state.best);
        double[] mean = new double[size];
        double[] square = new double[size];
        copyFinite(tensors, "optimiser.mean", mean);
        copyFinite(tensors, "optimiser.square", square);
        CheckpointNumbers progress = new CheckpointNumbers(tensors, "progress", PROGRESS);
        state.optimiser.restore(mean, square, progress.count("steps of the optimiser"));
        state.bestLoss = progress.loss("best loss");
        int bestEpoch = progress.index("best epoch", -1, state.rate.epochs() - 1);
        state.epoch = progress.index("epoch", Math.max(0, bestEpoch + 1), state.rate.epochs());
        state.bestEpoch = bestEpoch;
        state.batch = progress.index("batch", 0, batches);
        state.lossSum = progress.finite("sum of losses");
        state.weightSum = progress.notNegative("sum of weights");
        state.largestNorm = progress.notNegative("largest norm");
        state.epochSeconds = progress.notNegative("seconds of the epoch");
        state.rate = rate(state, tensors);
        CheckpointNumbers rows = new CheckpointNumbers(tensors, "records", (long) RECORD * state.epoch);
        for (int i = 0; i < state.epoch; i++) {
            state.records.add(new EpochRecord(
                    rows.index("epoch", i, i),
                    rows.lossOrNone("training loss"),
                    rows.lossOrNone("validation loss"),
                    rows.notNegative("learning rate"),
                    rows.notNegative("gradient norm"),
                    rows.notNegative("seconds")));
        }
    }

    private static LearningRate rate(TrainingState state, SafeTensors tensors) {
        LearningRate now = state.rate;
        double[] numbers = new double[now.numbers().length];
        CheckpointNumbers found = new CheckpointNumbers(tensors, "rate", numbers.length);
        numbers[0] = found.index("epoch", state.epoch, state.epoch);
        numbers[1] = found.notNegative("learning rate");
        numbers[2] = found.loss("best loss");
        numbers[3] = found.index("epochs without improvement", 0, state.epoch);
        numbers[4] = found.index("epochs not counted", 0, Integer.MAX_VALUE);
        return LearningRate.resumed(now.schedule(), now.initial(), now.epochs(), numbers);
    }

    private static void copyFinite(SafeTensors tensors, String name, double[] to) {
        tensors.copy(name, to);
        for (int i = 0; i < to.length; i++) {
            if (!Double.isFinite(to[i])) {
                throw new IllegalArgumentException("holds " + to[i] + " in tensor " + name
                        + ", expected finite numbers; it is number " + i + " of it");
            }
        }
    }

    /** Tell whether the least time has passed. */
    boolean isDue() {
        return System.nanoTime() - last >= every.toNanos();
    }

    /**
     * Write the state. Whatever comes of it, the next one is due an interval later.
     *
     * @throws DataException if it cannot be written; an earlier checkpoint is still there
     */
    void save(TrainingState state) {
        try {
            AtomicFile.write(file, true, tensors(state)::write);
        } finally {
            last = System.nanoTime();
        }
    }

    private SafeTensors tensors(TrainingState state) {
        SafeTensors tensors = new SafeTensors();
        tensors.putMetadata(VERSION_KEY, VERSION);
        tensors.putMetadata(FINGERPRINT_KEY, fingerprint);
        tensors.putMetadata(LIBRARY_KEY, WeftVersion.current());
        tensors.put("parameters", state.parameters, state.parameters.length);
        tensors.put("best", state.best, state.best.length);
        tensors.put("optimiser.mean", state.optimiser.mean(), state.parameters.length);
        tensors.put("optimiser.square", state.optimiser.square(), state.parameters.length);
        double[] rate = state.rate.numbers();
        tensors.put("rate", rate, rate.length);
        tensors.put("progress", progress(state), PROGRESS);
        tensors.put("records", records(state), state.records.size(), RECORD);
        return tensors;
    }

    private static double[] progress(TrainingState state) {
        return new double[] {
            state.optimiser.steps(),
            state.bestLoss,
            state.bestEpoch,
            state.epoch,
            state.batch,
            state.lossSum,
            state.weightSum,
            state.largestNorm,
            state.epochSeconds
        };
    }

    private static double[] records(TrainingState state) {
        double[] numbers = new double[RECORD * state.records.size()];
        for (int i = 0; i < state.records.size(); i++) {
            EpochRecord r = state.records.get(i);
            double[] row = {
                r.epoch(), r.trainingLoss(), r.validationLoss(), r.learningRate(), r.gradientNorm(), r.seconds()
            };
            System.arraycopy(row, 0, numbers, RECORD * i, RECORD);
        }
        return numbers;
    }
}
