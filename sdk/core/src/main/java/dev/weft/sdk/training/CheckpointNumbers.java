package dev.weft.sdk.training;

import dev.weft.sdk.model.SafeTensors;

/**
 * Take the numbers of a checkpoint's tensor one after another, each with the bounds that a training keeps: one that was
 * damaged is refused by its name with an IllegalArgumentException. For one reader.
 */
final class CheckpointNumbers {
    /** Doubles are whole up to here without gaps. */
    private static final double MOST_WHOLE = 1L << 53;

    private final String tensor;
    private final double[] numbers;
    private int next;

    /**
     * Read a tensor.
     *
     * @param count how many numbers it has
     * @throws dev.weft.sdk.model.ModelFormatException if it has more or fewer, or is not there
     */
    CheckpointNumbers(SafeTensors file, String tensor, long count) {
        this.tensor = tensor;
        this.numbers = file.copy(tensor, count);
    }

    /** Take a count &gt;= 0. */
    long count(String name) {
        return (long) whole(name, 0, MOST_WHOLE);
    }

    /** Take a whole number within bounds that an int holds. */
    int index(String name, int least, int most) {
        return (int) whole(name, least, most);
    }

    private double whole(String name, double least, double most) {
        double found = take();
        require(
                name,
                found,
                found >= least && found <= most && found == Math.rint(found),
                "a whole number from " + (long) least + " to " + (long) most);
        return found;
    }

    /** Take a finite number. */
    double finite(String name) {
        double found = take();
        require(name, found, Double.isFinite(found), "a finite number");
        return found;
    }

    /** Take a finite number &gt;= 0. */
    double notNegative(String name) {
        double found = take();
        require(name, found, found >= 0 && Double.isFinite(found), "a finite number >= 0");
        return found;
    }

    /** Take a loss that is infinite where a forecast grew beyond all numbers, or where there was none yet. */
    double loss(String name) {
        double found = take();
        require(name, found, found > Double.NEGATIVE_INFINITY, "a loss: finite, or Infinity");
        return found;
    }

    /** Take a loss that is NaN where nothing told one. */
    double lossOrNone(String name) {
        return Double.isNaN(numbers[next]) ? take() : loss(name);
    }

    private double take() {
        return numbers[next++];
    }

    private void require(String name, double found, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "holds " + name + " = " + found + " in tensor " + tensor + ", expected " + expected);
        }
    }
}
