package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.filter.FilterModel;
import java.util.Optional;

/**
 * Say what twins must have in common to share lanes.
 *
 * @param prior name of the prior
 * @param weights D
 * @param inputs K
 * @param outputs Q
 * @param filter what compiled kernels estimate; empty if twins move one by one
 */
record TwinKind(String prior, int weights, int inputs, int outputs, Optional<FilterModel> filter) {
    static TwinKind of(PhysicsModel model) {
        return new TwinKind(
                model.prior().name(),
                model.layout().size(),
                model.prior().inputs().size(),
                model.prior().outputs().size(),
                LaneModels.of(model));
    }
}
