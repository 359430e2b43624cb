package dev.weft.sdk.adapt;

import dev.weft.priors.Parameter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.filter.Drift;
import java.util.List;

/** Say how the parameters of a model may change by themselves: what the prior declares of each, else the model's own drift. */
final class ParameterDrifts {
    private ParameterDrifts() {}

    /** Return the drift of each parameter [M]. */
    static List<Drift> of(PhysicsModel model) {
        // A model without drift holds its parameters, whatever the prior says of them.
        boolean held = model.noise().drift() == 0;
        return model.prior().parameters().stream()
                .map(p -> held || !p.ages() ? Drift.NONE : of(p, model.noise().drift()))
                .toList();
    }

    private static Drift of(Parameter parameter, double usual) {
        double perRootSecond = parameter.drift().orElse(usual);
        return new Drift(perRootSecond * perRootSecond, parameter.timeConstant().orElse(Double.POSITIVE_INFINITY));
    }
}
