package dev.weft.sdk.training;

import dev.weft.sdk.warp.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Hold all that a training needs to go on: with the same state the next step has the same bits.
 *
 * <p>Random numbers are no part of it: those of a batch follow from the seed, the epoch and the batch. Mutable, for the
 * training's thread.
 */
final class TrainingState {
    final double[] parameters;
    final AdamW optimiser;
    final double[] best;
    final List<EpochRecord> records = new ArrayList<>();
    LearningRate rate;
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestEpoch = -1;
    int epoch;
    int batch;
    double lossSum;
    double weightSum;
    double largestNorm;
    double epochSeconds;

    /** Begin with parameters [P], taken over. */
    TrainingState(double[] parameters, ParameterLayout layout, TrainingSettings settings) {
        this.parameters = parameters;
        this.best = parameters.clone();
        this.optimiser = new AdamW(settings.optimiser(), ParameterStart.decays(layout));
        this.rate = settings.startRate();
    }

    /** Return the seconds that training took so far. */
    double seconds() {
        return epochSeconds + records.stream().mapToDouble(EpochRecord::seconds).sum();
    }

    /** Return how many epochs went by since the best one. */
    int epochsWithoutProgress() {
        return epoch - 1 - bestEpoch;
    }

    /** Take a batch's sums. */
    void batchDone(BatchEngine.Sum sum, double norm) {
        lossSum += sum.loss();
        weightSum += sum.weight();
        largestNorm = Math.max(largestNorm, norm);
        batch++;
    }

    /** End the epoch: keep the parameters if they are the best, and tell whether they are. */
    boolean epochDone(double validationLoss) {
        EpochRecord record =
                new EpochRecord(epoch, lossSum / weightSum, validationLoss, rate.rate(), largestNorm, epochSeconds);
        records.add(record);
        boolean better = record.judged() < bestLoss;
        if (better) {
            bestLoss = record.judged();
            bestEpoch = epoch;
            System.arraycopy(parameters, 0, best, 0, best.length);
        }
        rate = rate.next(record.judged());
        epoch++;
        batch = 0;
        lossSum = 0;
        weightSum = 0;
        largestNorm = 0;
        epochSeconds = 0;
        return better;
    }
}
