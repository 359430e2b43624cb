package dev.weft.sdk.testing;

import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;

/** A sensor that follows a slow leak within microseconds, ṡ = a (v − s), v̇ = −r v: stiff. */
public final class FastSensor extends PhysicsPrior {
    public final Parameter leak = parameter("leak", PER_SECOND).between(0.1, 10).nominal(0.5);
    public final Parameter speed =
            parameter("speed", PER_SECOND).between(1, 1e9).nominal(1e6);
    public final State charge = state("charge", VOLT).startsAt(1);
    public final State reading = state("reading", VOLT).startsAt(0);

    public FastSensor() {
        equation(charge.rate(), leak.times(charge).negate());
        equation(reading.rate(), speed.times(charge.minus(reading)));
        output("shown", reading, 0.01, "the reading");
    }
}
