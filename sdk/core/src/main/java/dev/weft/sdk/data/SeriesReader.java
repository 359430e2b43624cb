package dev.weft.sdk.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes time series of a prior's inputs and outputs out of a table.
 *
 * <pre>{@code
 * List<Series> series = SeriesReader.of(List.of("pump"), List.of("level"))
 *         .withMap(SignalMap.parse(List.of("pump=uEst", "level=yEst")))
 *         .withSampling(Sampling.every(4))
 *         .read(Tables.read(file));
 * }</pre>
 *
 * <p>Rows that share a text in the series column are one series, whether they lie together or not; series come in the
 * order of their first row. A map may also pair {@code time} and {@code series} with columns of other names.
 *
 * @param inputs the signals wanted as inputs, in order
 * @param outputs the signals wanted as outputs, in order
 * @param map which column holds which signal
 * @param sampling what tells the times
 * @param seriesColumn the column that names the series, when one was asked for by name; without it the column
 *     {@value #SERIES} if there is one, else all rows are one series
 * @param rows the data rows to read; cells of others are not looked at
 * @param missingOutputs what to do where an output misses; inputs and times may never
 * @param conversions how the cells of a signal, or of the times, become its values; as they are where nothing is said
 */
public record SeriesReader(
        List<String> inputs,
        List<String> outputs,
        SignalMap map,
        Sampling sampling,
        Optional<String> seriesColumn,
        RowRange rows,
        MissingValues missingOutputs,
        Map<String, Conversion> conversions) {

    /** The usual name of the column that names the series. */
    public static final String SERIES = "series";

    /** The name of the only series where no column names it. */
    private static final String ONLY = "1";

    /** Copies lists and map. */
    public SeriesReader {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        conversions = Map.copyOf(conversions);
    }

    /**
     * Reads signals by their own names, sampled by the column {@value Sampling#TIME}, all rows, outputs complete.
     *
     * @param inputs the signals wanted as inputs, in order
     * @param outputs the signals wanted as outputs, in order
     * @return the reader
     */
    public static SeriesReader of(List<String> inputs, List<String> outputs) {
        return new SeriesReader(
                inputs,
                outputs,
                SignalMap.identity(),
                Sampling.TIME_COLUMN,
                Optional.empty(),
                RowRange.ALL,
                MissingValues.REFUSE,
                Map.of());
    }

    /**
     * Changes which column holds which signal.
     *
     * @param changed the pairs
     * @return a reader with them
     */
    public SeriesReader withMap(SignalMap changed) {
        return new SeriesReader(inputs, outputs, changed, sampling, seriesColumn, rows, missingOutputs, conversions);
    }

    /**
     * Changes what tells the times.
     *
     * @param changed the sampling
     * @return a reader with it
     */
    public SeriesReader withSampling(Sampling changed) {
        return new SeriesReader(inputs, outputs, map, changed, seriesColumn, rows, missingOutputs, conversions);
    }

    /**
     * Asks for the column that names the series.
     *
     * @param column the column's name
     * @return a reader that insists on it
     */
    public SeriesReader withSeriesColumn(String column) {
        return new SeriesReader(inputs, outputs, map, sampling, Optional.of(column), rows, missingOutputs, conversions);
    }

    /**
     * Changes which data rows are read.
     *
     * @param changed the range
     * @return a reader with it
     */
    public SeriesReader withRows(RowRange changed) {
        return new SeriesReader(inputs, outputs, map, sampling, seriesColumn, changed, missingOutputs, conversions);
    }

    /**
     * Changes what happens where an output misses.
     *
     * @param changed refuse, or keep as NaN
     * @return a reader with it
     */
    public SeriesReader withMissingOutputs(MissingValues changed) {
        return new SeriesReader(inputs, outputs, map, sampling, seriesColumn, rows, changed, conversions);
    }

    /**
     * Changes how cells become values.
     *
     * @param changed conversions by the name of a signal or {@value Sampling#TIME}
     * @return a reader with them
     */
    public SeriesReader withConversions(Map<String, Conversion> changed) {
        return new SeriesReader(inputs, outputs, map, sampling, seriesColumn, rows, missingOutputs, changed);
    }

    /**
     * Reads the series.
     *
     * @param table the measured data
     * @return at least one series, each with at least one sample
     * @throws DataException if a pair names an unknown signal, a column is missing, nothing tells the times, a cell holds
     *     no number, a time repeats or goes backwards, or the rows reach beyond the table
     */
    public List<Series> read(Table table) {
        if (table.rows() == 0) {
            throw new DataException(table.source() + ": no data rows, expected at least one");
        }
        requireKnownSignals();
        int from = rows.from();
        int to = rows.endWithin(table.source(), table.rows());
        double[][] inputColumns = columns(table, "input", inputs, MissingValues.REFUSE, from, to);
        double[][] outputColumns = columns(table, "output", outputs, missingOutputs, from, to);
        Optional<double[]> times =
                timeColumn(table).map(column -> table.numbers(column, MissingValues.REFUSE, from, to));
        times.ifPresent(cells -> conversion(Sampling.TIME).apply(cells));
        List<Series> series = new ArrayList<>();
        rowsBySeries(table, from, to).forEach((name, members) -> {
            int[] samples = members.stream().mapToInt(Integer::intValue).toArray();
            double[] when = new double[samples.length];
            for (int i = 0; i < samples.length; i++) {
                when[i] = times.isPresent()
                        ? times.get()[samples[i] - from]
                        : i * sampling.step().orElseThrow();
            }
            requireIncreasing(table, when, samples);
            series.add(new Series(
                    name,
                    inputs,
                    outputs,
                    when,
                    samplesOf(inputColumns, samples, from),
                    samplesOf(outputColumns, samples, from),
                    samples,
                    table));
        });
        return List.copyOf(series);
    }

    private void requireKnownSignals() {
        Set<String> known = new LinkedHashSet<>(inputs);
        known.addAll(outputs);
        known.add(Sampling.TIME);
        known.add(SERIES);
        map.requireSignals(known);
    }

    private double[][] columns(
            Table table, String kind, List<String> signals, MissingValues missing, int from, int to) {
        double[][] columns = new double[signals.size()][];
        for (int i = 0; i < columns.length; i++) {
            String signal = signals.get(i);
            String column = map.columnOf(signal);
            if (!table.has(column) && !map.pairs(signal)) {
                DataException unknown = Nearest.unknown(table.source(), "column", column, table.columnNames());
                throw new DataException(unknown.getMessage() + "; say which one holds the " + kind + " "
                        + DataException.quote(signal) + " (--map " + signal + "=COLUMN)");
            }
            columns[i] = table.numbers(column, missing, from, to);
            conversion(signal).apply(columns[i]);
        }
        return columns;
    }

    private Conversion conversion(String signal) {
        return conversions.getOrDefault(signal, Conversion.NONE);
    }

    private Optional<String> timeColumn(Table table) {
        if (sampling.column().isPresent()) {
            return sampling.column();
        }
        if (map.pairs(Sampling.TIME)) {
            return Sampling.byColumn(map.columnOf(Sampling.TIME))
                    .withStep(sampling.step())
                    .column();
        }
        if (sampling.step().isPresent()) {
            return Optional.empty();
        }
        if (!table.has(Sampling.TIME)) {
            throw new DataException(table.source() + ": no column '" + Sampling.TIME
                    + "' tells when the rows were measured; give a constant step (--step SECONDS) or say which column"
                    + " holds the times (--map " + Sampling.TIME + "=COLUMN); known: "
                    + Nearest.listed(table.columnNames()));
        }
        return Optional.of(Sampling.TIME);
    }

    private Map<String, List<Integer>> rowsBySeries(Table table, int from, int to) {
        Optional<String> column = seriesColumn.isPresent() || map.pairs(SERIES) || table.has(SERIES)
                ? Optional.of(seriesColumn.orElse(map.columnOf(SERIES)))
                : Optional.empty();
        List<String> names = column.isPresent() ? table.texts(column.get()) : List.of();
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int row = from; row < to; row++) {
            String name = column.isPresent() ? names.get(row) : ONLY;
            if (name.isEmpty()) {
                throw new DataException(table.where(row) + ", column " + DataException.quote(column.orElse(SERIES))
                        + ": no value, expected the name of the row's series");
            }
            members.computeIfAbsent(name, first -> new ArrayList<>()).add(row);
        }
        return members;
    }

    private static void requireIncreasing(Table table, double[] times, int[] samples) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw new DataException(table.where(samples[i]) + ": time "
                        + (times[i] == times[i - 1] ? "repeats" : "goes backwards") + ", from " + times[i - 1] + " to "
                        + times[i] + ", expected times that increase within a series");
            }
        }
    }

    private static double[][] samplesOf(double[][] columns, int[] samples, int from) {
        double[][] values = new double[samples.length][columns.length];
        for (int i = 0; i < samples.length; i++) {
            for (int k = 0; k < columns.length; k++) {
                values[i][k] = columns[k][samples[i] - from];
            }
        }
        return values;
    }
}
