package dev.weft.twins.cli;

import dev.weft.sdk.inspect.TransitionModes;
import dev.weft.sdk.report.Hue;
import dev.weft.sdk.report.LineStyle;
import dev.weft.sdk.report.MarkerStyle;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.sdk.warp.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Add what a weight-space model remembers and is made of to a page. */
final class WarpModelSections {
    private static final int CIRCLE = 200;

    private final WarpFigures figures;

    WarpModelSections(WarpFigures figures) {
        this.figures = figures;
    }

    void addTo(Report.Builder report) {
        report.section("What the weights remember");
        figures.modes()
                .ifPresentOrElse(
                        modes -> report.paragraph(
                                        "A mode is an eigenvalue λ of the matrix that carries the weights over one"
                                                + " step: of what it holds, |λ| is left after each. Spectral radius "
                                                + TextTable.number(modes.spectralRadius()) + "; of "
                                                + figures.settings().weights() + " modes " + modes.lasting()
                                                + " never forget, " + modes.growing() + " of them grow.")
                                .plot(plane(modes.modes()))
                                .table(slowest()),
                        () -> report.paragraph("Modes are " + figures.whyNoModes() + "."));
        Table.Builder drivers = Table.captioned("How far a step of 1, in normalised units, moves the weights")
                .text("driver")
                .number("‖B‖ of it");
        figures.driverNorms().forEach((driver, norm) -> drivers.row(driver, TextTable.number(norm)));
        report.table(drivers.build()).section("What the model is made of").table(tensors());
    }

    private TimeSeriesPlot plane(List<TransitionModes.Mode> modes) {
        double[] real = modes.stream()
                .flatMapToDouble(m -> m.pair() ? DoubleStream.of(m.real(), m.real()) : DoubleStream.of(m.real()))
                .toArray();
        double[] imaginary = modes.stream()
                .flatMapToDouble(m -> m.pair() ? DoubleStream.of(m.imaginary(), -m.imaginary()) : DoubleStream.of(0))
                .toArray();
        // Of the circle as much as lies near the eigenvalues: these often crowd about 1.
        double least = Arrays.stream(real).min().orElseThrow();
        double air = Math.max(0.02, 0.1 * (Arrays.stream(real).max().orElseThrow() - least));
        double widest = Math.acos(Math.max(-1, Math.min(least - air, 1 - air)));
        double[] x = new double[CIRCLE + 1];
        double[] upper = new double[x.length];
        double[] lower = new double[x.length];
        for (int i = 0; i <= CIRCLE; i++) {
            double angle = widest * (1 - (double) i / CIRCLE);
            x[i] = Math.cos(angle);
            upper[i] = Math.sin(angle);
            lower[i] = -upper[i];
        }
        LineStyle circle = LineStyle.DASHED.withHue(Hue.INK);
        return TimeSeriesPlot.titled("Eigenvalues in the complex plane")
                .caption("Within the circle |λ| = 1 a mode forgets; off the horizontal axis it swings.")
                .timeAxis("Re λ", "")
                .valueAxis("Im λ", "")
                .line("|λ| = 1", x, upper, circle)
                .line("|λ| = 1, below", x, lower, circle)
                .markers("eigenvalue", real, imaginary, MarkerStyle.CIRCLE)
                .build();
    }

    private Table slowest() {
        double interval = figures.model().interval();
        Table.Builder table = Table.captioned("The slowest modes")
                .number("modes", "|λ|", "forgets in steps", "in seconds", "swings in steps", "in seconds");
        for (WarpFigures.ModeRow row : figures.slowest()) {
            TransitionModes.Mode mode = row.mode();
            table.row(
                    Integer.toString(row.eigenvalues()),
                    TextTable.number(mode.modulus()),
                    WarpFigures.memory(mode, 1),
                    mode.forgets() ? WarpFigures.memory(mode, interval) : "",
                    WarpFigures.steps(mode.period()),
                    WarpFigures.steps(interval * mode.period()));
        }
        return table.build();
    }

    private Table tensors() {
        Table.Builder table =
                Table.captioned("Tensors and their norms").text("tensor").number("shape", "parameters", "norm");
        for (ParameterLayout.Segment tensor : figures.model().layout().segments()) {
            table.row(
                    tensor.name(),
                    tensor.shapeText(),
                    Integer.toString(tensor.length()),
                    TextTable.number(figures.norm(tensor)));
        }
        return table.build();
    }
}
