package dev.weft.priors.mechanics;

import static dev.weft.priors.Units.KILOGRAM_SQUARE_METRE;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.NEWTON_METRE;
import static dev.weft.priors.Units.NEWTON_METRE_SECOND;
import static dev.weft.priors.Units.NEWTON_PER_METRE;
import static dev.weft.priors.Units.NEWTON_SECOND_PER_METRE;
import static dev.weft.priors.Units.RADIAN_PER_SECOND;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe two pulleys coupled by an elastic, damped belt; a torque drives the one, a load brakes the other.
 *
 * <p>With the stretch s = r₁·φ₁ − r₂·φ₂ and the force k·s + d·ṡ, which is that of both branches of the belt together:
 * J₁·ω̇₁ = M − r₁·(k·s + d·ṡ) − b₁·ω₁ and J₂·ω̇₂ = r₂·(k·s + d·ṡ) − b₂·ω₂ − M_load. The belt is tight and does not slip.
 * The radii are geometry: measure and fix them.
 *
 * <p>Source: G. Incerti, "A model for analyzing the startup dynamics of a belt transmission driven by a DC motor",
 * International Journal of Mechanical and Mechatronics Engineering 8, 2014, its mechanical part with friction; the
 * coupled drives of T. Wigren, M. Schoukens, "Coupled electric drives data set and reference models", 2017, are of this
 * kind. Nominal values: round figures for a bench drive that resonates at 14 Hz.
 */
public final class BeltDrive extends PhysicsPrior {
    public final Parameter motorInertia = parameter("motorInertia", KILOGRAM_SQUARE_METRE)
            .between(1e-7, 1e2)
            .nominal(1e-3)
            .steady()
            .meaning("inertia of the driving side");
    public final Parameter loadInertia = parameter("loadInertia", KILOGRAM_SQUARE_METRE)
            .between(1e-7, 1e2)
            .nominal(4e-3)
            .steady()
            .meaning("inertia of the driven side");
    public final Parameter motorRadius = parameter("motorRadius", METRE)
            .between(1e-3, 1)
            .nominal(0.03)
            .steady()
            .meaning("radius of the driving pulley");
    public final Parameter loadRadius = parameter("loadRadius", METRE)
            .between(1e-3, 1)
            .nominal(0.06)
            .steady()
            .meaning("radius of the driven pulley");
    public final Parameter beltStiffness = parameter("beltStiffness", NEWTON_PER_METRE)
            .between(1e1, 1e8)
            .nominal(4000)
            .meaning("force per stretch of the belt");
    public final Parameter beltDamping = parameter("beltDamping", NEWTON_SECOND_PER_METRE)
            .between(0, 1e5)
            .nominal(5)
            .meaning("force per rate of stretch of the belt");
    public final Parameter motorFriction = parameter("motorFriction", NEWTON_METRE_SECOND)
            .between(0, 10)
            .nominal(1e-3)
            .meaning("torque per speed of the driving side's bearings");
    public final Parameter loadFriction = parameter("loadFriction", NEWTON_METRE_SECOND)
            .between(0, 10)
            .nominal(4e-3)
            .meaning("torque per speed of the driven side's bearings");
    public final State motorSpeed =
            state("motorSpeed", RADIAN_PER_SECOND).startsAt(0).within(50).meaning("speed of the driving pulley");
    public final State loadSpeed =
            state("loadSpeed", RADIAN_PER_SECOND).startsAt(0).within(25).meaning("speed of the driven pulley");
    public final State stretch =
            state("stretch", METRE).startsAt(0).within(1e-3).meaning("stretch of the belt, driving side ahead");
    public final Input torque =
            input("torque", NEWTON_METRE).between(-0.3, 0.3).meaning("torque on the driving pulley");
    public final Input loadTorque =
            input("loadTorque", NEWTON_METRE).orElse(0).between(0, 0.1).meaning("braking torque on the driven pulley");

    public BeltDrive() {
        summary("Two pulleys coupled by an elastic, damped belt; a torque drives the one, a load brakes the other.");
        source("G. Incerti, A model for analyzing the startup dynamics of a belt transmission driven by a DC motor,"
                + " International Journal of Mechanical and Mechatronics Engineering 8, 2014");
        sampling(0.005, 1000);
        Quantity stretching = motorRadius.times(motorSpeed).minus(loadRadius.times(loadSpeed));
        Quantity belt = beltStiffness.times(stretch).plus(beltDamping.times(stretching));
        equation(
                motorSpeed.rate(),
                torque.minus(motorRadius.times(belt))
                        .minus(motorFriction.times(motorSpeed))
                        .over(motorInertia));
        equation(
                loadSpeed.rate(),
                loadRadius
                        .times(belt)
                        .minus(loadFriction.times(loadSpeed))
                        .minus(loadTorque)
                        .over(loadInertia));
        equation(stretch.rate(), stretching);
        output("motorSpeed", motorSpeed, 0.1, "speed of the driving pulley");
        output("loadSpeed", loadSpeed, 0.1, "speed of the driven pulley");
        invariant(
                "belt and bearings only take energy",
                beltDamping
                        .times(stretching.squared())
                        .plus(motorFriction.times(motorSpeed.squared()))
                        .plus(loadFriction.times(loadSpeed.squared())));
    }
}
