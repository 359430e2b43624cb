package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.ledger.LedgerEntry;
import picocli.CommandLine.Option;

/** Ask who decides something about a twin, and why: both are written into the ledger. */
final class DecisionOptions {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who decides (default: the user who is logged in). It is written down, not checked.")
    String by = System.getProperty("user.name", "");

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    /**
     * Return who decides.
     *
     * @throws DataException if nobody is named, or the name is weft's own
     */
    String person() {
        if (by.isBlank() || by.equals(LedgerEntry.WEFT)) {
            throw new DataException("--by = '" + by + "', expected the name of a person");
        }
        return by;
    }
}
