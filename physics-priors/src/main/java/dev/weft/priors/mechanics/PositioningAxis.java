package dev.weft.priors.mechanics;

import static dev.weft.priors.Units.KILOGRAM;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.METRE_PER_SECOND;
import static dev.weft.priors.Units.NEWTON;
import static dev.weft.priors.Units.NEWTON_SECOND_PER_METRE;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a linear axis with viscous and Coulomb friction: m·v̇ = F − c·v − F_C·sign v − F₀.
 *
 * <p>The sign is smoothed to tanh(v / 1 mm/s): below the Coulomb force the axis creeps, with less than 1 mm/s up to
 * three quarters of that force, where a real one sticks. F₀ is what the friction of the two directions differs by, or
 * the weight of a tilted axis. There are no end stops.
 *
 * <p>Source: A. Janot, M. Gautier, M. Brunot, "Data set and reference models of EMPS", Workshop on Nonlinear System
 * Identification Benchmarks, 2019, for the equation and the nominal values, theirs to four digits; the smoothed sign:
 * B. Armstrong-Hélouvry, P. Dupont, C. Canudas de Wit, "A survey of models, analysis tools and compensation methods
 * for the control of machines with friction", Automatica 30, 1994.
 */
public final class PositioningAxis extends PhysicsPrior {
    private static final double CREEP = 1e-3;

    public final Parameter mass = parameter("mass", KILOGRAM)
            .between(1e-2, 1e5)
            .nominal(95.11)
            .steady()
            .meaning("moving mass, with that of the motor's inertia");
    public final Parameter viscousFriction = parameter("viscousFriction", NEWTON_SECOND_PER_METRE)
            .between(0, 1e5)
            .nominal(203.5)
            .meaning("force per velocity of guides and screw");
    public final Parameter coulombFriction = parameter("coulombFriction", NEWTON)
            .between(0, 1e4)
            .nominal(20.39)
            .meaning("force of friction that does not depend on the velocity");
    public final Parameter offset = parameter("offset", NEWTON)
            .between(-1e3, 1e3)
            .nominal(-3.165)
            .meaning("constant force that brakes positive motion and helps negative one");
    public final State position =
            state("position", METRE).startsAt(0).within(0.1).meaning("position of the carriage");
    public final State velocity =
            state("velocity", METRE_PER_SECOND).startsAt(0).within(0.2).meaning("velocity of the carriage");
    public final Input force = input("force", NEWTON).between(-100, 100).meaning("force of the drive");

    public PositioningAxis() {
        summary("A linear axis with viscous and Coulomb friction and an offset of the force.");
        source("A. Janot, M. Gautier, M. Brunot, Data set and reference models of EMPS, Workshop on Nonlinear System"
                + " Identification Benchmarks, 2019");
        sampling(0.01, 1000);
        Quantity dry = coulombFriction.times(velocity.softSign(CREEP));
        Quantity friction = viscousFriction.times(velocity).plus(dry);
        equation(position.rate(), velocity);
        equation(velocity.rate(), force.minus(friction).minus(offset).over(mass));
        output("position", position, 1e-4, "position of the carriage");
        output("velocity", velocity, 1e-3, "velocity of the carriage");
        invariant("friction only takes energy", friction.times(velocity));
    }
}
