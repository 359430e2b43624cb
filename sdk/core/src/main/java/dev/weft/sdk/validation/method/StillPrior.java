package dev.weft.sdk.validation.method;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Declare what another prior declares, but that nothing moves: ẋ = 0. */
final class StillPrior extends PhysicsPrior {
    StillPrior(PhysicsPrior base) {
        super(
                base,
                base.name() + "-still",
                List.of(),
                base.states().stream()
                        .collect(Collectors.toMap(
                                State::name, s -> base.rateOf(s).expr().negate())),
                Map.of());
    }
}
