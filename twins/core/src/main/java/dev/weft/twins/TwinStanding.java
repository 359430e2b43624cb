package dev.weft.twins;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Instant;

/**
 * Say how a twin stands: all that its next step depends on.
 *
 * @param twin how it began
 * @param policy what holds
 * @param version its newest
 * @param snapshot as the newest version left it
 * @param approved the weights that a person has approved
 * @param heardAt system time of its newest entry
 */
record TwinStanding(
        TwinRecord twin,
        Policy policy,
        long version,
        TwinSnapshot snapshot,
        GaussianEstimate approved,
        Instant heardAt) {
    /** Find out how a twin stood after an entry. */
    static TwinStanding after(TwinStore store, TwinRecord twin, LedgerEntry entry) {
        return of(store, twin, entry.policy(), entry.version(), entry.after(), entry.recordedAt());
    }

    /** Find out how a twin stands under a policy that the store has. */
    static TwinStanding of(
            TwinStore store, TwinRecord twin, String policy, long version, TwinSnapshot snapshot, Instant heardAt) {
        Policy held = store.policy(policy)
                .orElseThrow(() -> StoreException.damaged("twin " + twin.id() + ": the policy " + policy
                        + " of version " + version + " is not in the store; restore the store from a copy"));
        return new TwinStanding(twin, held, version, snapshot, approved(store, twin.id(), version, snapshot), heardAt);
    }

    /** What a person approved: the weights of the twin's beginning, until somebody approves others. */
    static GaussianEstimate approved(TwinStore store, String twin, long version, TwinSnapshot snapshot) {
        long asked = ParameterGuard.approvedVersion(snapshot.memory());
        if (asked == version) {
            return served(snapshot);
        }
        return store.single(twin, asked)
                .map(entry -> served(entry.after()))
                .orElseThrow(() -> StoreException.damaged("twin " + twin + ": its approved version " + asked
                        + " is not in the store; restore the store from a copy"));
    }

    private static GaussianEstimate served(TwinSnapshot snapshot) {
        return snapshot.serving().orElseGet(snapshot::estimate);
    }

    /** Put the twin into a lane, in which it may have been before. */
    void seatIn(Lanes lanes, int lane) {
        if (lanes.isTaken(lane)) {
            lanes.put(lane, policy, version, snapshot, approved);
        } else {
            lanes.seat(lane, twin, policy, version, snapshot, approved);
        }
        lanes.heard(lane, heardAt.toEpochMilli());
    }
}
