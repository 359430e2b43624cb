package dev.weft.priors.electrical;

import static dev.weft.priors.Units.AMPERE;
import static dev.weft.priors.Units.HENRY;
import static dev.weft.priors.Units.KILOGRAM_SQUARE_METRE;
import static dev.weft.priors.Units.NEWTON_METRE;
import static dev.weft.priors.Units.NEWTON_METRE_SECOND;
import static dev.weft.priors.Units.OHM;
import static dev.weft.priors.Units.RADIAN_PER_SECOND;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;

/**
 * Describe a direct-current motor with permanent magnets: L·di/dt = U − R·i − K·ω and J·ω̇ = K·i − b·ω − M.
 *
 * <p>One constant K couples both sides: in SI units torque per current and voltage per speed are the same number.
 *
 * <p>Source: G. F. Franklin, J. D. Powell, A. Emami-Naeini, "Feedback Control of Dynamic Systems", 6th edition, 2010,
 * section 2.3. Nominal values: the data sheet of the maxon RE 40, 150 W, 24 V (148867), whose friction is given as a
 * no-load current of 137 mA: as viscous friction that is 4.14 mN·m at 793 rad/s.
 */
public final class DcMotor extends PhysicsPrior {
    public final Parameter resistance = parameter("resistance", OHM)
            .between(1e-4, 1e3)
            .nominal(0.299)
            .meaning("resistance of winding and brushes; grows with temperature and wear");
    public final Parameter inductance = parameter("inductance", HENRY)
            .between(1e-7, 10)
            .nominal(8.2e-5)
            .steady()
            .meaning("inductance of the winding");
    public final Parameter motorConstant = parameter("motorConstant", NEWTON_METRE.divide(AMPERE))
            .between(1e-4, 10)
            .nominal(0.0302)
            .meaning("torque per current, voltage per speed; falls as magnets age");
    public final Parameter inertia = parameter("inertia", KILOGRAM_SQUARE_METRE)
            .between(1e-9, 10)
            .nominal(1.42e-5)
            .steady()
            .meaning("inertia of rotor and load");
    public final Parameter friction = parameter("friction", NEWTON_METRE_SECOND)
            .between(0, 1)
            .nominal(5.2e-6)
            .meaning("torque per speed of the bearings");
    public final State current = state("current", AMPERE).startsAt(0).within(5).meaning("current of the armature");
    public final State speed =
            state("speed", RADIAN_PER_SECOND).startsAt(0).within(300).meaning("speed of the shaft");
    public final Input voltage = input("voltage", VOLT).between(-24, 24).meaning("voltage at the terminals");
    public final Input loadTorque =
            input("loadTorque", NEWTON_METRE).orElse(0).between(0, 0.15).meaning("torque that brakes the shaft");

    public DcMotor() {
        summary("A direct-current motor with permanent magnets, driven by its voltage and braked by a load.");
        source("G. F. Franklin, J. D. Powell, A. Emami-Naeini, Feedback Control of Dynamic Systems, 6th edition, 2010,"
                + " section 2.3");
        sampling(5e-4, 1000);
        equation(
                current.rate(),
                voltage.minus(resistance.times(current))
                        .minus(motorConstant.times(speed))
                        .over(inductance));
        equation(
                speed.rate(),
                motorConstant
                        .times(current)
                        .minus(friction.times(speed))
                        .minus(loadTorque)
                        .over(inertia));
        output("current", current, 0.05, "current of the armature");
        output("speed", speed, 0.5, "speed of the shaft");
        invariant(
                "winding and bearings only take power",
                resistance.times(current.squared()).plus(friction.times(speed.squared())));
    }
}
