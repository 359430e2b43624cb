package dev.weft.twins;

import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.store.TwinStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Know when a store heard of the twins of a block in steps: that their block was written down says nothing of it. Of those that
 * were silent for more than {@value #STEPS_BACK} steps it knows a moment that is later.
 */
final class LastHeard {
    private static final int STEPS_BACK = 64;

    private final Instant[] at = new Instant[StepReadings.LANES];

    LastHeard(TwinStore store, int fleet, int block, List<Seat> seats) {
        Instant oldest = Instant.EPOCH;
        long upTo = Long.MAX_VALUE;
        for (int i = 0; i < STEPS_BACK && seats.stream().anyMatch(seat -> at[seat.place()] == null); i++) {
            Optional<StepPart> part = store.latestPart(fleet, block, upTo, false);
            if (part.isEmpty()) {
                break;
            }
            oldest = part.get().recordedAt();
            upTo = part.get().step() - 1;
            StepReadings readings = Replay.readings(part.get());
            for (int place = 0; place < at.length; place++) {
                if (at[place] == null && readings.index(place) >= 0) {
                    at[place] = oldest;
                }
            }
        }
        for (int place = 0; place < at.length; place++) {
            at[place] = at[place] == null ? oldest : at[place];
        }
    }

    /** Return when, of the twin at a place of the block. */
    Instant at(int place) {
        return at[place];
    }
}
