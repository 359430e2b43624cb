package dev.weft.sdk.warp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Carry series into the units a model works in, and back: a {@link Scaling} for each signal, input and target. Times and
 * classes stay as they are. Immutable and thread-safe.
 *
 * @param signals one scaling for each signal [Dx]
 * @param inputs one for each known input [Du]
 * @param targets one for each target [Dy]; none where the model predicts its signals
 */
public record Normalisation(List<Scaling> signals, List<Scaling> inputs, List<Scaling> targets) {
    /** Copy the lists. */
    public Normalisation {
        signals = List.copyOf(signals);
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
    }

    /** Return the normalisation that leaves everything as it is. */
    public static Normalisation none(int signals, int inputs, int targets) {
        return new Normalisation(
                Collections.nCopies(signals, Scaling.NONE),
                Collections.nCopies(inputs, Scaling.NONE),
                Collections.nCopies(targets, Scaling.NONE));
    }

    /** Return the normalisation that leaves all series of a model as they are. */
    public static Normalisation none(WarpSettings settings) {
        return none(
                settings.signals().size(),
                settings.inputs().size(),
                settings.targets().size());
    }

    /**
     * Return the normalisation that carries each column's smallest and largest value in some series to −1 and 1.
     *
     * @param columns names the signals, inputs and targets
     * @param series at least one, in physical units
     * @throws IllegalArgumentException if there is no series, or one has other numbers of columns, or a column holds no
     *     finite value, or one that is infinite
     */
    public static Normalisation perColumn(WarpSettings columns, Collection<WarpSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("series to normalise by = none, expected at least one");
        }
        series.forEach(s -> s.requireColumns(
                columns.signals().size(),
                columns.inputs().size(),
                columns.targets().size()));
        Extremes extremes = new Extremes(series);
        return new Normalisation(
                extremes.each("signal", columns.signals(), WarpSeries::signal),
                extremes.each("input", columns.inputs(), WarpSeries::input),
                extremes.each("target", columns.targets(), WarpSeries::target));
    }

    /**
     * Return the normalisation that carries the smallest and the largest value of all signals and targets together to −1
     * and 1, so that their ratios stay; inputs, which are other quantities, each by their own.
     *
     * @param columns names the signals, inputs and targets
     * @param series at least one, in physical units
     * @throws IllegalArgumentException as {@link #perColumn}
     */
    public static Normalisation overall(WarpSettings columns, Collection<WarpSeries> series) {
        Normalisation each = perColumn(columns, series);
        double minimum = Double.POSITIVE_INFINITY;
        double maximum = Double.NEGATIVE_INFINITY;
        for (List<Scaling> group : List.of(each.signals, each.targets)) {
            for (Scaling scaling : group) {
                if (scaling instanceof Scaling.Range range) {
                    minimum = Math.min(minimum, range.minimum());
                    maximum = Math.max(maximum, range.maximum());
                }
            }
        }
        Scaling all = new Scaling.Range(minimum, maximum);
        return new Normalisation(
                Collections.nCopies(each.signals.size(), all),
                each.inputs,
                Collections.nCopies(each.targets.size(), all));
    }

    /** Return how predictions are scaled [Dy]: as targets where there are any, else as signals. */
    public List<Scaling> predicted() {
        return targets.isEmpty() ? signals : targets;
    }

    /** Tell whether everything stays as it is. */
    public boolean isNone() {
        return List.of(signals, inputs, targets).stream().flatMap(List::stream).allMatch(Scaling.NONE::equals);
    }

    /**
     * Return a series in normalised units.
     *
     * @throws IllegalArgumentException if it has other numbers of columns
     */
    public WarpSeries apply(WarpSeries series) {
        return mapped(series, Scaling::apply);
    }

    /**
     * Return a normalised series in physical units.
     *
     * @throws IllegalArgumentException if it has other numbers of columns
     */
    public WarpSeries invert(WarpSeries series) {
        return mapped(series, Scaling::invert);
    }

    private interface Cell {
        double of(WarpSeries series, int step, int index);
    }

    private interface Map {
        double of(Scaling scaling, double value);
    }

    private WarpSeries mapped(WarpSeries series, Map map) {
        series.requireColumns(signals.size(), inputs.size(), targets.size());
        double[] times = new double[series.length()];
        for (int t = 0; t < times.length; t++) {
            times[t] = series.time(t);
        }
        return new WarpSeries(
                series.name(),
                times,
                mapped(series, signals, WarpSeries::signal, map),
                mapped(series, inputs, WarpSeries::input, map),
                mapped(series, targets, WarpSeries::target, map),
                series.label());
    }

    private static double[][] mapped(WarpSeries series, List<Scaling> scalings, Cell cell, Map map) {
        double[][] values = new double[series.length()][scalings.size()];
        for (int t = 0; t < values.length; t++) {
            for (int c = 0; c < values[t].length; c++) {
                values[t][c] = map.of(scalings.get(c), cell.of(series, t, c));
            }
        }
        return values;
    }

    /** Look through series for smallest and largest values. */
    private record Extremes(Collection<WarpSeries> series) {
        List<Scaling> each(String what, List<String> names, Cell cell) {
            List<Scaling> scalings = new ArrayList<>();
            for (int c = 0; c < names.size(); c++) {
                scalings.add(range(what + " " + names.get(c), c, cell));
            }
            return scalings;
        }

        private Scaling range(String what, int column, Cell cell) {
            double minimum = Double.POSITIVE_INFINITY;
            double maximum = Double.NEGATIVE_INFINITY;
            for (WarpSeries one : series) {
                for (int t = 0; t < one.length(); t++) {
                    double value = cell.of(one, t, column);
                    if (Double.isInfinite(value)) {
                        throw new IllegalArgumentException("series " + one.name() + ", step " + t + ": " + what + " = "
                                + value + ", expected a finite number, or NaN where none was measured");
                    }
                    if (!Double.isNaN(value)) {
                        minimum = Math.min(minimum, value);
                        maximum = Math.max(maximum, value);
                    }
                }
            }
            if (minimum > maximum) {
                throw new IllegalArgumentException(
                        what + " has no value in any series, expected at least one to normalise by; leave it out");
            }
            return new Scaling.Range(minimum, maximum);
        }
    }
}
