package dev.weft.sdk.training;

import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.sdk.model.SafeTensors;
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
     * @throws DataException if it is no checkpoint, or one of another training
     */
    void restore(TrainingState state) {
        if (!exist()) {
            return;
        }
        try {
            SafeTensors tensors = SafeTensors.read(Files.readAllBytes(file));
            requireSame(tensors);
            restore(state, tensors);
        } catch (IOException e) {
            throw new DataException(file + ": the checkpoint cannot be read: " + e.getMessage(), e);
        } catch (ModelFormatException e) {
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

    private static void restore(TrainingState state, SafeTensors tensors) {
        int size = state.parameters.length;
        tensors.copy("parameters", state.parameters);
        tensors.copy("best", state.best);
        double[] mean = new double[size];
        double[] square = new double[size];
        tensors.copy("optimiser.mean", mean);
        tensors.copy("optimiser.square", square);
        double[] progress = new double[PROGRESS];
        tensors.copy("progress", progress);
        state.optimiser.restore(mean, square, (long) progress[0]);
        state.bestLoss = progress[1];
        state.bestEpoch = (int) progress[2];
        state.epoch = (int) progress[3];
        state.batch = (int) progress[4];
        state.lossSum = progress[5];
        state.weightSum = progress[6];
        state.largestNorm = progress[7];
        state.epochSeconds = progress[8];
        double[] rate = new double[state.rate.numbers().length];
        tensors.copy("rate", rate);
        LearningRate now = state.rate;
        state.rate = LearningRate.resumed(now.schedule(), now.initial(), now.epochs(), rate);
        double[] rows = new double[RECORD * state.epoch];
        tensors.copy("records", rows);
        for (int i = 0; i < rows.length; i += RECORD) {
            state.records.add(
                    new EpochRecord((int) rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4], rows[i + 5]));
        }
    }

    void saveIfDue(TrainingState state) {
        if (System.nanoTime() - last >= every.toNanos()) {
            save(state);
        }
    }

    void save(TrainingState state) {
        SafeTensors tensors = new SafeTensors();
        tensors.putMetadata(VERSION_KEY, VERSION);
        tensors.putMetadata(FINGERPRINT_KEY, fingerprint);
        tensors.put("parameters", state.parameters, state.parameters.length);
        tensors.put("best", state.best, state.best.length);
        tensors.put("optimiser.mean", state.optimiser.mean(), state.parameters.length);
        tensors.put("optimiser.square", state.optimiser.square(), state.parameters.length);
        double[] rate = state.rate.numbers();
        tensors.put("rate", rate, rate.length);
        tensors.put("progress", progress(state), PROGRESS);
        tensors.put("records", records(state), state.records.size(), RECORD);
        AtomicFile.write(file, true, tensors::write);
        last = System.nanoTime();
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
