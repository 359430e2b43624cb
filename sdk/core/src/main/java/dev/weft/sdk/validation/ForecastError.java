package dev.weft.sdk.validation;

import java.util.Arrays;
import java.util.List;

/**
 * Measure forecasts: the root mean square of their errors, each output's relative to how much it varies over all records.
 *
 * <p>0 is perfect; 1 is as bad as telling the mean.
 */
final class ForecastError {
    private final double[] variances;

    /** Take how much the outputs vary from records [T×Q] of one prior. */
    ForecastError(List<MachineRecord> records) {
        int outputs = records.get(0).outputs()[0].length;
        variances = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            int output = k;
            double[] values = records.stream()
                    .flatMapToDouble(r -> Arrays.stream(r.outputs()).mapToDouble(y -> y[output]))
                    .toArray();
            double mean = Arrays.stream(values).average().orElse(0);
            variances[k] = Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElse(0);
        }
    }

    /**
     * Return the error of a forecast against what really happened.
     *
     * @param forecast [T×Q]; a row without numbers is a forecast that failed
     * @param from the first sample that counts
     * @return infinite for a forecast that failed or is not finite
     */
    double of(MachineRecord record, double[][] forecast, int from) {
        double sum = 0;
        int count = 0;
        for (int t = from; t < record.length(); t++) {
            for (int k = 0; k < variances.length; k++) {
                if (variances[k] > 0) {
                    double error = forecast[t].length == 0 ? Double.NaN : forecast[t][k] - record.outputs()[t][k];
                    sum += error * error / variances[k];
                    count++;
                }
            }
        }
        double mean = Math.sqrt(sum / count);
        return Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY;
    }
}
