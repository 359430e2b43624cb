package dev.weft.sdk.training;

import dev.weft.sdk.training.LearningRateSchedule.Cosine;
import dev.weft.sdk.training.LearningRateSchedule.Plateau;

/**
 * Hold the learning rate of an epoch and what decides about the next one. Immutable: {@link #next} returns another.
 *
 * @param schedule how it changes
 * @param initial r, what the settings say, &gt; 0
 * @param epochs E, how many there will be at most
 * @param epoch e, the epoch it is of, from 0
 * @param rate the rate of that epoch
 * @param best smallest loss so far, infinite before the first
 * @param waited epochs in a row without improvement
 * @param cooling epochs that are still not counted
 */
public record LearningRate(
        LearningRateSchedule schedule,
        double initial,
        int epochs,
        int epoch,
        double rate,
        double best,
        int waited,
        int cooling) {
    private static final int NUMBERS = 5;

    static LearningRate start(LearningRateSchedule schedule, double initial, int epochs) {
        LearningRate first = new LearningRate(schedule, initial, epochs, 0, initial, Double.POSITIVE_INFINITY, 0, 0);
        return schedule instanceof Cosine cosine ? first.at(0, first.annealed(cosine, 0)) : first;
    }

    /**
     * Return the rate of the next epoch.
     *
     * @param loss of this epoch: on the validation data, or on the training data where there are none. NaN counts as no
     *     improvement
     */
    public LearningRate next(double loss) {
        if (schedule instanceof Plateau plateau) {
            return reduced(plateau, loss);
        }
        if (schedule instanceof Cosine cosine) {
            return at(epoch + 1, annealed(cosine, epoch + 1));
        }
        return at(epoch + 1, rate);
    }

    private LearningRate at(int when, double changed) {
        return new LearningRate(schedule, initial, epochs, when, changed, best, waited, cooling);
    }

    private LearningRate reduced(Plateau plateau, double loss) {
        // Nothing is taken from an infinite best: ∞ − ∞ would be no number.
        boolean improved = Double.isInfinite(best) ? loss < best : loss < best - plateau.threshold() * Math.abs(best);
        double least = improved ? loss : best;
        if (cooling > 0) {
            return new LearningRate(schedule, initial, epochs, epoch + 1, rate, least, 0, cooling - 1);
        }
        int without = improved ? 0 : waited + 1;
        if (without <= plateau.patience()) {
            return new LearningRate(schedule, initial, epochs, epoch + 1, rate, least, without, 0);
        }
        double lower = Math.max(plateau.factor() * rate, plateau.minimum() * initial);
        return new LearningRate(schedule, initial, epochs, epoch + 1, lower, least, 0, plateau.cooldown());
    }

    private double annealed(Cosine cosine, int when) {
        if (when < cosine.warmUp()) {
            return initial * (when + 1) / cosine.warmUp();
        }
        int length = epochs - 1 - cosine.warmUp();
        double share = length <= 0 ? 0 : Math.min(1, (double) (when - cosine.warmUp()) / length);
        double minimum = cosine.minimum() * initial;
        return minimum + (initial - minimum) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    /** Return epoch, rate, best, waited and cooling, for a checkpoint. */
    public double[] numbers() {
        return new double[] {epoch, rate, best, waited, cooling};
    }

    /**
     * Return the rate that a checkpoint holds.
     *
     * @param schedule the schedule it was saved with
     * @param initial r it was saved with
     * @param epochs E
     * @param numbers of {@link #numbers}. Not modified
     * @throws IllegalArgumentException if they are not as many
     */
    public static LearningRate resumed(LearningRateSchedule schedule, double initial, int epochs, double[] numbers) {
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException(
                    "numbers of a learning rate = " + numbers.length + ", expected " + NUMBERS);
        }
        return new LearningRate(
                schedule, initial, epochs, (int) numbers[0], numbers[1], numbers[2], (int) numbers[3], (int)
                        numbers[4]);
    }
}
