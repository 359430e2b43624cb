package dev.weft.twins.plant;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.model.PhysicsModel;
import java.util.Optional;

/**
 * Hold what the model of an asset turned out to be.
 *
 * @param prior the prior
 * @param calibrated the model of a file; empty if only the prior was named
 */
public record AssetModel(PhysicsPrior prior, Optional<PhysicsModel> calibrated) {}
