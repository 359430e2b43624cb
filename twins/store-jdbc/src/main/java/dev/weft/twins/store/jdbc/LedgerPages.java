package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.StepPart;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hand out entries, parts and links page by page, up to what was the last one when the reading began: a long export neither
 * keeps writers waiting nor the log from being moved into the database. Readers are called outside of the store's lock.
 */
final class LedgerPages {
    private final Locked locked;
    private final EntryQueries entries;
    private final StepRows steps;

    /** Read under the store's lock. */
    interface Locked {
        <T> T read(Transactions.Work<T> work);
    }

    LedgerPages(Locked locked, EntryQueries entries, StepRows steps) {
        this.locked = locked;
        this.entries = entries;
        this.steps = steps;
    }

    /** Hand out a twin's singles. */
    void readSingles(String id, Consumer<LedgerEntry> reader) {
        long last = locked.read(connection -> entries.latest(connection, id))
                .map(LedgerEntry::version)
                .orElse(-1L);
        // Not from 0: what somebody slipped in before the beginning is to be seen too.
        forEachPage(
                Long.MIN_VALUE,
                last,
                LedgerEntry::version,
                from -> locked.read(connection -> entries.page(connection, id, from, last)),
                reader);
    }

    /** Hand out the parts with readings of a block, of steps that begin after one position and up to another. */
    void readParts(int fleet, int block, long after, long upTo, Consumer<StepPart> reader) {
        long last = Math.min(upTo, lastSequence());
        long from = after;
        while (from < last) {
            long begin = from;
            StepRows.Page page = locked.read(connection -> steps.page(connection, fleet, block, begin, last));
            page.parts().forEach(reader);
            from = page.seen();
        }
    }

    /** Hand out the links that begin after one position and up to another. */
    void readLinks(long after, long upTo, Consumer<LedgerLink> reader) {
        long last = Math.min(upTo, lastSequence());
        long from = after;
        Optional<LedgerStep> step = nextStep(after, last);
        while (step.isPresent()) {
            LedgerStep next = step.get();
            readSingles(from, next.first() - 1, reader);
            // Not from the step's last entry: what somebody slipped in between its entries is to be seen, too.
            from = next.first() - 1;
            reader.accept(next);
            step = nextStep(next.first(), last);
        }
        readSingles(from, last, reader);
    }

    private Optional<LedgerStep> nextStep(long after, long upTo) {
        return locked.read(connection -> steps.next(connection, after, upTo));
    }

    private void readSingles(long after, long last, Consumer<LedgerLink> reader) {
        forEachPage(
                after,
                last,
                LedgerEntry::sequence,
                from -> locked.read(connection -> entries.page(connection, from, last)),
                reader::accept);
    }

    private static void forEachPage(
            long after,
            long last,
            Function<LedgerEntry, Long> position,
            Function<Long, List<LedgerEntry>> page,
            Consumer<LedgerEntry> reader) {
        long from = after;
        while (from < last) {
            List<LedgerEntry> read = page.apply(from);
            if (read.isEmpty()) {
                return;
            }
            read.forEach(reader);
            from = position.apply(read.get(read.size() - 1));
        }
    }

    private long lastSequence() {
        return locked.read(connection -> Math.max(
                entries.lastSequence(connection),
                StepRows.last(connection).map(StepRows.LastStep::sequence).orElse(0L)));
    }
}
