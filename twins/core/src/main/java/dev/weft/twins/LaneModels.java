package dev.weft.twins;

import dev.weft.priors.Input;
import dev.weft.sdk.adapt.FleetModels;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.filter.ByLane;
import dev.weft.solvers.filter.Drift;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Say which twins can share compiled kernels: those whose equations, coordinates and number of steps are the same, whatever
 * was calibrated. It follows from a twin's model alone, so that a replay takes the same kernels. Thread-safe.
 */
final class LaneModels {
    /** What a flow with fixed steps may err by, as its embedded method estimates: for smooth equations a hundredth of it. */
    private static final double TOLERANCE = 1e-4;

    /** Kernels are written out, and grow with the third power of the weights. */
    private static final int MOST_WEIGHTS = 12;

    private static final Map<PhysicsModel, Optional<FilterModel>> KNOWN =
            Collections.synchronizedMap(new WeakHashMap<>());

    private LaneModels() {}

    /**
     * Translate a model.
     *
     * @return empty if its twins have to be followed one by one: equations that are stiff or round values, inputs that run on between
     *     readings, or more than {@value #MOST_WEIGHTS} weights
     */
    static Optional<FilterModel> of(PhysicsModel model) {
        // Not computeIfAbsent, under whose lock other models would wait.
        Optional<FilterModel> known = KNOWN.get(model);
        if (known == null) {
            known = translate(model);
            KNOWN.put(model, known);
        }
        return known;
    }

    private static Optional<FilterModel> translate(PhysicsModel model) {
        boolean held = model.card().between() == InputsBetween.HELD
                || model.prior().inputs().isEmpty();
        if (!held
                || model.layout().size() > MOST_WEIGHTS
                || KinkWatch.isEverywhere(model.prior().system())) {
            return Optional.empty();
        }
        try {
            FilterModel exact = FleetModels.of(model, usualInputs(model));
            return Optional.of(exact.withOutputVariances(alike(exact.outputVariances()))
                    .withStateNoise(alike(exact.stateNoise()))
                    .withDrifts(exact.drifts().stream().map(LaneModels::alike).toList())
                    .withByLane(ByLane.NOISE)
                    .withFlowCheck(FleetModels.check(model, TOLERANCE)));
        } catch (IllegalArgumentException | IntegrationException e) {
            return Optional.empty();
        }
    }

    /** Lanes have noise of their own; the model says only where there is none at all. */
    private static List<Double> alike(List<Double> variances) {
        return variances.stream().map(v -> v == 0 ? 0.0 : 1.0).toList();
    }

    private static Drift alike(Drift drift) {
        return new Drift(drift.density() == 0 ? 0 : 1, drift.timeConstant());
    }

    private static double[] usualInputs(PhysicsModel model) {
        return model.prior().inputs().stream().mapToDouble(LaneModels::usual).toArray();
    }

    private static double usual(Input input) {
        return input.fallback()
                .orElseGet(
                        () -> input.range().map(r -> 0.5 * (r.low() + r.high())).orElse(0.0));
    }
}
