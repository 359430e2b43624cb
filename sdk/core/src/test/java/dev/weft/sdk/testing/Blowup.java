package dev.weft.sdk.testing;

import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;

/** ẋ = r·x², which reaches infinity at t = 1/(r·x₀). */
public final class Blowup extends PhysicsPrior {
    public final Parameter rate = parameter("rate", PER_SECOND).between(0.1, 10);
    public final State size = state("size", NUMBER).startsAt(1);

    public Blowup() {
        equation(size.rate(), rate.times(size.squared()));
        output("shown", size, 0.01, "size");
    }
}
