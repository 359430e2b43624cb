package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.quality.SignalFinding;
import dev.weft.twins.quality.SignalFinding.Action;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Print what was kept from a twin's weights, and why. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        header = "Print what was kept from a twin's weights.",
        description = {
            "Print the readings and values that a twin's quality gate refused or repaired, with the reason, the newest last. "
                    + "They are in the ledger as they came, and never reached the weights.",
            "Without a twin, print the lines of sources that reached no twin at all, or not as they came."
        },
        footer = {"", "Example: weft twin quarantine tank-03 --store plant --last 20"})
final class TwinQuarantineCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TWIN",
            description = "Id of the twin, see weft twin ls; without it lines that reached no twin are printed.")
    @Nullable
    String id;

    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "50",
            description = "Number of findings or lines (default ${DEFAULT-VALUE}).")
    int last;

    @Mixin
    JsonOutput output = new JsonOutput();

    private record Kept(LedgerEntry entry, SignalFinding finding) {}

    @Override
    public Integer call() {
        if (last < 1) {
            throw new DataException("--last = " + last + ", expected 1 or more findings");
        }
        if (id != null) {
            printFindings(id);
            return 0;
        }
        try (JdbcStore opened = store.openToRead()) {
            StrayTable strays = new StrayTable(opened.strays(last));
            if (output.json) {
                JsonOutput.print(strays.toJson());
            } else {
                System.out.print(strays);
            }
        }
        return 0;
    }

    private void printFindings(String twin) {
        TwinChoice choice = new TwinChoice();
        choice.id = twin;
        Deque<Kept> newest = new ArrayDeque<>();
        try (JdbcStore opened = store.openToRead()) {
            choice.open(opened);
            Ledger.of(opened)
                    .readEntries(
                            twin,
                            entry -> entry.observation().map(Observation::findings).stream()
                                    .flatMap(all -> all.stream())
                                    .filter(finding -> finding.action() != Action.NOTED)
                                    .forEach(finding -> {
                                        newest.addLast(new Kept(entry, finding));
                                        if (newest.size() > last) {
                                            newest.removeFirst();
                                        }
                                    }));
        }
        TextTable table = new TextTable("rrllll", "version", "time in s", "signal", "done", "why", "found");
        ObjectNode object = JsonOutput.newObject();
        ArrayNode all = object.put("twin", twin).putArray("findings");
        for (Kept kept : newest) {
            SignalFinding finding = kept.finding();
            double time = kept.entry().observation().map(Observation::time).orElse(Double.NaN);
            table.row(
                    Long.toString(kept.entry().version()),
                    TextTable.time(time),
                    finding.signal().isEmpty() ? "(all)" : finding.signal(),
                    finding.action() == Action.REFUSED ? "refused" : "repaired",
                    finding.defect().text(),
                    finding.detail());
            ObjectNode node = all.addObject()
                    .put("version", kept.entry().version())
                    .put("signal", finding.signal())
                    .put("defect", finding.defect().name())
                    .put("action", finding.action().name())
                    .put("detail", finding.detail());
            if (Double.isFinite(time)) {
                node.put("time", time);
            }
        }
        if (output.json) {
            JsonOutput.print(object);
        } else if (newest.isEmpty()) {
            System.out.println("nothing was kept from the weights of " + twin);
        } else {
            System.out.print(table);
        }
    }
}
