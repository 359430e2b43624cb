package dev.weft.twins.audit;

import dev.weft.twins.audit.AuditFinding.Kind;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.ledger.StepSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hold the seats that a store knows of twins in steps against what snapshots in the chain say, and steps against their own
 * columns.
 */
final class SeatsAudit {
    private final List<AuditFinding> findings;
    private final Map<String, Seat> seats = new HashMap<>();

    SeatsAudit(List<AuditFinding> findings) {
        this.findings = findings;
    }

    /** Take the next step. */
    void pass(LedgerStep step) {
        for (StepBlock block : step.blocks()) {
            try {
                if (block.entries() > 0) {
                    requireOwn(StepReadings.of(block.readings()), step, block);
                }
                block.snapshots()
                        .ifPresent(bytes -> StepSnapshots.read(bytes, step.fleet(), block.block())
                                .forEach(standing -> seats.put(
                                        standing.twin(),
                                        new Seat(
                                                standing.twin(),
                                                step.fleet(),
                                                block.block() * StepReadings.LANES + standing.place()))));
            } catch (IllegalArgumentException e) {
                findings.add(new AuditFinding(
                        Kind.ENTRY_TOUCHED,
                        step.first(),
                        "",
                        "block " + block.block() + " of the step at " + step.first() + ": " + e.getMessage()));
            }
        }
    }

    private static void requireOwn(StepReadings readings, LedgerStep step, StepBlock block) {
        if (readings.fleet() != step.fleet()
                || readings.block() != block.block()
                || readings.count() != block.entries()) {
            throw new IllegalArgumentException("its columns are of other twins");
        }
    }

    /** Compare, after the last step; a writer may have added seats meanwhile. */
    void compare(List<Seat> kept) {
        List<String> wrong = new ArrayList<>();
        Map<String, Seat> known = new HashMap<>();
        kept.forEach(seat -> known.put(seat.twin(), seat));
        seats.forEach((twin, seat) -> {
            if (!seat.equals(known.get(twin))) {
                wrong.add(twin);
            }
        });
        if (!wrong.isEmpty()) {
            findings.add(new AuditFinding(
                    Kind.TWIN_TOUCHED,
                    0,
                    wrong.get(0),
                    "twin " + wrong.get(0) + (wrong.size() > 1 ? " and " + (wrong.size() - 1) + " others" : "")
                            + ": where the store looks for its entries in steps is not where they are"));
        }
    }
}
