package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.Request;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "Where another process writes to the store, as weft run does, it is asked to do it; wait so long"
                            + " for its answer. Default: ${DEFAULT-VALUE}.")
    double seconds = 30;

    /**
     * Have a decision made by the process that writes to a store.
     *
     * @param inUse says that one does
     * @return the version that records the decision
     * @throws DataException if it was not done
     * @throws StoreException {@code inUse}, if nobody took the request
     */
    long ask(JdbcStore beside, Request.Kind kind, String argument, String twin, StoreException inUse) {
        if (!(seconds >= 0 && seconds <= Request.MOST_SECONDS)) {
            throw new DataException("--wait = " + seconds + ", expected 0 … " + Request.MOST_SECONDS + " seconds");
        }
        long number = beside.ask(new Request(twin, kind, argument, person(), reason, Instant.now()));
        Request.Answer answer = answer(beside, number)
                .or(() -> beside.withdraw(number) ? Optional.empty() : late(beside, number, twin))
                .orElseThrow(() -> new StoreException(inUse.getMessage()
                        + ". It was asked to do this, and did not within " + seconds
                        + " s; weft run does, and --wait gives it longer"));
        if (!answer.done()) {
            throw new DataException(answer.text());
        }
        return answer.version();
    }

    private Optional<Request.Answer> answer(JdbcStore beside, long number) {
        long until = System.nanoTime() + (long) (1e9 * seconds);
        Optional<Request.Answer> answer = beside.answer(number);
        while (answer.isEmpty() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(100_000_000);
            answer = beside.answer(number);
        }
        return answer;
    }

    /** It was taken at the last moment. */
    private Optional<Request.Answer> late(JdbcStore beside, long number, String twin) {
        Optional<Request.Answer> answer = answer(beside, number);
        if (answer.isEmpty()) {
            throw new StoreException(
                    "store " + beside.place() + ": the process that writes took the request and has not"
                            + " answered; look with weft twin history " + twin + " whether it was done");
        }
        return answer;
    }

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
