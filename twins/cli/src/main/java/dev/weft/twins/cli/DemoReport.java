package dev.weft.twins.cli;

import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.report.PlotImage;
import dev.weft.sdk.report.Rating;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.sdk.report.Tile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Write a demonstration's report: its checks, and what the four twins went through. */
final class DemoReport {
    private static final List<String> STORIES = List.of(
            "A valve clogs: its outflow falls by 30 % between 1,200 s and 3,200 s. No one tells the twin; it follows."
                    + " The level tells the outflow in relation to the pump only, so both parameters may move.",
            "The level sensor shows the same value for 80 readings. From the fifth on, as soon as the model without them"
                    + " has moved away, they are refused, and what was learned from the first is undone.",
            "Twelve wild readings in a row. None of them reaches the weights.",
            "An oscillator, rolled back to an earlier version at the end. Its forecast is again the one it made then.");

    private final DemoResult result;
    private final List<TwinPlots> plots;

    DemoReport(DemoResult result, List<TwinPlots> plots) {
        this.result = result;
        this.plots = plots;
    }

    void writeTo(Path folder) {
        ReportOption.write(build(), folder.resolve("report.html"), true);
        byte[] picture = PlotImage.of(plots.get(1).outputs().get(0)).png();
        AtomicFile.write(folder.resolve("stuck-sensor.png"), true, stream -> stream.write(picture));
    }

    private Report build() {
        Table.Builder checks = Table.captioned("What the demonstration claims").text("claim", "found");
        result.checks().forEach(c -> checks.row(c.passed() ? Rating.GOOD : Rating.BAD, c.claim(), c.found()));
        Report.Builder report = Report.titled("Weft demonstration")
                .subtitle("A simulated plant of " + result.twins() + " machines and their digital twins")
                .section("In short")
                .tiles(
                        Tile.of("twins", Integer.toString(result.twins())),
                        Tile.of("readings", String.format(Locale.ROOT, "%,d", result.readings())),
                        Tile.of(
                                        "checks passed",
                                        passed() + " of " + result.checks().size())
                                .withRating(result.passed() ? Rating.GOOD : Rating.BAD))
                .table(checks.build());
        for (int i = 0; i < plots.size(); i++) {
            report.section(plots.get(i).id()).paragraph(STORIES.get(i));
            plots.get(i).outputs().forEach(report::plot);
            report.plot(plots.get(i).parameters());
        }
        return report.section("Repeat it")
                .code("Repeat this report", "weft demo --out " + result.out())
                .build();
    }

    private long passed() {
        return result.checks().stream().filter(DemoChecks.Result::passed).count();
    }
}
