package dev.weft.twins.cli;

import dev.weft.priors.Output;
import dev.weft.priors.Units;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.report.LineStyle;
import dev.weft.sdk.report.MarkerStyle;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Draw what happened to one twin: measured against expected, refused readings marked, parameters over time. */
final class TwinPlots {
    private static final double QUANTILE_95 = 1.959964;

    private final String id;
    private final PhysicsModel model;
    private final List<LedgerEntry> steps = new ArrayList<>();
    private final List<LedgerEntry> rollbacks = new ArrayList<>();

    /** Read a twin's entries; only those whose time goes forward can be drawn as lines. */
    TwinPlots(TwinStore store, String id) {
        this.id = id;
        this.model = store.find(id).orElseThrow().model();
        double[] last = {Double.NEGATIVE_INFINITY};
        store.readEntries(id, entry -> {
            double time = entry.observation().map(Observation::time).orElse(Double.NaN);
            if (entry.kind() == Kind.ROLLED_BACK) {
                rollbacks.add(entry);
            } else if (time > last[0]) {
                steps.add(entry);
                last[0] = time;
            }
        });
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
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled(id + ": " + output.name())
                .caption("What the twin expected before each reading, and what came.")
                .valueAxis(output.name(), Units.text(output.unit()))
                .cursor(id)
                .line("expected", times(steps), expected)
                .band("95 % interval", "expected", times(steps), lower, upper)
                .line("measured", times(steps), values(steps, e -> measured(e, k)), LineStyle.DOTS);
        mark(plot, "outlier, refused", is(Finding.OUTLIER), MarkerStyle.CROSS, k);
        mark(plot, "stuck, refused", is(Finding.STUCK), MarkerStyle.TRIANGLE, k);
        rollbacks.forEach(e -> plot.event(e.after().time(), "rolled back"));
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
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled(id + ": parameters")
                .caption("Each parameter relative to where the twin began.")
                .valueAxis("parameter / its start", "")
                .cursor(id);
        GaussianEstimate start = model.start();
        for (int j = 0; j < model.layout().parameterCount(); j++) {
            int index = j;
            WeightSlot slot = model.layout().slots().get(j);
            double from = slot.coordinate().toValue(start.mean()[j]);
            plot.line(
                    slot.name(),
                    times(steps),
                    values(
                            steps,
                            e -> slot.coordinate().toValue(e.after().estimate().mean()[index]) / from));
        }
        rollbacks.forEach(e -> plot.event(e.after().time(), "rolled back"));
        return plot.build();
    }

    private static Predicate<LedgerEntry> is(Finding finding) {
        return e -> e.cause().equals(finding.text());
    }

    private static double measured(LedgerEntry entry, int k) {
        double value = observation(entry).measured()[k];
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private static Observation observation(LedgerEntry entry) {
        return entry.observation().orElseThrow();
    }

    private static double[] times(List<LedgerEntry> entries) {
        return values(entries, e -> observation(e).time());
    }

    private static double[] values(List<LedgerEntry> entries, ToDoubleFunction<LedgerEntry> value) {
        return entries.stream().mapToDouble(value).toArray();
    }
}
