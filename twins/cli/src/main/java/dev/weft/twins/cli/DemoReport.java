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
import java.util.Objects;

/** Write a demonstration's report: its checks, and what five twins went through, how they were governed. */
final class DemoReport {
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
                                .withRating(result.passed() ? Rating.GOOD : Rating.BAD),
                        Tile.of("twins that are well", result.evidence().well() + " of " + result.twins()),
                        Tile.of(
                                "entries of the ledger",
                                String.format(
                                        Locale.ROOT,
                                        "%,d",
                                        result.evidence().audit().entries())))
                .table(checks.build());
        for (int i = 0; i < plots.size(); i++) {
            report.section(plots.get(i).id())
                    .paragraph(
                            Objects.requireNonNull(Demo.STORIES.get(plots.get(i).id())));
            plots.get(i).outputs().forEach(report::plot);
            report.plot(plots.get(i).parameters());
        }
        result.evidence().addTo(report, result.verify().replace(" --", " \\\n    --"));
        return report.section("Repeat it")
                .code("Repeat this report", "weft demo --out " + result.out())
                .build();
    }

    private long passed() {
        return result.checks().stream().filter(DemoChecks.Result::passed).count();
    }
}
