package dev.weft.twins.cli;

import dev.weft.priors.Output;
import dev.weft.priors.Units;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.report.LineStyle;
import dev.weft.sdk.report.MarkerStyle;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.twins.Ledger;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.quality.SignalFinding.Action;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Draw what happened to one twin: measured against expected, refused readings marked, parameters over time. */
final class TwinPlots {
    private static final double QUANTILE_95 = 1.959964;

    /** Readings farther off than so many times what an output is expected to span are not drawn. */
    private static final double FARTHEST = 3;

    /** What stands in a plot as a line across. */
    private static final Map<Kind, String> EVENTS = Map.of(
            Kind.ROLLED_BACK, "rolled back",
            Kind.APPROVED, "approved",
            Kind.REJECTED, "rejected",
            Kind.GOVERNED, "another policy",
            Kind.ALARMED, "alarm");

    private final String id;
    private final PhysicsModel model;
    private final List<LedgerEntry> steps = new ArrayList<>();
    private final List<LedgerEntry> decisions = new ArrayList<>();
    private final double[] spans;
    private final TimeScale scale;

    /** A unit in which a record has times that can be read: weeks in seconds cannot. */
    private record TimeScale(String unit, double seconds, boolean calendar) {
        static TimeScale of(double from, double to) {
            if (TextTable.isCalendar(from)) {
                return new TimeScale("s", 1, true);
            }
            if (to - from > 3 * 86_400) {
                return new TimeScale("d", 86_400, false);
            }
            return to - from > 3 * 3600 ? new TimeScale("h", 3600, false) : new TimeScale("s", 1, false);
        }
    }

    /** Read a twin's entries; only those whose time goes forward can be drawn as lines. */
    TwinPlots(TwinStore store, String id) {
        this.id = id;
        this.model = store.find(id).orElseThrow().model();
        double[] last = {Double.NEGATIVE_INFINITY};
        Ledger.of(store).readEntries(id, entry -> {
            double time = entry.observation().map(Observation::time).orElse(Double.NaN);
            if (EVENTS.containsKey(entry.kind()) && !Double.isNaN(entry.after().time())) {
                decisions.add(entry);
            }
            if (time > last[0]) {
                steps.add(entry);
                last[0] = time;
            }
        });
        this.scale = steps.isEmpty()
                ? TimeScale.of(0, 0)
                : TimeScale.of(
                        observation(steps.get(0)).time(),
                        observation(steps.get(steps.size() - 1)).time());
        this.spans = new double[model.prior().outputs().size()];
        Arrays.setAll(spans, this::span);
    }

