package dev.weft.priors.mechanics;

import static dev.weft.priors.Units.KILOGRAM;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.NEWTON_METRE;
import static dev.weft.priors.Units.NEWTON_METRE_SECOND;
import static dev.weft.priors.Units.RADIAN;
import static dev.weft.priors.Units.RADIAN_PER_SECOND;
import static dev.weft.priors.Units.SECOND;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a point mass on a massless rod under gravity, with viscous friction in its bearing and a torque:
 * m·l²·φ̈ = −m·g·l·sin φ − b·φ̇ + M.
 *
 * <p>The angle is 0 where the mass hangs and is not wrapped: a turn more is 2π more. g is the standard 9.80665 m/s².
 * Without a measured torque only l and b/m can be told from data.
 *
 * <p>Source: S. H. Strogatz, "Nonlinear Dynamics and Chaos", 1994, section 4.4, equation 1. Nominal values: round figures for a bench
 * pendulum of half a metre.
 */
public final class Pendulum extends PhysicsPrior {
    private static final Quantity GRAVITY = Quantity.of(9.80665, METRE.divide(SECOND.pow(2)));

    public final Parameter mass =
            parameter("mass", KILOGRAM).between(1e-3, 1e3).nominal(0.5).steady().meaning("mass at the end of the rod");
    public final Parameter length = parameter("length", METRE)
            .between(1e-2, 1e2)
            .nominal(0.5)
            .steady()
            .meaning("distance of the mass from the pivot");
    public final Parameter friction = parameter("friction", NEWTON_METRE_SECOND)
            .between(0, 1e3)
            .nominal(0.02)
            .meaning("torque per angular velocity of the bearing");
    public final State angle = state("angle", RADIAN).startsAt(1).within(1).meaning("angle from hanging straight down");
    public final State speed =
            state("speed", RADIAN_PER_SECOND).startsAt(0).within(4).meaning("angular velocity");
    public final Input torque =
            input("torque", NEWTON_METRE).orElse(0).between(-1, 1).meaning("torque at the pivot");

    public Pendulum() {
        summary("A pendulum of any amplitude with viscous friction in its bearing and an optional torque.");
        source("S. H. Strogatz, Nonlinear Dynamics and Chaos, 1994, section 4.4, equation 1");
        sampling(0.02, 1000);
        Quantity weight = mass.times(GRAVITY).times(length).times(angle.sin());
        Quantity inertia = mass.times(length.squared());
        equation(angle.rate(), speed);
        equation(speed.rate(), torque.minus(weight).minus(friction.times(speed)).over(inertia));
        output("angle", angle, 0.005, "angle from hanging straight down");
        invariant("friction only takes energy", friction.times(speed.squared()));
    }
}
