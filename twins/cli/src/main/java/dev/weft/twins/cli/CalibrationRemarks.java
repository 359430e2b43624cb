package dev.weft.twins.cli;

import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.Combination;
import dev.weft.sdk.calibration.OutputFit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Say in sentences what the tables of a calibration do not: what to mind, what is open, what would tell it. */
final class CalibrationRemarks {
    private static final int MAX_ADVICE = 3;

    private final CalibrationResult result;

    CalibrationRemarks(CalibrationResult result) {
        this.result = result;
    }

    List<String> sentences() {
        List<String> all = new ArrayList<>();
        result.fits().forEach(f -> fit(f, all));
        result.leftOver().forEach(l -> all.addAll(l.sentences()));
        result.sloppy()
                .forEach(s -> all.add("the data leave open: " + s.text() + " (by a factor of "
                        + TextTable.number(Math.exp(Math.min(s.standardDeviation(), 700)))
                        + "); hold one with --fix, say what you know with --about, or measure more"));
        if (!result.combinations().isEmpty()) {
            all.add("of these only "
                    + listed(result.combinations().stream()
                            .map(Combination::text)
                            .toList())
                    + " can be told: "
                    + result.combinations().stream()
                            .map(CalibrationRemarks::value)
                            .collect(Collectors.joining("; ")));
        }
        if (!result.model().prior().areUnitsChecked()) {
            all.add("units of " + result.model().prior().name()
                    + " are shown, not checked: its equations come without");
        }
        result.advice().stream().limit(MAX_ADVICE).forEach(a -> all.add(a.text()));
        return all;
    }

    private static void fit(OutputFit f, List<String> all) {
        if (Double.isNaN(f.explained())) {
            all.add("all readings of " + f.output() + " are the same: they tell little; take rows in which it moves");
        }
        if (f.explained() < 0) {
            all.add("the model explains nothing of " + f.output()
                    + ": search from more points with --starts, or look for wrong columns or units");
        }
        if (f.outliers() > 0) {
            all.add(f.outliers() + " of " + f.readings() + " readings of " + f.output()
                    + " are far off and hardly pull; the error is that of the others");
        }
        if (f.correlationTime() > 3) {
            all.add("errors of " + f.output() + " hang together over " + Math.round(f.correlationTime())
                    + " readings: the equations leave something out; intervals are widened for it");
        }
    }

    private static String value(Combination c) {
        return (c.text() + " = " + TextTable.number(c.value()) + " " + c.unit()).trim() + " ("
                + TextTable.interval(c.lower(), c.upper()) + ")";
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
