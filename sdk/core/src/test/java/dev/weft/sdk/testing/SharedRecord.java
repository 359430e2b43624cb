package dev.weft.sdk.testing;

import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.Series;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.SignalMap;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.forecast.Forecast;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads a record of the shared data as the command line does: one output, inputs in the order of the prior. */
public final class SharedRecord {
    private SharedRecord() {}

    /**
     * Read a record, or skip the test where the file is not there.
     *
     * @param output the only measured output, the first of the prior
     * @param outputs number of outputs of the prior; the others are not measured
     */
    public static MeasuredSeries read(
            String file,
            List<String> inputs,
            String output,
            int outputs,
            List<String> map,
            Sampling sampling,
            Map<String, Conversion> conversions) {
        Table table = Tables.read(SharedData.require(file));
        Series series = SeriesReader.of(inputs, List.of(output))
                .withMap(SignalMap.parse(map))
                .withSampling(sampling)
                .withConversions(conversions)
                .withMissingOutputs(MissingValues.REFUSE)
                .read(table)
                .get(0);
        double[][] measured = series.outputs();
        double[][] all = new double[measured.length][outputs];
        for (int i = 0; i < all.length; i++) {
            Arrays.fill(all[i], Double.NaN);
            all[i][0] = measured[i][0];
        }
        return new MeasuredSeries(series.name(), series.times(), series.inputs(), all);
    }

    /** Return the root mean square error of the first output from a row on. */
    public static double error(Forecast forecast, MeasuredSeries truth, int from) {
        double squares = 0;
        for (int i = from; i < truth.length(); i++) {
            squares += Math.pow(forecast.output(i, 0) - truth.outputs(i)[0], 2);
        }
        return Math.sqrt(squares / (truth.length() - from));
    }
}
