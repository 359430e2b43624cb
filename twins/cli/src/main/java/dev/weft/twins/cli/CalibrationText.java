package dev.weft.twins.cli;

import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.OutputFit;
import dev.weft.sdk.calibration.WeightEstimate;
import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import java.util.List;
import java.util.Locale;

/** Report a calibration in text. */
final class CalibrationText {
    private static final int MAX_INITIAL_STATES = 12;
    private final CalibrationResult result;

    CalibrationText(CalibrationResult result) {
        this.result = result;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        TextTable table = new TextTable(
                "lrllll", "parameter", "value", "unit", "95 % interval", "bound hit?", "told by the data?");
        List<WeightEstimate> initial =
                result.weights().stream().filter(w -> !w.series().isEmpty()).toList();
        result.weights().stream()
                .filter(w -> w.series().isEmpty())
                .forEach(w -> row(table, w.slot().name(), w));
        initial.stream()
                .limit(MAX_INITIAL_STATES)
                .forEach(w -> row(table, w.slot().name() + " at the start of series " + w.series(), w));
        text.append(table);
        if (initial.size() > MAX_INITIAL_STATES) {
            line(text, "… and the initial states of more series; --json lists all");
        }
        line(text, "");
        TextTable fit = new TextTable("lrlrr", "output", "free-run error", "", "explained", "readings");
        for (OutputFit f : result.fits()) {
            fit.row(
                    f.output(),
                    TextTable.number(f.rmse()),
                    f.unit(),
                    String.format(Locale.ROOT, "%.2f %%", 100 * f.explained()),
                    Integer.toString(f.readings()));
        }
        text.append(fit);
        remarks(text);
        return text.toString();
    }

    private void remarks(StringBuilder text) {
        line(text, "");
        line(
                text,
                result.startsAgreeing() + " of " + result.starts() + " searches found this minimum ("
                        + result.startsConverged() + " ended regularly)");
        for (OutputFit f : result.fits()) {
            if (f.correlationTime() > 3) {
                line(
                        text,
                        "errors of " + f.output() + " hang together over "
                                + Math.round(f.correlationTime())
                                + " readings: the equations leave something out; intervals are widened for it");
            }
        }
        result.sloppy()
                .forEach(s -> line(
                        text,
                        "the data leave open: " + s.text() + " (by a factor of "
                                + TextTable.number(Math.exp(Math.min(s.standardDeviation(), 700)))
                                + "); hold one with --fix, or measure more"));
    }

    private static void row(TextTable table, String name, WeightEstimate w) {
        boolean fixed = w.verdict() == Verdict.FIXED;
        table.row(
                name,
                TextTable.number(w.value()),
                w.slot().unit(),
                fixed ? "" : TextTable.interval(w.lower(), w.upper()),
                w.verdict().boundHit(),
                w.verdict().told());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
