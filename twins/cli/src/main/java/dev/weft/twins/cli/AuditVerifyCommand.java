package dev.weft.twins.cli;

import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Check a ledger's chain. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = "Check the ledger's chain.",
        description =
                "Check the ledger's chain of hashes from the first entry to the last; exit code 1 and the first bad entry if it "
                        + "was touched. An entry cut off at the end leaves a shorter chain that still verifies: compare the last hash "
                        + "with one you wrote down.",
        footer = {"", "Example: weft audit verify --store plant"})
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    StoreOption store = new StoreOption();

    @Mixin
    JsonOutput output = new JsonOutput();

    private long entries;
    private String lastHash = LedgerChain.GENESIS;
    private @Nullable LedgerEntry firstBad;

    @Override
    public Integer call() {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        try (JdbcStore opened = store.openToRead()) {
            opened.readAllEntries(entry -> {
                entries++;
                lastHash = entry.hash();
                if (!chain.accepts(entry) && firstBad == null) {
                    firstBad = entry;
                }
            });
        }
        LedgerEntry bad = firstBad;
        if (output.json) {
            var object = JsonOutput.newObject().put("intact", bad == null).put("entries", entries);
            if (bad != null) {
                object.put("firstBadSequence", bad.sequence()).put("firstBadTwin", bad.twin());
            }
            JsonOutput.print(object.put("lastHash", lastHash));
        } else if (bad == null) {
            System.out.println("intact: " + entries + " entries, last hash " + lastHash);
        } else {
            System.out.println("touched: the first bad entry is " + bad.sequence() + " (twin " + bad.twin()
                    + ", version " + bad.version() + ", " + bad.cause() + ")");
        }
        return bad == null ? 0 : 1;
    }
}
