package dev.weft.twins.cli;

import dev.weft.sdk.inspect.TransitionModes;
import dev.weft.sdk.training.Training;
import dev.weft.sdk.warp.Drive;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.sdk.weights.WeightTable;
import java.util.List;
import java.util.stream.Collectors;

/** Describe a weight-space model in text. */
final class WarpModelText {
    private final String name;
    private final WarpFigures figures;
    private final WarpSettings settings;

    WarpModelText(String name, WarpFigures figures) {
        this.name = name;
        this.figures = figures;
        this.settings = figures.settings();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, name + ": a weight-space model");
        text.append(what()).append(System.lineSeparator()).append(tensors());
        line(text, "");
        line(text, "Weights θ of the root network");
        text.append(WeightTable.segments(settings.weightLayout()));
        line(text, "");
        line(text, "Memory");
        text.append(memory());
        line(text, "");
        TextTable drivers = new TextTable("lr", "what drives the weights", "‖B‖ of it");
        figures.driverNorms().forEach((driver, norm) -> drivers.row(driver, TextTable.number(norm)));
        text.append(drivers).append(System.lineSeparator()).append(origin());
        return text.toString();
    }

    private TextTable what() {
        TextTable table = new TextTable("ll", "it", "is");
        table.row("signals", String.join(", ", settings.signals()));
        if (!settings.inputs().isEmpty()) {
            table.row("inputs", String.join(", ", settings.inputs()));
        }
        table.row(
                settings.classes().isEmpty() ? "predicts" : "tells classes",
                String.join(", ", settings.predicted())
                        + (settings.forecasts() ? " of the next step" : "")
                        + (settings.uncertainty() ? ", with standard deviations" : ""));
        table.row(
                "root network",
                settings.rootWidths().stream().map(String::valueOf).collect(Collectors.joining(" → ")) + ", "
                        + settings.root().activation().id());
        table.row(
                "transition",
                figures.model().transition().describe()
                        + (settings.transition().continuous() ? ", continuous: exp(ΛΔt)" : ""));
        table.row("driven by", settings.drive() == Drive.VALUES ? "values" : "differences from step to step");
        table.row(
                "length",
                settings.steps() + " steps of "
                        + (figures.model().isIntervalKnown() ? "" : "unknown length, here ")
                        + TextTable.number(figures.model().interval()) + " s");
        table.row("parameters", Integer.toString(figures.model().layout().size()));
        return table;
    }

    private TextTable tensors() {
        TextTable table = new TextTable("lrrr", "tensor", "shape", "parameters", "norm");
        for (ParameterLayout.Segment tensor : figures.model().layout().segments()) {
            table.row(
                    tensor.name(),
                    tensor.shapeText(),
                    Integer.toString(tensor.length()),
                    TextTable.number(figures.norm(tensor)));
        }
        return table;
    }

    private String memory() {
        if (figures.modes().isEmpty()) {
            return "  modes are " + figures.whyNoModes() + System.lineSeparator();
        }
        TransitionModes modes = figures.modes().get();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "  spectral radius " + TextTable.number(modes.spectralRadius()) + "; of " + settings.weights()
                        + " modes " + modes.lasting() + " never forget, " + modes.growing() + " of them grow");
        List<WarpFigures.ModeRow> rows = figures.slowest();
        double interval = figures.model().interval();
        TextTable table = new TextTable(
                "rrrrrr", "modes", "|λ|", "forgets in steps", "in seconds", "swings in steps", "in seconds");
        for (WarpFigures.ModeRow row : rows) {
            TransitionModes.Mode mode = row.mode();
            table.row(
                    Integer.toString(row.eigenvalues()),
                    TextTable.number(mode.modulus()),
                    WarpFigures.memory(mode, 1),
                    mode.forgets() ? WarpFigures.memory(mode, interval) : "",
                    WarpFigures.steps(mode.period()),
                    WarpFigures.steps(interval * mode.period()));
        }
        return text.append(table).toString();
    }

    private TextTable origin() {
        WarpProvenance origin = figures.model().provenance();
        TextTable table = new TextTable("ll", "origin", "");
        if (!origin.description().isEmpty()) {
            table.row("description", origin.description());
        }
        table.row(
                "trained on",
                origin.series() == 0 ? "unknown" : origin.series() + " series, " + origin.rows() + " rows");
        table.row("SHA-256 of the data", origin.dataHash().isEmpty() ? "unknown" : origin.dataHash());
        origin.losses().forEach((loss, value) -> table.row(loss + " loss", TextTable.number(value)));
        table.row(
                "context",
                Training.contextOf(figures.model())
                        .map(rows -> rows == 0 ? "all rows" : rows + " rows")
                        .orElse("unknown"));
        table.row("version of Weft", origin.version().isEmpty() ? "unknown" : origin.version());
        return table;
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
