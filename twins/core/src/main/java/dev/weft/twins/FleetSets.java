package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.ledger.StepDraft;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Hold the sets of lanes of a fleet, by the numbers by which the ledger knows them. */
final class FleetSets {
    private final int least;
    private final LanePool pool;
    private final Object lock;
    private final TreeMap<Integer, LaneSet> byNumber = new TreeMap<>();
    private final Map<TwinKind, LaneSet> byKind = new HashMap<>();

    FleetSets(int least, LanePool pool, Object lock) {
        this.least = least;
        this.pool = pool;
        this.lock = lock;
    }

    /** Return the set of a number, for twins like this one. */
    LaneSet numbered(int number, PhysicsModel like) {
        LaneSet set = byNumber.computeIfAbsent(number, n -> LaneSet.of(like, n, least, pool, lock));
        byKind.putIfAbsent(TwinKind.of(like), set);
        return set;
    }

    /** Describe the blocks of all sets as they stand, where that is not in the ledger yet. */
    List<StepDraft> closing(Instant at) {
        return byNumber.values().stream()
                .flatMap(set -> Optional.ofNullable(set.journal()).stream())
                .flatMap(journal -> journal.closing(at).stream())
                .toList();
    }

    /** Return a free lane for a twin of a model, behind those that are taken. */
    TwinBuilder.Place next(PhysicsModel model) {
        TwinKind kind = TwinKind.of(model);
        LaneSet known = byKind.get(kind);
        LaneSet set = known != null ? known : numbered(byNumber.isEmpty() ? 1 : byNumber.lastKey() + 1, model);
        return new TwinBuilder.Place(set, set.lanes().size());
    }
}
