package dev.weft.twins.cli;

import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.quality.SignalFinding;
import dev.weft.twins.quality.SignalFinding.Action;
import dev.weft.twins.store.TwinStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Report on the twins of a store: a table of all, plots of those with the most refused or repaired readings. */
final class PlantReport {
    private static final int MAX_PLOTTED = 8;

    private final String title;
    private final String subtitle;
    private final TwinStore store;

    /** What became of the readings of a twin. */
    private static final class Counts {
        final Map<String, Long> findings = new HashMap<>();
        long readings;
        long refused;
        long repaired;
        double newest = Double.NaN;

        void add(LedgerEntry entry) {
            refused += entry.kind() == Kind.REFUSED ? 1 : 0;
            entry.observation().ifPresent(this::add);
        }

        private void add(Observation seen) {
            readings++;
            if (Double.isFinite(seen.time())) {
                newest = Double.isNaN(newest) ? seen.time() : Math.max(newest, seen.time());
            }
            if (!seen.finding().learned()) {
                findings.merge(seen.finding().text(), 1L, Long::sum);
            }
            for (SignalFinding found : seen.findings()) {
                repaired += found.action() == Action.REPAIRED ? 1 : 0;
                if (!found.signal().isEmpty()) {
                    findings.merge(found.signal() + ": " + found.defect().text(), 1L, Long::sum);
                }
            }
        }

        long suspect() {
            return refused + repaired;
        }

        String most() {
            return findings.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("");
        }
    }

    PlantReport(String title, String subtitle, TwinStore store) {
        this.title = title;
        this.subtitle = subtitle;
        this.store = store;
    }

    Report build() {
        Map<String, Counts> counts = new LinkedHashMap<>();
        Table.Builder table = Table.captioned("All twins of the store")
                .text("twin", "prior")
                .number("readings", "refused", "repaired")
                .text("up to", "found most");
        for (String id : store.ids()) {
            Counts count = new Counts();
            Ledger.of(store).readEntries(id, count::add);
            counts.put(id, count);
            table.row(
                    id,
                    store.find(id).orElseThrow().model().prior().name(),
                    Long.toString(count.readings),
                    Long.toString(count.refused),
                    Long.toString(count.repaired),
                    Double.isNaN(count.newest)
                            ? ""
                            : TextTable.moment(count.newest).replace(' ', '\u00a0'),
                    count.most());
        }
        Report.Builder report =
                Report.titled(title).subtitle(subtitle).section("Twins").table(table.build());
        List<String> plotted = counts.keySet().stream()
                .sorted(Comparator.comparingLong(
                        id -> -Objects.requireNonNull(counts.get(id)).suspect()))
                .limit(MAX_PLOTTED)
                .toList();
        for (String id : plotted) {
            TwinPlots plots = new TwinPlots(store, id);
            if (!plots.isEmpty()) {
                report.section(id);
                plots.outputs().forEach(report::plot);
                report.plot(plots.parameters());
            }
        }
        if (counts.size() > plotted.size()) {
            report.section("More twins")
                    .paragraph("Plots are of the " + plotted.size()
                            + " twins with the most refused or repaired readings, of " + counts.size() + " in all.");
        }
        return report.build();
    }
}
