package dev.weft.sdk.validation;

import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.List;

/** Let methods forecast the same records of machines that none of them has met. */
final class ComparisonStudy {
    private final List<MachineRecord> records;
    private final ForecastError error;
    private final int context;

    /**
     * Take records.
     *
     * @param context how many rows of each are known
     */
    ComparisonStudy(List<MachineRecord> records, int context) {
        this.records = records;
        this.error = new ForecastError(records);
        this.context = context;
    }

    MethodScore score(ForecastMethod method) {
        List<MeasuredSeries> hidden =
                records.stream().map(r -> hidden(r.measured())).toList();
        // The first forecast compiles; it is not timed.
        method.forecast(hidden.subList(0, 1), context);
        long start = System.nanoTime();
        List<double[][]> forecasts = method.forecast(hidden, context);
        double micros = (System.nanoTime() - start) / 1e3;
        double[] errors = new double[records.size()];
        long steps = 0;
        for (int i = 0; i < errors.length; i++) {
            errors[i] = error.of(records.get(i), forecasts.get(i), context);
            steps += records.get(i).length();
        }
        Arrays.sort(errors);
        double failed = Arrays.stream(errors).filter(Double::isInfinite).count() / (double) errors.length;
        return new MethodScore(
                method.name(), method.learns(), method.records(), errors[errors.length / 2], failed, micros / steps);
    }

    /** Return a series whose outputs behind the context nobody can see. */
    private MeasuredSeries hidden(MeasuredSeries series) {
        double[][] outputs = new double[series.length()][];
        for (int t = 0; t < outputs.length; t++) {
            outputs[t] = series.outputs(t).clone();
            if (t >= context) {
                Arrays.fill(outputs[t], Double.NaN);
            }
        }
        return series.withOutputs(outputs);
    }
}
