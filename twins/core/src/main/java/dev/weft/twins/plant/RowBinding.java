package dev.weft.twins.plant;

import dev.weft.priors.Input;
import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.ColumnUnits;
import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.sdk.data.Row;
import dev.weft.sdk.data.RowSource;
import dev.weft.twins.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Make readings of a prior's signals out of rows: what is no number is missing, and told. */
final class RowBinding {
    private static final int MOST_MARK = 200;

    private final int inputCount;
    private final List<Signal> signals;
    private final Optional<String> provenance;
    private final boolean hasRedundant;

    /**
     * Where a signal is.
     *
     * @param column its column; empty if it has none
     * @param fallback its value where a row has no such cell, NaN if that is a missing value
     * @param second column of its second sensor
     */
    private record Signal(Optional<String> column, double fallback, Conversion conversion, Optional<String> second) {
        double value(Row row, Consumer<String> notes) {
            if (column.isEmpty()
                    || !Double.isNaN(fallback) && row.cell(column.get()).isEmpty()) {
                return fallback;
            }
            return conversion.apply(number(row, column.get(), notes));
        }

        double secondValue(Row row, Consumer<String> notes) {
            return second.map(of -> conversion.apply(number(row, of, notes))).orElse(Double.NaN);
        }

        private static double number(Row row, String column, Consumer<String> notes) {
            row.unreadable(column)
                    .ifPresent(text -> notes.accept("column " + DataException.quote(column) + " holds "
                            + DataException.quote(text) + ", expected a number; taken as missing"));
            return row.number(column);
        }
    }

    private RowBinding(int inputCount, List<Signal> signals, Optional<String> provenance) {
        this.inputCount = inputCount;
        this.signals = signals;
        this.provenance = provenance;
        this.hasRedundant = signals.stream().anyMatch(s -> s.second().isPresent());
    }

    /**
     * Find the signals of a prior among the columns of a source.
     *
     * @throws DataException if a signal is unknown, a column is missing, no output has one, or a unit does not fit
     */
    static RowBinding of(PhysicsPrior prior, SignalColumns columns, RowSource source) {
        List<String> inputs = prior.inputs().stream().map(Input::name).toList();
        List<String> outputs = prior.outputs().stream().map(Output::name).toList();
        List<String> known = new ArrayList<>(inputs);
        known.addAll(outputs);
        requireSignals("map", columns.map(), known);
        requireSignals("redundant", columns.redundant(), known);
        Map<String, Conversion> conversions =
                new ColumnUnits(prior, "units.", "scales.").conversions(columns.units(), columns.scales());
        columns.redundant().forEach((signal, column) -> requireColumn(source, "redundant." + signal, column));
        columns.provenance().ifPresent(column -> requireColumn(source, "provenance", column));
        List<Signal> signals = new ArrayList<>();
        for (int k = 0; k < known.size(); k++) {
            String name = known.get(k);
            boolean mapped = columns.map().containsKey(name);
            String column = columns.map().getOrDefault(name, name);
            boolean mayMiss =
                    k >= inputs.size() || prior.inputs().get(k).fallback().isPresent();
            boolean there = has(source, column);
            if (mapped || !there && !mayMiss) {
                requireColumn(source, (k < inputs.size() ? "the input " : "the output ") + name, column);
            }
            double fallback =
                    mapped || k >= inputs.size() || there && source.columns().isPresent()
                            ? Double.NaN
                            : prior.inputs().get(k).fallback().orElse(Double.NaN);
            signals.add(new Signal(
                    there ? Optional.of(column) : Optional.empty(),
                    fallback,
                    conversions.getOrDefault(name, Conversion.NONE),
                    Optional.ofNullable(columns.redundant().get(name))));
        }
        if (signals.subList(inputs.size(), signals.size()).stream()
                .allMatch(s -> s.column().isEmpty())) {
            throw new DataException(source.name() + " has no column for an output of " + prior.name() + " ("
                    + String.join(", ", outputs) + "); say which one it is (--map " + outputs.get(0)
                    + "=COLUMN, in a plant file map." + outputs.get(0) + "); known: "
                    + String.join(", ", source.columns().orElse(List.of())));
        }
        return new RowBinding(inputs.size(), List.copyOf(signals), columns.provenance());
    }

    private static void requireSignals(String key, Map<String, String> columns, List<String> known) {
        for (String signal : columns.keySet()) {
            if (!known.contains(signal)) {
                throw Nearest.unknown(
                        key + " " + DataException.quote(signal + "=" + columns.get(signal)), "signal", signal, known);
            }
        }
    }

    private static boolean has(RowSource source, String column) {
        return source.columns().map(all -> all.contains(column)).orElse(true)
                || source.repeated().contains(column);
    }

    /**
     * Insist on a column.
     *
     * @param what what it holds
     * @throws DataException if the source has none of that name, or several
     */
    static void requireColumn(RowSource source, String what, String column) {
        if (source.repeated().contains(column)) {
            throw new DataException(source.name() + ": several columns are named " + DataException.quote(column)
                    + ", expected unique names; rename the one that is meant");
        }
        if (!has(source, column)) {
            DataException unknown = Nearest.unknown(
                    source.name(), "column", column, source.columns().orElse(List.of()));
            throw new DataException(unknown.getMessage() + "; say which one holds " + what
                    + " (--map SIGNAL=COLUMN, in a plant file map, redundant, provenance, asset or time)");
        }
    }

    /**
     * Make a reading.
     *
     * @param notes is told what was taken as missing
     */
    Reading read(Row row, double time, Consumer<String> notes) {
        double[] values = new double[signals.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = signals.get(k).value(row, notes);
        }
        Reading reading = new Reading(
                time, Arrays.copyOf(values, inputCount), Arrays.copyOfRange(values, inputCount, values.length));
        if (hasRedundant) {
            double[] second = new double[values.length];
            for (int k = 0; k < second.length; k++) {
                second[k] = signals.get(k).secondValue(row, notes);
            }
            reading = reading.withRedundant(second);
        }
        Optional<String> mark = provenance.flatMap(row::cell);
        return mark.isPresent() ? reading.from(cut(mark.get())) : reading;
    }

    private static String cut(String mark) {
        return mark.length() <= MOST_MARK ? mark : Row.cut(mark).substring(0, MOST_MARK - 1) + "…";
    }
}