    /** From the least to the greatest that was expected, with what was uncertain about it. */
    private double span(int k) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (LedgerEntry entry : steps) {
            double expected = observation(entry).expected()[k];
            double reach = QUANTILE_95 * observation(entry).expectedDeviation()[k];
            if (Double.isFinite(expected - reach) && Double.isFinite(expected + reach)) {
                least = Math.min(least, expected - reach);
                greatest = Math.max(greatest, expected + reach);
            }
        }
        return greatest >= least ? greatest - least : Double.POSITIVE_INFINITY;
    }

    String id() {
        return id;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Return one plot for each output that was measured. */
    List<TimeSeriesPlot> outputs() {
        List<TimeSeriesPlot> plots = new ArrayList<>();
        for (int k = 0; k < model.prior().outputs().size(); k++) {
            int index = k;
            if (steps.stream().anyMatch(e -> !Double.isNaN(measured(e, index)))) {
                plots.add(output(index));
            }
        }
        return plots;
    }

    private TimeSeriesPlot output(int k) {
        Output output = model.prior().outputs().get(k);
        double[] expected = values(steps, e -> observation(e).expected()[k]);
        double[] lower = new double[expected.length];
        double[] upper = new double[expected.length];
        for (int i = 0; i < expected.length; i++) {
            double reach = QUANTILE_95 * observation(steps.get(i)).expectedDeviation()[k];
            lower[i] = expected[i] - reach;
            upper[i] = expected[i] + reach;
        }
        TimeSeriesPlot.Builder plot = titled(id + ": " + output.name())
                .caption("What the twin expected before each reading, and what came.")
                .valueAxis(output.name(), Units.text(output.unit()))
                .cursor(id)
                .line("expected", times(steps), expected)
                .band("95 % interval", "expected", times(steps), lower, upper)
                .line("measured", times(steps), values(steps, e -> measured(e, k)), LineStyle.DOTS);
        mark(plot, "outlier, refused", is(Finding.OUTLIER), MarkerStyle.CROSS, k);
        mark(plot, "stuck, refused", is(Finding.STUCK), MarkerStyle.TRIANGLE, k);
        mark(plot, "repaired by the gate: as it came", e -> has(e, k, Action.REPAIRED), MarkerStyle.CIRCLE, k);
        List<LedgerEntry> kept = steps.stream()
                .filter(e -> isLeftOut(e, k) && !Double.isNaN(observation(e).expected()[k]))
                .toList();
        if (!kept.isEmpty()) {
            plot.markers(
                    "refused or far off: where expected",
                    times(kept),
                    values(kept, e -> observation(e).expected()[k]),
                    MarkerStyle.DIAMOND);
        }
        addEvents(plot);
        return plot.build();
    }

    private void mark(
            TimeSeriesPlot.Builder plot, String name, Predicate<LedgerEntry> which, MarkerStyle style, int k) {
        List<LedgerEntry> marked = steps.stream()
                .filter(which)
                .filter(e -> !Double.isNaN(measured(e, k)))
                .toList();
        if (!marked.isEmpty()) {
            plot.markers(name, times(marked), values(marked, e -> measured(e, k)), style);
        }
    }

    /** Return the parameters over time, each relative to where the twin began, so that they share one axis. */
    TimeSeriesPlot parameters() {
        TimeSeriesPlot.Builder plot = titled(id + ": parameters")
                .caption("Each parameter relative to where the twin began, those that never moved left out.")
                .valueAxis("parameter / its start", "")
                .cursor(id);
        Map<String, double[]> all = new LinkedHashMap<>();
        for (int j = 0; j < model.layout().parameterCount(); j++) {
            all.put(model.layout().slots().get(j).name(), relative(j));
        }
        // What is held lies at 1, and would take a colour from those that tell something.
        boolean anyMoved = all.values().stream().anyMatch(TwinPlots::moved);
        all.forEach((name, relative) -> {
            if (!anyMoved || moved(relative)) {
                plot.line(name, times(steps), relative);
            }
        });
        addEvents(plot);
        return plot.build();
    }

    private double[] relative(int j) {
        WeightSlot slot = model.layout().slots().get(j);
        double from = slot.coordinate().toValue(model.start().mean()[j]);
        return values(steps, e -> slot.coordinate().toValue(e.after().estimate().mean()[j]) / from);
    }

    private static boolean moved(double[] relative) {
        return Arrays.stream(relative).anyMatch(r -> Math.abs(r - 1) > 1e-9);
    }

    private void addEvents(TimeSeriesPlot.Builder plot) {
        decisions.forEach(
                e -> plot.event(e.after().time() / scale.seconds(), Objects.requireNonNull(EVENTS.get(e.kind()))));
    }

    private static Predicate<LedgerEntry> is(Finding finding) {
        return e -> observation(e).finding() == finding;
    }

    /** Times since 1970 are shown by the calendar. */
    private TimeSeriesPlot.Builder titled(String title) {
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled(title);
        return scale.calendar() ? plot.clock() : plot.timeAxis("time", scale.unit());
    }

    private boolean has(LedgerEntry entry, int k, Action action) {
        String signal = model.prior().outputs().get(k).name();
        return observation(entry).findings().stream()
                .anyMatch(f -> f.action() == action && f.signal().equals(signal));
    }

    /** What was measured and could be; NaN else. */
    private double measured(LedgerEntry entry, int k) {
        double value = observation(entry).measured()[k];
        return Double.isInfinite(value) || isLeftOut(entry, k) ? Double.NaN : value;
    }

    /** A single -9999 would flatten everything else. */
    private boolean isLeftOut(LedgerEntry entry, int k) {
        Observation o = observation(entry);
        return has(entry, k, Action.REFUSED) || Math.abs(o.measured()[k] - o.expected()[k]) > FARTHEST * spans[k];
    }

    private static Observation observation(LedgerEntry entry) {
        return entry.observation().orElseThrow();
    }

    private double[] times(List<LedgerEntry> entries) {
        return values(entries, e -> observation(e).time() / scale.seconds());
    }

    private static double[] values(List<LedgerEntry> entries, ToDoubleFunction<LedgerEntry> value) {
        return entries.stream().mapToDouble(value).toArray();
    }
}
