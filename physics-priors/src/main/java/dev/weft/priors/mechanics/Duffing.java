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
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a mass on a spring whose force has a cubic part, with viscous damping: m·ẍ = −k·x − k₃·x³ − c·ẋ + F.
 *
 * <p>A positive k₃ hardens the spring, as of a clamped beam; a negative one softens it. With k₃ &lt; 0 the mass runs away
 * beyond |x| = √(k/−k₃), where the spring has no force left: the bounds allow it, the nominal values do not. Without a
 * measured force only k/m, k₃/m and c/m can be told from data.
 *
 * <p>Source: G. Duffing, "Erzwungene Schwingungen bei veränderlicher Eigenfrequenz und ihre technische Bedeutung", 1918;
 * I. Kovacic, M. J. Brennan (editors), "The Duffing Equation", 2011, chapter 2. Nominal values: round figures for a steel leaf of some
 * hundred grams at 10 Hz whose stiffness doubles at 3 cm.
 */
public final class Duffing extends PhysicsPrior {
    public final Parameter mass =
            parameter("mass", KILOGRAM).between(1e-3, 1e3).nominal(0.25).meaning("moving mass");
    public final Parameter stiffness = parameter("stiffness", NEWTON_PER_METRE)
            .between(1e-1, 1e7)
            .nominal(1000)
            .meaning("force per displacement of the spring near its rest");
    public final Parameter cubicStiffness = parameter("cubicStiffness", NEWTON.divide(METRE.pow(3)))
            .between(-1e7, 1e9)
            .nominal(1e6)
            .meaning("force per cubed displacement; positive where the spring hardens");
    public final Parameter damping = parameter("damping", NEWTON_SECOND_PER_METRE)
            .between(0, 1e4)
            .nominal(0.5)
            .meaning("force per velocity of the damper");
    public final State position =
            state("position", METRE).startsAt(0.02).within(0.02).meaning("displacement from the spring's rest");
    public final State velocity =
            state("velocity", METRE_PER_SECOND).startsAt(0).within(1).meaning("velocity of the mass");
    public final Input force = input("force", NEWTON).orElse(0).between(-20, 20).meaning("external force on the mass");

    public Duffing() {
        summary("A mass on a spring with a cubic part of its force, viscous damping and an optional external force.");
        source(
                "G. Duffing, Erzwungene Schwingungen bei veränderlicher Eigenfrequenz und ihre technische Bedeutung, 1918");
        sampling(0.005, 1000);
        Quantity spring =
                stiffness.plus(cubicStiffness.times(position.squared())).times(position);
        equation(position.rate(), velocity);
        equation(
                velocity.rate(),
                force.minus(spring).minus(damping.times(velocity)).over(mass));
        output("position", position, 1e-4, "displacement from the spring's rest");
        invariant("the damper only takes energy", damping.times(velocity.squared()));
        limit(
                "equations can be solved",
                "the bounds allow a spring that softens; it has no force left at a large displacement, and the mass runs away");
    }
}
