package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.fleet.LanePool;

/**
 * Hold twins that share kernels, and what moves them.
 *
 * @param lanes what the twins know
 * @param step moves them
 * @param lock held by whoever uses one of both; all sets of a fleet have the same
 */
record LaneSet(Lanes lanes, LaneStep step, Object lock) {
    /** Make a set for a twin outside of a fleet, which shares kernels with all other such twins. */
    static LaneSet alone(PhysicsModel model) {
        Lanes lanes = new Lanes(model, () -> LaneModels.of(model));
        return new LaneSet(lanes, new LaneStep(lanes, LanePool.single(), LaneKernels::shared), new Object());
    }

    /** Make a set for the twins of a fleet that are alike, with kernels of its own. */
    static LaneSet of(PhysicsModel like, LanePool pool, Object lock) {
        Lanes lanes = new Lanes(like, () -> LaneModels.of(like));
        return new LaneSet(lanes, new LaneStep(lanes, pool, model -> new LaneKernels(model, pool)), lock);
    }
}
