package dev.weft.twins.health;

import dev.weft.twins.health.Health.Consistency;
import dev.weft.twins.ledger.Observation;
import java.util.Arrays;

/** Sum up innovations of accepted readings, each output by itself: their mean square, and how one follows from another. */
final class Innovations {
    private static final double QUANTILE_95 = 1.959964;

    private final double[] last;
    private int count;
    private double squares;
    private int pairs;
    private double products;

    Innovations(int outputs) {
        this.last = new double[outputs];
        Arrays.fill(last, Double.NaN);
    }

    void add(Observation seen) {
        for (int k = 0; k < last.length; k++) {
            double innovation = (seen.measured()[k] - seen.expected()[k]) / seen.expectedDeviation()[k];
            if (Double.isFinite(innovation)) {
                squares += innovation * innovation;
                count++;
                if (Double.isFinite(last[k])) {
                    products += innovation * last[k];
                    pairs++;
                }
            }
            last[k] = innovation;
        }
    }

    /** A reading between that was not accepted parts the one before from the one after. */
    void part() {
        Arrays.fill(last, Double.NaN);
    }

    /** The mean of n χ² of one degree of freedom has the variance 2/n, an autocorrelation of n pairs 1/n. */
    Consistency consistency() {
        double meanSquare = squares / count;
        return new Consistency(
                count,
                meanSquare,
                QUANTILE_95 * Math.sqrt(2.0 / count),
                products / pairs / meanSquare,
                QUANTILE_95 / Math.sqrt(pairs));
    }
}
