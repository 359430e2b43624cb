package dev.weft.twins.cli;

import dev.weft.sdk.inspect.WeightTrajectory;
import dev.weft.sdk.report.LineStyle;
import dev.weft.sdk.report.TimeSeriesPlot;
import java.util.ArrayList;
import java.util.List;

/** Hold what a page of weights shows of one series: θ over time, and what the model predicted with it. Immutable. */
final class WeightRun {
    private final WeightTrajectory trajectory;
    private final String timeUnit;
    private final List<TimeSeriesPlot> outputs;
    private final double freeFrom;

    /**
     * Make a run without outputs.
     *
     * @param timeUnit unit of all times, empty for none
     */
    WeightRun(WeightTrajectory trajectory, String timeUnit) {
        this(trajectory, timeUnit, List.of(), Double.NaN);
    }

    private WeightRun(WeightTrajectory trajectory, String timeUnit, List<TimeSeriesPlot> outputs, double freeFrom) {
        this.trajectory = trajectory;
        this.timeUnit = timeUnit;
        this.outputs = List.copyOf(outputs);
        this.freeFrom = freeFrom;
    }

    /** Return this run with a mark, on outputs added later, where the model is told nothing more and feeds itself. */
    WeightRun feedingItselfFrom(double time) {
        return new WeightRun(trajectory, timeUnit, outputs, time);
    }

    /**
     * Return this run with one output more.
     *
     * @param unit empty for none
     * @param times [N], strictly increasing, in the same unit as the trajectory's. Not modified
     * @param predicted [N], NaN for none. Not modified
     * @param truth [N], NaN for none. Not modified
     */
    WeightRun withOutput(String name, String unit, double[] times, double[] predicted, double[] truth) {
        List<TimeSeriesPlot> more = new ArrayList<>(outputs);
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled(trajectory.name() + ": " + name)
                .caption("What the network of each moment predicted, and what came.")
                .timeAxis("time", timeUnit)
                .valueAxis(name, unit)
                .cursor(trajectory.name())
                .line("predicted", times, predicted)
                .line("measured", times, truth, LineStyle.DOTS);
        if (!Double.isNaN(freeFrom)) {
            plot.event(freeFrom, "free run");
        }
        more.add(plot.build());
        return new WeightRun(trajectory, timeUnit, more, freeFrom);
    }

    WeightTrajectory trajectory() {
        return trajectory;
    }

    String timeUnit() {
        return timeUnit;
    }

    List<TimeSeriesPlot> outputs() {
        return outputs;
    }
}
