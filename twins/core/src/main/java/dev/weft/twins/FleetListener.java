package dev.weft.twins;

import dev.weft.twins.ledger.LedgerEntry.Kind;
import java.time.Duration;
import java.util.List;

/**
 * Hear what happens to the twins of a fleet: to count, to measure, to call somebody.
 *
 * <p>Called by the thread that does what is told, after the store has kept it, so a listener can undo nothing and must not
 * throw: what it throws comes out of the caller's method although the work was done. A batch is told once, whatever its size;
 * what a listener does for each of its readings is a cost of each reading. Twins that are updated one by one tell from several
 * threads.
 */
public interface FleetListener {
    /** Hears nothing. */
    FleetListener NONE = new FleetListener() {};

    /**
     * Describe a batch of readings that the store has kept.
     *
     * @param items the readings, in their order; of columns made when they are asked for
     * @param verdicts what became of each, likewise
     * @param stepping time it took to check the readings and to move the weights
     * @param storing time it took the store to keep the entries
     */
    record Batch(List<Fleet.Item> items, List<Verdict> verdicts, Duration stepping, Duration storing) {
        /** Describe a batch by the times at which it began, had been stepped and was kept, in nanoseconds. */
        static Batch of(List<Fleet.Item> items, List<Verdict> verdicts, long began, long stepped, long kept) {
            return new Batch(items, verdicts, Duration.ofNanos(stepped - began), Duration.ofNanos(kept - stepped));
        }
    }

    /** Hear of a twin: of each that is there when the fleet is opened, then of each that joins. */
    default void joined(Twin twin) {}

    /** Hear that a batch was taken. */
    default void taken(Batch batch) {}

    /** Hear that a batch of so many readings was not taken, as the store failed or a reading had the wrong size; the twins are as before. */
    default void failed(int readings, RuntimeException reason) {}

    /** Hear that a person has decided something about a twin. */
    default void decided(Twin twin, Kind decision, String actor) {}
}
