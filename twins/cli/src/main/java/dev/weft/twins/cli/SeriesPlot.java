package dev.weft.twins.cli;

import dev.weft.priors.Output;
import dev.weft.priors.Units;
import dev.weft.sdk.report.LineStyle;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Draw one output of a measured series beside what a model says. */
final class SeriesPlot {
    private static final double QUANTILE_95 = 1.959964;

    private final MeasuredSeries series;
    private final int index;
    private final TimeSeriesPlot.Builder plot;
    private final double[] times;

    SeriesPlot(MeasuredSeries series, Output output, int index, String caption) {
        this.series = series;
        this.index = index;
        this.times = values(series::time);
        this.plot = TimeSeriesPlot.titled("series " + series.name() + ": " + output.name())
                .caption(caption)
                .valueAxis(output.name(), Units.text(output.unit()))
                .cursor(series.name());
    }

    SeriesPlot model(String name, IntToDoubleFunction value) {
        plot.line(name, times, values(value));
        return this;
    }

    SeriesPlot band(String name, IntToDoubleFunction value, IntToDoubleFunction deviation) {
        plot.band(
                "95 % band",
                name,
                times,
                values(i -> value.applyAsDouble(i) - QUANTILE_95 * deviation.applyAsDouble(i)),
                values(i -> value.applyAsDouble(i) + QUANTILE_95 * deviation.applyAsDouble(i)));
        return this;
    }

    SeriesPlot event(int row, String label) {
        plot.event(times[row], label);
        return this;
    }

    TimeSeriesPlot build() {
        return plot.build();
    }

    /** Add the measured values, if there are any, and finish. */
    TimeSeriesPlot withMeasured() {
        double[] measured = values(i -> series.outputs(i)[index]);
        if (IntStream.range(0, measured.length).anyMatch(i -> !Double.isNaN(measured[i]))) {
            plot.line("measured", times, measured, LineStyle.DOTS);
        }
        return plot.build();
    }

    private double[] values(IntToDoubleFunction value) {
        return IntStream.range(0, series.length()).mapToDouble(value).toArray();
    }
}
