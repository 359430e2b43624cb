package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Print what happened to a twin. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        header = "Print what happened to a twin.",
        description = "Print what happened to a twin, the newest last; --all shows accepted readings too.",
        footer = {"", "Example: weft twin history tank-03 --store plant --last 20"})
final class TwinHistoryCommand implements Callable<Integer> {
    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "50",
            description = "Number of entries (default ${DEFAULT-VALUE}).")
    int last;

    @Option(names = "--all", description = "Show accepted readings too, not only what was out of the ordinary.")
    boolean all;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        if (last < 1) {
            throw new DataException("--last = " + last + ", expected 1 or more entries");
        }
        Deque<LedgerEntry> newest = new ArrayDeque<>();
        try (JdbcStore opened = store.openToRead()) {
            choice.open(opened);
            Ledger.of(opened).readEntries(choice.id, entry -> {
                if (all || entry.kind() != Kind.ACCEPTED || !entry.cause().equals("accepted")) {
                    newest.addLast(entry);
                    if (newest.size() > last) {
                        newest.removeFirst();
                    }
                }
            });
        }
        TextTable table = new TextTable("rrllr", "version", "time in s", "by", "what happened", "surprise");
        ObjectNode object = JsonOutput.newObject();
        object.put("twin", choice.id);
        ArrayNode entries = object.putArray("entries");
        for (LedgerEntry entry : newest) {
            double time =
                    entry.observation().map(o -> o.time()).orElse(entry.after().time());
            double surprise = entry.observation().map(o -> o.surprise()).orElse(Double.NaN);
            table.row(
                    Long.toString(entry.version()),
                    TextTable.time(time),
                    entry.actor(),
                    TwinOrigin.shortened(entry.cause()),
                    Double.isNaN(surprise) ? "" : TextTable.number(surprise));
            ObjectNode node = entries.addObject()
                    .put("version", entry.version())
                    .put("kind", entry.kind().name())
                    .put("actor", entry.actor())
                    .put("cause", entry.cause())
                    .put("policy", entry.policy())
                    .put("recordedAt", entry.recordedAt().toString())
                    .put("hash", entry.hash());
            putFinite(node, "time", time);
            putFinite(node, "surprise", surprise);
        }
        if (output.json) {
            JsonOutput.print(object);
        } else {
            System.out.print(table);
        }
        return 0;
    }

    private static void putFinite(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }
}
