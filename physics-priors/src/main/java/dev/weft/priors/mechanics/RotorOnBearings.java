package dev.weft.priors.mechanics;

import static dev.weft.priors.Units.KILOGRAM;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.METRE_PER_SECOND;
import static dev.weft.priors.Units.NEWTON_PER_METRE;
import static dev.weft.priors.Units.NEWTON_SECOND_PER_METRE;
import static dev.weft.priors.Units.RADIAN;
import static dev.weft.priors.Units.RADIAN_PER_SECOND;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe the whirl of a rotor with an unbalance on bearings that are softer one way than the other (Jeffcott's rotor).
 *
 * <p>The centre of the disc moves by m·ẍ = −kₓ·x − c·ẋ + m·e·Ω²·cos θ and m·ÿ = −k_y·y − c·ẏ + m·e·Ω²·sin θ, with the
 * eccentricity e of its mass and the angle θ̇ = Ω of its mark. Displacements are from the rest under gravity. The speed
 * is an input held between samples: the torque it takes to change it is left out. Only kₓ/m, k_y/m, c/m and e can be
 * told from displacements; weigh the rotor and fix its mass.
 *
 * <p>Source: H. H. Jeffcott, "The lateral vibration of loaded shafts in the neighbourhood of a whirling speed: the
 * effect of want of balance", Philosophical Magazine 37, 1919; G. Genta, "Dynamics of Rotating Systems", 2005, chapter
 * 2. Nominal values: round figures for a small fan whose critical speeds are near 1500 and 1700 turns a minute.
 */
public final class RotorOnBearings extends PhysicsPrior {
    public final Parameter mass =
            parameter("mass", KILOGRAM).between(1e-2, 1e4).nominal(10).steady().meaning("mass of the rotor");
    public final Parameter horizontalStiffness = parameter("horizontalStiffness", NEWTON_PER_METRE)
            .between(1e2, 1e10)
            .nominal(2.5e5)
            .meaning("force per displacement of shaft and bearings, horizontally");
    public final Parameter verticalStiffness = parameter("verticalStiffness", NEWTON_PER_METRE)
            .between(1e2, 1e10)
            .nominal(3.2e5)
            .meaning("force per displacement of shaft and bearings, vertically");
    public final Parameter damping = parameter("damping", NEWTON_SECOND_PER_METRE)
            .between(0, 1e6)
            .nominal(200)
            .meaning("force per velocity of shaft and bearings");
    public final Parameter eccentricity = parameter("eccentricity", METRE)
            .between(1e-9, 1e-2)
            .nominal(2e-5)
            .meaning("distance of the centre of mass from the axis");
    public final State horizontal =
            state("horizontal", METRE).startsAt(0).within(1e-4).meaning("horizontal displacement of the disc");
    public final State vertical =
            state("vertical", METRE).startsAt(0).within(1e-4).meaning("vertical displacement of the disc");
    public final State horizontalVelocity = state("horizontalVelocity", METRE_PER_SECOND)
            .startsAt(0)
            .within(0.02)
            .meaning("horizontal velocity of the disc");
    public final State verticalVelocity = state("verticalVelocity", METRE_PER_SECOND)
            .startsAt(0)
            .within(0.02)
            .meaning("vertical velocity of the disc");
    public final State mark =
            state("mark", RADIAN).startsAt(0).within(3).meaning("angle of the heavy side from the horizontal");
    public final Input speed =
            input("speed", RADIAN_PER_SECOND).between(50, 250).meaning("speed at which the rotor turns");

    public RotorOnBearings() {
        summary("A rotor with an unbalance on bearings of unlike stiffness; its speed drives the whirl.");
        source("H. H. Jeffcott, The lateral vibration of loaded shafts in the neighbourhood of a whirling speed,"
                + " Philosophical Magazine 37, 1919");
        sampling(0.002, 1000);
        Quantity pull = mass.times(eccentricity).times(speed.squared());
        equation(horizontal.rate(), horizontalVelocity);
        equation(vertical.rate(), verticalVelocity);
        equation(
                horizontalVelocity.rate(),
                pull.times(mark.cos())
                        .minus(horizontalStiffness.times(horizontal))
                        .minus(damping.times(horizontalVelocity))
                        .over(mass));
        equation(
                verticalVelocity.rate(),
                pull.times(mark.sin())
                        .minus(verticalStiffness.times(vertical))
                        .minus(damping.times(verticalVelocity))
                        .over(mass));
        equation(mark.rate(), speed);
        output("horizontal", horizontal, 1e-6, "horizontal displacement of the disc");
        output("vertical", vertical, 1e-6, "vertical displacement of the disc");
        invariant(
                "the bearings only take energy",
                damping.times(horizontalVelocity.squared().plus(verticalVelocity.squared())));
    }
}
