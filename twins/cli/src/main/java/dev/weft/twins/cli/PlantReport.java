package dev.weft.twins.cli;

import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.store.TwinStore;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Report on the twins of a store: a table of all, plots of those with the most refused readings. */
final class PlantReport {
    private static final int MAX_PLOTTED = 8;

    private final String title;
    private final String subtitle;
    private final TwinStore store;

    PlantReport(String title, String subtitle, TwinStore store) {
        this.title = title;
        this.subtitle = subtitle;
        this.store = store;
    }

    Report build() {
        Map<String, long[]> counts = new LinkedHashMap<>();
        Table.Builder table = Table.captioned("All twins of the store")
                .text("twin", "prior")
                .number("readings", "refused", "version");
        for (String id : store.ids()) {
            long[] count = new long[2];
            Ledger.of(store).readEntries(id, entry -> {
                count[0] += entry.observation().isPresent() ? 1 : 0;
                count[1] += entry.kind() == Kind.REFUSED ? 1 : 0;
            });
            counts.put(id, count);
            table.row(
                    id,
                    store.find(id).orElseThrow().model().prior().name(),
                    Long.toString(count[0]),
                    Long.toString(count[1]),
                    Long.toString(Ledger.of(store).latest(id).orElseThrow().version()));
        }
        Report.Builder report =
                Report.titled(title).subtitle(subtitle).section("Twins").table(table.build());
        List<String> plotted = counts.keySet().stream()
                .sorted(Comparator.comparingLong(id -> -counts.getOrDefault(id, new long[2])[1]))
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
                    .paragraph("Plots are of the " + plotted.size() + " twins with the most refused readings, of "
                            + counts.size() + " in all.");
        }
        return report.build();
    }
}
