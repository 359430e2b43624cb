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
 * Describe two point masses on two massless rods, one hanging from the other, with viscous friction in both joints.
 *
 * <p>From the Lagrangian, with Δ = φ₁ − φ₂, angular velocities ω and angles from the vertical:
 *
 * <pre>
 * (m₁ + m₂)·l₁²·ω̇₁ + m₂·l₁·l₂·cos Δ·ω̇₂ = −m₂·l₁·l₂·sin Δ·ω₂² − (m₁ + m₂)·g·l₁·sin φ₁ + M − b₁·ω₁ − b₂·(ω₁ − ω₂)
 * m₂·l₁·l₂·cos Δ·ω̇₁ + m₂·l₂²·ω̇₂ = m₂·l₁·l₂·sin Δ·ω₁² − m₂·g·l₂·sin φ₂ + b₂·(ω₁ − ω₂)
 * </pre>
 *
 * <p>Its determinant m₂·l₁²·l₂²·(m₁ + m₂·sin² Δ) is never 0. Motions that go over the top are chaotic: what is told of
 * them holds for a few swings. g is the standard 9.80665 m/s².
 *
 * <p>Source: L. D. Landau, E. M. Lifshitz, "Mechanics", 3rd edition, 1976, section 5, problem 1, with friction. Nominal
 * values: round figures for a bench model of two rods.
 */
public final class DoublePendulum extends PhysicsPrior {
    private static final Quantity GRAVITY = Quantity.of(9.80665, METRE.divide(SECOND.pow(2)));

    public final Parameter upperMass = parameter("upperMass", KILOGRAM)
            .between(1e-3, 1e3)
            .nominal(0.3)
            .steady()
            .meaning("mass at the joint");
    public final Parameter lowerMass = parameter("lowerMass", KILOGRAM)
            .between(1e-3, 1e3)
            .nominal(0.2)
            .steady()
            .meaning("mass at the end");
    public final Parameter upperLength = parameter("upperLength", METRE)
            .between(1e-2, 1e2)
            .nominal(0.3)
            .steady()
            .meaning("length of the upper rod");
    public final Parameter lowerLength = parameter("lowerLength", METRE)
            .between(1e-2, 1e2)
            .nominal(0.2)
            .steady()
            .meaning("length of the lower rod");
    public final Parameter upperFriction = parameter("upperFriction", NEWTON_METRE_SECOND)
            .between(0, 1e2)
            .nominal(2e-3)
            .meaning("torque per angular velocity of the pivot");
    public final Parameter lowerFriction = parameter("lowerFriction", NEWTON_METRE_SECOND)
            .between(0, 1e2)
            .nominal(1e-3)
            .meaning("torque per difference of angular velocities of the joint");
    public final State upperAngle =
            state("upperAngle", RADIAN).startsAt(0.5).within(0.5).meaning("angle of the upper rod from the vertical");
    public final State lowerAngle =
            state("lowerAngle", RADIAN).startsAt(0.5).within(0.5).meaning("angle of the lower rod from the vertical");
    public final State upperSpeed =
            state("upperSpeed", RADIAN_PER_SECOND).startsAt(0).within(3).meaning("angular velocity of the upper rod");
    public final State lowerSpeed =
            state("lowerSpeed", RADIAN_PER_SECOND).startsAt(0).within(3).meaning("angular velocity of the lower rod");
    public final Input torque =
            input("torque", NEWTON_METRE).orElse(0).between(-0.2, 0.2).meaning("torque at the pivot");

    public DoublePendulum() {
        summary("A pendulum that hangs from a pendulum, with friction in both joints and an optional torque.");
        source("L. D. Landau, E. M. Lifshitz, Mechanics, 3rd edition, 1976, section 5, problem 1");
        sampling(0.01, 500);
        Quantity difference = upperAngle.minus(lowerAngle);
        Quantity masses = upperMass.plus(lowerMass);
        Quantity coupling = lowerMass.times(upperLength).times(lowerLength);
        Quantity joint = lowerFriction.times(upperSpeed.minus(lowerSpeed));

        Quantity upperInertia = masses.times(upperLength.squared());
        Quantity lowerInertia = lowerMass.times(lowerLength.squared());
        Quantity coupled = coupling.times(difference.cos());
        Quantity upperTorque = torque.minus(upperFriction.times(upperSpeed))
                .minus(joint)
                .minus(coupling.times(difference.sin()).times(lowerSpeed.squared()))
                .minus(masses.times(GRAVITY).times(upperLength).times(upperAngle.sin()));
        Quantity lowerTorque = joint.plus(coupling.times(difference.sin()).times(upperSpeed.squared()))
                .minus(lowerMass.times(GRAVITY).times(lowerLength).times(lowerAngle.sin()));
        // Written out, so that no two nearly equal products are subtracted.
        Quantity determinant = lowerMass
                .times(upperLength.squared())
                .times(lowerLength.squared())
                .times(upperMass.plus(lowerMass.times(difference.sin().squared())));

        equation(upperAngle.rate(), upperSpeed);
        equation(lowerAngle.rate(), lowerSpeed);
        equation(
                upperSpeed.rate(),
                lowerInertia
                        .times(upperTorque)
                        .minus(coupled.times(lowerTorque))
                        .over(determinant));
        equation(
                lowerSpeed.rate(),
                upperInertia
                        .times(lowerTorque)
                        .minus(coupled.times(upperTorque))
                        .over(determinant));
        output("upperAngle", upperAngle, 0.005, "angle of the upper rod from the vertical");
        output("lowerAngle", lowerAngle, 0.005, "angle of the lower rod from the vertical");
        invariant(
                "friction only takes energy",
                upperFriction.times(upperSpeed.squared()).plus(joint.times(upperSpeed.minus(lowerSpeed))));
    }
}
