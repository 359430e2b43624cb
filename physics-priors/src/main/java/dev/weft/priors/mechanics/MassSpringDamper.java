package dev.weft.priors.mechanics;

import static dev.weft.priors.Units.KILOGRAM;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.METRE_PER_SECOND;
import static dev.weft.priors.Units.NEWTON;
import static dev.weft.priors.Units.NEWTON_PER_METRE;
import static dev.weft.priors.Units.NEWTON_SECOND_PER_METRE;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;

/**
 * Describe a mass on a spring with viscous damping and an optional force: m·ẍ = −k·x − c·ẋ + F.
 *
 * <p>Without a measured force only k/m and c/m can be told from data.
 *
 * <p>Source: S. S. Rao, "Mechanical Vibrations", 5th edition, 2011, equation 2.59 with a force.
 */
public final class MassSpringDamper extends PhysicsPrior {
    public final Parameter mass =
            parameter("mass", KILOGRAM).between(1e-3, 1e3).nominal(1).meaning("moving mass");
    public final Parameter stiffness = parameter("stiffness", NEWTON_PER_METRE)
            .between(1e-2, 1e6)
            .nominal(100)
            .meaning("force per displacement of the spring");
    public final Parameter damping = parameter("damping", NEWTON_SECOND_PER_METRE)
            .between(0, 1e4)
            .nominal(1)
            .meaning("force per velocity of the damper");
    public final State position =
            state("position", METRE).startsAt(1).within(1).meaning("displacement from the spring's rest");
    public final State velocity =
            state("velocity", METRE_PER_SECOND).startsAt(0).within(10).meaning("velocity of the mass");
    public final Input force = input("force", NEWTON).orElse(0).between(-50, 50).meaning("external force on the mass");

    public MassSpringDamper() {
        summary("A mass on a spring with viscous damping and an optional external force.");
        source("S. S. Rao, Mechanical Vibrations, 5th edition, 2011, section 2.6");
        sampling(0.02, 1000);
        equation(position.rate(), velocity);
        equation(
                velocity.rate(),
                force.minus(stiffness.times(position).plus(damping.times(velocity)))
                        .over(mass));
        output("position", position, 0.01, "displacement from the spring's rest");
        output("velocity", velocity, 0.1, "velocity of the mass");
        invariant("the damper only takes energy", damping.times(velocity.squared()));
    }
}
