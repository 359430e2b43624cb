package dev.weft.twins.cli;

import dev.weft.sdk.report.Rating;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.health.Contribution;
import dev.weft.twins.health.Explanation;
import dev.weft.twins.health.Health;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.quality.SignalFinding;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Hold what shows that a demonstration's twins were governed, and put it on a page.
 *
 * @param decisions entries by which a person decided
 * @param kept entries of readings that the quality gate refused
 * @param healths how all twins do
 * @param explanation what a forecast is made of
 * @param audit the check of the signed ledger
 * @param key the file of the key it was signed with
 * @param checkpoints the file of its checkpoints
 * @param checks what is claimed of all this
 */
record DemoEvidence(
        List<LedgerEntry> decisions,
        List<LedgerEntry> kept,
        List<Health> healths,
        Explanation explanation,
        AuditReport audit,
        Path key,
        Path checkpoints,
        List<DemoChecks.Result> checks) {
    /** What would show as zero in the table. */
    private static final double LEAST_EFFECT = 5e-4;

    private static final double LEAST_SHARE = 5e-4;

    DemoEvidence {
        decisions = List.copyOf(decisions);
        kept = List.copyOf(kept);
        healths = List.copyOf(healths);
        checks = List.copyOf(checks);
    }

    long well() {
        return healths.stream().filter(Health::isWell).count();
    }

    void addTo(Report.Builder report, String command) {
        report.section("Who decided what")
                .paragraph("Each is an entry of the ledger, with the name that was given and the reason.")
                .table(decisionTable());
        report.section("What was refused, and why")
                .paragraph(
                        "Kept as it came, in quarantine; none of it reached the weights or anything that is learned.")
                .table(quarantineTable());
        report.section("How the twins do")
                .paragraph(well() + " of " + healths.size() + " twins are well. Here are those that are not, and those"
                        + " whose story is told above. Surprise is 1 where a twin knows how wrong it is, whiteness 0 where"
                        + " nothing is left to learn.")
                .table(healthTable());
        report.section("Why the forecast says what it says")
                .paragraph(String.format(
                        Locale.ROOT,
                        "In a minute %s expects a level of %.2f V, with the pump as it is. The twin as it began, with"
                                + " its tanks as they were and the pump in the middle of its range, would expect %.2f V."
                                + " The difference, piece by piece, without what adds nothing. Shares of the variance may be"
                                + " negative where weights are known together rather than alone.",
                        Demo.GOVERNED,
                        explanation.value(),
                        explanation.reference()))
                .table(explanationTable());
        report.section("What the ledger proves");
        AuditText.lines(audit).forEach(report::paragraph);
        report.code("Check it", command);
    }

    private Table decisionTable() {
        Table.Builder table = Table.captioned("Decisions of people").text("twin", "version", "who", "what and why");
        decisions.forEach(e -> table.row(e.twin(), Long.toString(e.version()), e.actor(), e.cause()));
        return table.build();
    }

    private Table quarantineTable() {
        Table.Builder table = Table.captioned("Readings of " + Demo.GOVERNED + " that the quality gate refused")
                .number("version", "time in s")
                .text("what was found");
        for (LedgerEntry entry : kept) {
            Observation seen = entry.observation().orElseThrow();
            table.row(
                    Long.toString(entry.version()),
                    TextTable.time(seen.time()),
                    seen.findings().stream().map(SignalFinding::toString).collect(Collectors.joining("; ")));
        }
        return table.build();
    }

    private Table healthTable() {
        Table.Builder table = Table.captioned("By the newest readings")
                .text("twin")
                .number("accepted", "surprise", "whiteness", "from approved")
                .text("remarks");
        for (Health h : healths) {
            if (!h.isWell() || Demo.STORIES.containsKey(h.twin())) {
                table.row(
                        h.isWell() ? Rating.GOOD : Rating.WARN,
                        h.twin(),
                        String.format(Locale.ROOT, "%.1f %%", 100 * h.quality().accepted()),
                        String.format(Locale.ROOT, "%.2f", h.consistency().surprise()),
                        String.format(Locale.ROOT, "%.2f", h.consistency().whiteness()),
                        String.format(Locale.ROOT, "%.1f sd", h.fromApproved().deviations()),
                        h.isWell() ? "well" : String.join("; ", h.remarks()));
            }
        }
        return table.build();
    }

    private Table explanationTable() {
        Table.Builder table = Table.captioned("What adds to the forecast of " + explanation.output())
                .text("what", "name")
                .number("adds in V", "of the variance");
        for (Contribution c : explanation.contributions()) {
            if (Math.abs(c.effect()) >= LEAST_EFFECT || Math.abs(c.share()) >= LEAST_SHARE) {
                table.row(
                        c.kind().name().toLowerCase(Locale.ROOT),
                        c.name(),
                        String.format(Locale.ROOT, "%+.3f", c.effect()),
                        String.format(Locale.ROOT, "%.1f %%", 100 * c.share()));
            }
        }
        table.row("", "not explained", String.format(Locale.ROOT, "%+.4f", explanation.rest()), "");
        return table.build();
    }
}
