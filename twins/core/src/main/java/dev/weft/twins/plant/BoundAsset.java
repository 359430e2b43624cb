package dev.weft.twins.plant;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.sdk.data.RowSource;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Twin;
import dev.weft.twins.TwinBuilder;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.quality.QualityRules;
import dev.weft.twins.quality.SignalRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** An asset of a plant with its prior, its columns and its policy: all that a row needs to become a reading. */
final class BoundAsset {
    private final PlantAsset asset;
    private final AssetModel model;
    private final Policy policy;
    private final RowBinding binding;
    private OptionalDouble interval;

    private BoundAsset(PlantAsset asset, AssetModel model, Policy policy, RowBinding binding) {
        this.asset = asset;
        this.model = model;
        this.policy = policy;
        this.binding = binding;
        this.interval = asset.settings().interval();
    }

    /**
     * Put an asset together.
     *
     * @throws DataException if what it says does not fit its prior, or the source has no such columns
     */
    static BoundAsset of(Plant plant, PlantAsset asset, AssetModel model, RowSource source) {
        String place = plant.placeOf(asset);
        PhysicsPrior prior = model.prior();
        Policy policy = plant.policyOf(asset);
        try {
            // Any interval: rules of signals do not depend on it.
            Map<String, SignalRule> rules = policy.signals();
            QualityRules.of(prior, 1).with(prior, rules);
            asset.settings().columns().redundant().keySet().forEach(signal -> {
                if (Optional.ofNullable(rules.get(signal))
                        .flatMap(SignalRule::redundant)
                        .isEmpty()) {
                    throw new IllegalArgumentException("redundant." + signal + ": policy " + policy
                            + " does not say how a second sensor of " + signal + " is used, expected signals." + signal
                            + ".redundant with a tolerance");
                }
            });
            List<String> states = prior.states().stream().map(State::name).toList();
            asset.settings().initial().keySet().stream()
                    .filter(name -> !states.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Nearest.unknown("initial", "state", name, states);
                    });
            return new BoundAsset(
                    asset, model, policy, RowBinding.of(prior, asset.settings().columns(), source));
        } catch (DataException | IllegalArgumentException e) {
            throw new DataException(place + e.getMessage(), e);
        }
    }

    AssetName name() {
        return asset.name();
    }

    PhysicsPrior prior() {
        return model.prior();
    }

    Policy policy() {
        return policy;
    }

    RowBinding binding() {
        return binding;
    }

    /** Whether the usual time between readings has to be looked up in the source. */
    boolean needsInterval() {
        return model.calibrated().isEmpty() && interval.isEmpty();
    }

    void setInterval(double seconds) {
        interval = OptionalDouble.of(seconds);
    }

    /** Begin a twin. */
    TwinBuilder begin() {
        PhysicsModel start =
                model.calibrated().orElseGet(() -> PhysicsModel.nominal(model.prior(), interval.orElseThrow()));
        if (asset.settings().drift().isPresent()) {
            double drift = asset.settings().drift().getAsDouble();
            start = start.withNoise(start.noise().withDrift(drift / Math.sqrt(start.samplingInterval())));
        }
        return Twin.of(withInitial(start)).guardedBy(policy);
    }

    private PhysicsModel withInitial(PhysicsModel from) {
        Map<String, Double> initial = asset.settings().initial();
        if (initial.isEmpty()) {
            return from;
        }
        GaussianEstimate estimate = from.start();
        List<State> states = from.prior().states();
        for (int i = 0; i < states.size(); i++) {
            Double value = initial.get(states.get(i).name());
            if (value != null) {
                // States are weights as they are, behind the parameters.
                estimate.mean()[from.layout().parameterCount() + i] = value;
            }
        }
        return new PhysicsModel(from.prior(), estimate, from.noise(), from.samplingInterval(), from.card());
    }
}
