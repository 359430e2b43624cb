package dev.weft.twins.cli;

import dev.weft.sdk.inspect.MovementEvent;
import dev.weft.sdk.inspect.PrincipalComponents;
import dev.weft.sdk.inspect.WeightMovement;
import dev.weft.sdk.inspect.WeightTrajectory;
import dev.weft.sdk.report.HeatMap;
import dev.weft.sdk.report.PlanePlot;
import dev.weft.sdk.report.Plot;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.sdk.weights.WeightSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draw how the weights of one series move, its events numbered as in the page's table. */
final class WeightPlots {
    /** As many lines as there are colours. */
    private static final int MAX_SEGMENTS = 6;

    private final WeightRun run;
    private final WeightTrajectory trajectory;
    private final WeightMovement movement;
    private final PrincipalComponents components;
    private final int firstNumber;

    WeightPlots(WeightRun run, WeightMovement movement, PrincipalComponents components, int firstNumber) {
        this.run = run;
        this.trajectory = run.trajectory();
        this.movement = movement;
        this.components = components;
        this.firstNumber = firstNumber;
    }

    List<Plot> all() {
        List<Plot> plots = new ArrayList<>(run.outputs());
        plots.add(map(
                ": weights",
                "Every weight as it is. Where weights share a row, the one farthest from zero shows.",
                false));
        if (trajectory.length() > 1) {
            plots.add(map(": change of the weights", "Every weight less its value at the first step.", true));
            plots.add(steps());
            if (components.count() > 1) {
                plots.add(path());
            }
            plots.add(components());
            plots.add(norms());
        }
        return plots;
    }

    private HeatMap map(String title, String caption, boolean change) {
        double[] start = trajectory.theta(0);
        double[][] values = new double[trajectory.length()][];
        for (int t = 0; t < values.length; t++) {
            values[t] = trajectory.theta(t);
            for (int i = 0; change && i < start.length; i++) {
                values[t][i] -= start[i];
            }
        }
        HeatMap.Builder map = HeatMap.titled(trajectory.name() + title)
                .caption(caption)
                .timeAxis("time", run.timeUnit())
                .valueAxis(change ? "change" : "weight", "")
                .values(trajectory.times(), values, trajectory.weights());
        trajectory.segments().forEach(s -> map.segment(s.name(), s.offset(), s.end()));
        for (int i = 0; i < movement.events().size(); i++) {
            map.event(movement.events().get(i).time(), number(i));
        }
        return map.build();
    }

    private TimeSeriesPlot steps() {
        double[] times = Arrays.copyOfRange(trajectory.times(), 1, trajectory.length());
        return overTime(": size of the steps", "‖Δθ‖ from one moment to the next; numbered where it stands out.")
                .valueAxis("‖Δθ‖", "")
                .logarithmic()
                .line("step", times, movement.sizes())
                .build();
    }

    private PlanePlot path() {
        PlanePlot.Builder plot = PlanePlot.titled(trajectory.name() + ": path of the first two components")
                .caption("Where θ is, from its mean over the series, in the plane in which weights vary most.")
                .axes(component(0), component(1))
                .timeAxis("time", run.timeUnit())
                .path(trajectory.times(), scores(0), scores(1));
        List<MovementEvent> events = movement.events();
        for (int i = 0; i < events.size(); i++) {
            plot.event(events.get(i).time(), number(i));
        }
        return plot.build();
    }

    private TimeSeriesPlot components() {
        TimeSeriesPlot.Builder plot = overTime(
                        ": components", "How far θ is from its mean over the series, along each component.")
                .valueAxis("score", "");
        for (int k = 0; k < components.count(); k++) {
            plot.line(component(k), trajectory.times(), scores(k));
        }
        return plot.build();
    }

    private TimeSeriesPlot norms() {
        boolean many = trajectory.segments().size() > MAX_SEGMENTS;
        TimeSeriesPlot.Builder plot = overTime(
                        ": norm of each segment",
                        many ? "‖θ‖ of the " + MAX_SEGMENTS + " segments whose norm changes most." : "‖θ‖ by segment.")
                .valueAxis("‖θ‖", "");
        trajectory.segments().stream()
                .sorted(Comparator.comparingDouble(s -> -span(s)))
                .limit(MAX_SEGMENTS)
                .sorted(Comparator.comparingInt(WeightSegment::offset))
                .forEach(s -> plot.line(s.name(), trajectory.times(), trajectory.norms(s)));
        return plot.build();
    }

    private TimeSeriesPlot.Builder overTime(String title, String caption) {
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled(trajectory.name() + title)
                .caption(caption)
                .timeAxis("time", run.timeUnit())
                .cursor(trajectory.name());
        for (int i = 0; i < movement.events().size(); i++) {
            plot.event(movement.events().get(i).time(), number(i));
        }
        return plot;
    }

    private String component(int k) {
        return String.format(Locale.ROOT, "component %d (%.0f %%)", k + 1, 100 * components.explained(k));
    }

    private double[] scores(int k) {
        return Arrays.stream(trajectory.centred())
                .mapToDouble(row -> components.project(row, k))
                .toArray();
    }

    private double span(WeightSegment segment) {
        double[] norms = trajectory.norms(segment);
        return Arrays.stream(norms).max().orElse(0) - Arrays.stream(norms).min().orElse(0);
    }

    private String number(int event) {
        return Integer.toString(firstNumber + event);
    }
}
