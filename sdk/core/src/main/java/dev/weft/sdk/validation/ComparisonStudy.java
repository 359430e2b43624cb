package dev.weft.sdk.validation;

import dev.weft.sdk.validation.method.ForecastMethod;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Let methods forecast the same records of machines that none of them has met. */
final class ComparisonStudy {
    /** Fewer rows are known, too, to see how soon a method knows a machine. */
    private static final int[] SHARES = {8, 4, 2};

    private static final int FEWEST = 2;

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
        List<MethodScore.ContextError> byContext = new ArrayList<>();
        for (int share : SHARES) {
            int rows = context / share;
            if (rows >= FEWEST) {
                byContext.add(new MethodScore.ContextError(rows, median(errors(method.forecast(known(rows), rows)))));
            }
        }
        // The forecasts above have compiled; this one is timed.
        List<MeasuredSeries> known = known(context);
        long start = System.nanoTime();
        List<double[][]> forecasts = method.forecast(known, context);
        double micros = (System.nanoTime() - start) / 1e3;
        double[] errors = errors(forecasts);
        byContext.add(new MethodScore.ContextError(context, median(errors)));
        long steps = records.stream().mapToLong(MachineRecord::length).sum();
        double failed = Arrays.stream(errors).filter(Double::isInfinite).count() / (double) errors.length;
        return new MethodScore(method.name(), method.learns(), method.records(), byContext, failed, micros / steps);
    }

    private List<MeasuredSeries> known(int rows) {
        return records.stream().map(r -> hidden(r.measured(), rows)).toList();
    }

    /** Errors behind the whole context, however many rows were known, sorted. */
    private double[] errors(List<double[][]> forecasts) {
        double[] errors = new double[records.size()];
        Arrays.setAll(errors, i -> error.of(records.get(i), forecasts.get(i), context));
        Arrays.sort(errors);
        return errors;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** Return a series whose outputs behind the first rows nobody can see. */
    private static MeasuredSeries hidden(MeasuredSeries series, int rows) {
        double[][] outputs = new double[series.length()][];
        for (int t = 0; t < outputs.length; t++) {
            outputs[t] = series.outputs(t).clone();
            if (t >= rows) {
                Arrays.fill(outputs[t], Double.NaN);
            }
        }
        return series.withOutputs(outputs);
    }
}
