package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.fleet.LanePool;
import org.jspecify.annotations.Nullable;

/**
 * Hold twins that share kernels, and what moves them.
 *
 * @param lanes what the twins know
 * @param step moves them
 * @param journal writes down in columns what steps do; null where each entry stands by itself
 * @param lock held by whoever uses these; all sets of a fleet have the same
 */
record LaneSet(Lanes lanes, LaneStep step, @Nullable LaneJournal journal, Object lock) {
    /** Make a set for a twin outside of a fleet, which shares kernels with all other such twins. */
    static LaneSet alone(PhysicsModel model) {
        return replaying(model, LanePool.single());
    }

    /** Make a set for twins whose steps are written down already. */
    static LaneSet replaying(PhysicsModel like, LanePool pool) {
        Lanes lanes = new Lanes(like, () -> LaneModels.of(like));
        return new LaneSet(lanes, new LaneStep(lanes, pool, LaneKernels::shared), null, new Object());
    }

    /**
     * Make a set for the twins of a fleet that are alike, that run on its pool.
     *
     * @param fleet number by which the ledger knows them
     * @param least so many twins that move together are written down in columns
     */
    static LaneSet of(PhysicsModel like, int fleet, int least, LanePool pool, Object lock) {
        Lanes lanes = new Lanes(like, () -> LaneModels.of(like));
        LaneStep step = new LaneStep(lanes, pool, model -> LaneKernels.on(pool, model));
        return new LaneSet(lanes, step, new LaneJournal(fleet, least, lanes, step, pool), lock);
    }
}
