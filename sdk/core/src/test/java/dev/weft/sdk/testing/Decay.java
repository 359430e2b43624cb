package dev.weft.sdk.testing;

import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;

/** A charge that leaks, v̇ = −r·v, whose rate has tight bounds. */
public final class Decay extends PhysicsPrior {
    public final Parameter rate =
            parameter("rate", PER_SECOND).between(0.2, 1).nominal(0.5).meaning("of the leak");
    public final State charge = state("charge", VOLT).startsAt(1).within(1).meaning("left");

    public Decay() {
        equation(charge.rate(), rate.times(charge).negate());
        output("shown", charge, 0.01, "charge");
    }
}
