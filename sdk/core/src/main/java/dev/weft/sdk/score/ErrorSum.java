package dev.weft.sdk.score;

/**
 * Sum errors of predictions: squared, absolute, relative to the truth. A truth of NaN was not measured and does not
 * count; a prediction of NaN counts, and makes the means NaN. Mutable, for one thread.
 */
public final class ErrorSum {
    private double squared;
    private double absolute;
    private double relative;
    private long count;
    private long relativeCount;

    /** Compare one prediction with the truth. */
    public void add(double truth, double predicted) {
        if (Double.isNaN(truth)) {
            return;
        }
        double error = Math.abs(predicted - truth);
        squared += error * error;
        absolute += error;
        count++;
        if (truth != 0) {
            relative += error / Math.abs(truth);
            relativeCount++;
        }
    }

    /** Return how many predictions were compared. */
    public long count() {
        return count;
    }

    /** Return the mean of the squared errors, NaN without any or if a prediction is. */
    public double mse() {
        return squared / count;
    }

    /** Return the mean of the absolute errors, NaN as above. */
    public double mae() {
        return absolute / count;
    }

    /** Return the mean of |error|/|truth| where the truth is not 0, NaN as above. */
    public double mape() {
        return relative / relativeCount;
    }
}
