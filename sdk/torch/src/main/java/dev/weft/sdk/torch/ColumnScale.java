package dev.weft.sdk.torch;

import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Bring columns to order one: (x − mean) / standard deviation over all records.
 *
 * @param mean of each column
 * @param deviation of each column; 1 where it never moves
 */
record ColumnScale(double[] mean, double[] deviation) {
    static ColumnScale of(List<MeasuredSeries> records, BiFunction<MeasuredSeries, Integer, double[]> row) {
        int columns = row.apply(records.get(0), 0).length;
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        for (int k = 0; k < columns; k++) {
            double count = 0;
            double sum = 0;
            double squares = 0;
            for (MeasuredSeries series : records) {
                for (int t = 0; t < series.length(); t++) {
                    double value = row.apply(series, t)[k];
                    count++;
                    // Welford: squares of large numbers would leave nothing of a small spread.
                    double before = value - sum;
                    sum += before / count;
                    squares += before * (value - sum);
                }
            }
            mean[k] = sum;
            double found = Math.sqrt(squares / count);
            deviation[k] = found > 0 ? found : 1;
        }
        return new ColumnScale(mean, deviation);
    }

    /** Return the root mean square change of each column from one row to the next, in these units; 1 where it never moves. */
    float[] changes(List<MeasuredSeries> records, BiFunction<MeasuredSeries, Integer, double[]> row) {
        float[] changes = new float[mean.length];
        for (int k = 0; k < changes.length; k++) {
            double count = 0;
            double squares = 0;
            for (MeasuredSeries series : records) {
                for (int t = 1; t < series.length(); t++) {
                    double change = (row.apply(series, t)[k] - row.apply(series, t - 1)[k]) / deviation[k];
                    count++;
                    squares += change * change;
                }
            }
            changes[k] = squares > 0 ? (float) Math.sqrt(squares / count) : 1;
        }
        return changes;
    }

    float scaled(double value, int column) {
        return (float) ((value - mean[column]) / deviation[column]);
    }

    double original(float value, int column) {
        return mean[column] + deviation[column] * value;
    }
}
