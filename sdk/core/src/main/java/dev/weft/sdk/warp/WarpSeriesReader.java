package dev.weft.sdk.warp;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Nearest;
import dev.weft.sdk.data.Series;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Read a model's series out of a table, in physical units. Signals and targets may miss; inputs and times may not.
 * Immutable and thread-safe.
 *
 * @param names the columns of signals, inputs and targets, and the classes a label may name
 * @param label the column that names the class of a series; empty where it is not known
 */
public record WarpSeriesReader(WarpColumns names, Optional<String> label) {
    /** Return the reader of a model's series, without labels. */
    public static WarpSeriesReader of(WarpSettings settings) {
        return new WarpSeriesReader(settings.columns(), Optional.empty());
    }

    /** Change the column of the labels. */
    public WarpSeriesReader withLabel(String column) {
        return new WarpSeriesReader(names, Optional.of(column));
    }

    /** Leave targets out: all of them will be NaN. */
    public WarpSeriesReader withoutTargets() {
        return new WarpSeriesReader(names.withTargets(List.of()), label);
    }

    /** Return the reader of a table's columns for these names, to be told about maps, rows and sampling. */
    public SeriesReader columns() {
        List<String> outputs = new ArrayList<>(names.signals());
        outputs.addAll(names.targets());
        return SeriesReader.of(names.inputs(), outputs).withMissingOutputs(MissingValues.KEEP);
    }

    /**
     * Read.
     *
     * @param columns from {@link #columns}, told about maps, rows and sampling
     * @param targetCount how many targets a row has, those left out NaN
     * @throws DataException if the columns do not make series, a label is unknown or changes within a series, or a column
     *     holds an infinite number
     */
    public List<WarpSeries> read(Table table, SeriesReader columns, int targetCount) {
        List<String> labels = label.map(table::texts).orElse(List.of());
        List<WarpSeries> all = new ArrayList<>();
        for (Series series : columns.read(table)) {
            all.add(of(series, targetCount, labels));
        }
        return List.copyOf(all);
    }

    private WarpSeries of(Series series, int targetCount, List<String> labels) {
        List<String> signals = names.signals();
        List<String> targets = names.targets();
        int length = series.length();
        double[][] outputs = series.outputs();
        double[][] seen = new double[length][signals.size()];
        double[][] wanted = new double[length][targetCount];
        for (int t = 0; t < length; t++) {
            for (int c = 0; c < seen[t].length; c++) {
                seen[t][c] = finite(series, t, signals.get(c), outputs[t][c]);
            }
            for (int c = 0; c < targetCount; c++) {
                wanted[t][c] = targets.isEmpty()
                        ? Double.NaN
                        : finite(series, t, targets.get(c), outputs[t][signals.size() + c]);
            }
        }
        return new WarpSeries(series.name(), series.times(), seen, series.inputs(), wanted, label(series, labels));
    }

    private static double finite(Series series, int row, String name, double value) {
        if (Double.isInfinite(value)) {
            throw new DataException(series.where(row) + ", " + DataException.quote(name) + " = " + value
                    + ", expected a finite number, or nothing where it was not measured");
        }
        return value;
    }

    private int label(Series series, List<String> labels) {
        if (labels.isEmpty()) {
            return -1;
        }
        int first = classAt(series, 0, labels);
        for (int t = 1; t < series.length(); t++) {
            if (classAt(series, t, labels) != first) {
                throw new DataException(series.where(t) + ": the class changes within series "
                        + DataException.quote(series.name()) + ", expected one class for all its rows");
            }
        }
        return first;
    }

    /** Return the class that a row names, −1 where it names none. */
    private int classAt(Series series, int t, List<String> labels) {
        String text = labels.get(series.row(t));
        int index = names.classes().indexOf(text);
        if (index < 0 && !text.isEmpty()) {
            String where = series.where(t) + ", column " + DataException.quote(label.orElseThrow());
            throw Nearest.unknown(where, "class", text, names.classes());
        }
        return index;
    }
}
