package dev.weft.twins.cli;

import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.OutputFit;
import dev.weft.sdk.calibration.ProfileInterval;
import dev.weft.sdk.calibration.WeightEstimate;
import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import dev.weft.sdk.weights.WeightSlot.Segment;
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
        List<WeightEstimate> initial = result.weights().stream()
                .filter(w -> w.slot().segment() == Segment.STATE)
                .toList();
        result.weights().stream()
                .filter(w -> w.series().isEmpty())
                .forEach(w -> row(table, w.slot().name(), w));
        result.weights().stream()
                .filter(w ->
                        w.slot().segment() == Segment.PARAMETER && !w.series().isEmpty())
                .forEach(w -> row(table, w.slot().name() + " of series " + w.series(), w));
        initial.stream()
                .limit(MAX_INITIAL_STATES)
                .forEach(w -> row(table, w.slot().name() + " at the start of series " + w.series(), w));
        text.append(table);
        if (initial.size() > MAX_INITIAL_STATES) {
            line(text, "… and the initial states of more series; --json lists all");
        }
        profiles(text);
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

    private void profiles(StringBuilder text) {
        if (result.profiles().isEmpty()) {
            return;
        }
        line(text, "");
        TextTable table = new TextTable("lll", "parameter", "95 % interval by its profile", "open?");
        result.profiles().forEach(p -> table.row(p.parameter(), ends(p), open(p)));
        text.append(table);
    }

    static String ends(ProfileInterval p) {
        return (TextTable.interval(p.lower(), p.upper()) + " " + p.unit()).trim();
    }

    /** Say which ends are those of the parameter's bounds because the data set none. */
    static String open(ProfileInterval p) {
        if (p.lowerOpen() && p.upperOpen()) {
            return "both sides";
        }
        return p.lowerOpen() ? "below" : p.upperOpen() ? "above" : "no";
    }

    private void remarks(StringBuilder text) {
        line(text, "");
        line(
                text,
                result.startsAgreeing() + " of " + result.starts() + " searches found this minimum ("
                        + result.startsConverged() + " ended regularly)");
        new CalibrationRemarks(result).sentences().forEach(sentence -> line(text, sentence));
    }

    private static void row(TextTable table, String name, WeightEstimate w) {
        table.row(
                name,
                TextTable.number(w.value()),
                w.slot().unit(),
                interval(w),
                w.verdict().boundHit(),
                w.verdict().told());
    }

    /** Write the 95 % interval; what is fixed has none. */
    static String interval(WeightEstimate w) {
        return w.verdict() == Verdict.FIXED ? "" : TextTable.interval(w.lower(), w.upper());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
