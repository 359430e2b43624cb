package dev.weft.priors.fluids;

import static dev.weft.priors.Units.CUBIC_METRE;
import static dev.weft.priors.Units.CUBIC_METRE_PER_SECOND;
import static dev.weft.priors.Units.KILOGRAM;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.METRE_PER_SECOND;
import static dev.weft.priors.Units.NEWTON_PER_METRE;
import static dev.weft.priors.Units.NEWTON_SECOND_PER_METRE;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PASCAL;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a single-acting pneumatic cylinder: a valve fills or vents its chamber, a spring drives the piston back.
 *
 * <pre>
 * V·dp/dt = κ·(p₀·q − p·A·v)        V = V₀ + A·max(x, 0)
 * m·dv/dt = (p − pₐ)·A − k·x − c·v − stops        dx/dt = v
 * q = C·u⁺·p_s·ψ(p/p_s) − C·u⁻·p·ψ(pₐ/p)        ψ(r) = √(1 − ((r − b)/(1 − b))²), 1 where r ≤ b
 * </pre>
 *
 * <p>Pressures are absolute; q is the flow of the valve as a volume at the reference p₀ = 1 bar and 20 °C, at which the
 * gas is taken to flow, κ = 1.4. Below the critical ratio b of pressures the flow is choked: it does not depend on the
 * pressure behind. The root is smoothed where no flow passes, and turns its sign there. The valve's setting u is positive
 * to fill, negative to vent to pₐ = 101325 Pa. Beyond the ends of the stroke stops of 1 N/µm hold the piston. A pressure
 * below 1 kPa counts as that.
 *
 * <p>Source: ISO 6358-1, "Pneumatic fluid power: determination of flow-rate characteristics", 2013, for the valve; E.
 * Richer, Y. Hurmuzlu, "A high performance pneumatic force actuator system: part I, nonlinear mathematical model", ASME
 * Journal of Dynamic Systems, Measurement, and Control 122, 2000, for the chamber. Nominal values: round figures for a cylinder of 32 mm
 * bore and 100 mm stroke at a proportional valve.
 */
public final class PneumaticCylinder extends PhysicsPrior {
    private static final Quantity AIR_EXPONENT = Quantity.of(1.4, NUMBER);
    private static final Quantity REFERENCE = Quantity.of(1e5, PASCAL);
    private static final Quantity OUTSIDE = Quantity.of(101325, PASCAL);
    private static final Quantity STOP = Quantity.of(1e6, NEWTON_PER_METRE);
    private static final Quantity ONE = Quantity.of(1, NUMBER);
    private static final double VACUUM = 1e3;
    private static final double NO_FLOW = 1e-3;

    public final Parameter area = parameter("area", METRE.pow(2))
            .between(1e-6, 1)
            .nominal(8.04e-4)
            .steady()
            .meaning("area of the piston");
    public final Parameter deadVolume = parameter("deadVolume", CUBIC_METRE)
            .between(1e-8, 1)
            .nominal(2e-5)
            .steady()
            .meaning("volume of chamber and hose at the beginning of the stroke");
    public final Parameter stroke =
            parameter("stroke", METRE).between(1e-3, 10).nominal(0.1).steady().meaning("length of the stroke");
    public final Parameter mass =
            parameter("mass", KILOGRAM).between(1e-3, 1e4).nominal(1).steady().meaning("mass of piston and load");
    public final Parameter spring = parameter("spring", NEWTON_PER_METRE)
            .between(1, 1e6)
            .nominal(2500)
            .meaning("force per displacement of the spring");
    public final Parameter friction = parameter("friction", NEWTON_SECOND_PER_METRE)
            .between(0, 1e5)
            .nominal(80)
            .meaning("force per velocity of the seals");
    public final Parameter conductance = parameter("conductance", CUBIC_METRE_PER_SECOND.divide(PASCAL))
            .between(1e-12, 1e-5)
            .nominal(2e-8)
            .meaning("sonic conductance of the open valve");
    public final Parameter criticalRatio = parameter("criticalRatio", NUMBER)
            .between(0.05, 0.6)
            .nominal(0.3)
            .steady()
            .meaning("ratio of pressures below which the flow is choked");
    public final State pressure =
            state("pressure", PASCAL).startsAt(2e5).within(1e5).meaning("absolute pressure in the chamber");
    public final State position =
            state("position", METRE).startsAt(0.03).within(0.03).meaning("position of the piston");
    public final State velocity =
            state("velocity", METRE_PER_SECOND).startsAt(0).within(0.5).meaning("velocity of the piston");
    public final Input valve =
            input("valve", NUMBER).between(-0.5, 0.5).meaning("setting of the valve: 1 fills, -1 vents, 0 is shut");
    public final Input supply =
            input("supply", PASCAL).orElse(7e5).between(6e5, 8e5).meaning("absolute pressure of the supply");

    public PneumaticCylinder() {
        summary("A pneumatic cylinder with a spring; its valve fills or vents it, choked or not.");
        source("ISO 6358-1, 2013; E. Richer, Y. Hurmuzlu, A high performance pneumatic force actuator system: part I,"
                + " ASME Journal of Dynamic Systems, Measurement, and Control 122, 2000");
        sampling(2e-3, 1000);
        Quantity inside = pressure.atLeast(VACUUM);
        Quantity source = supply.atLeast(VACUUM);
        Quantity filling = valve.positivePart().times(source).times(passing(inside.over(source)));
        Quantity venting = valve.negate().positivePart().times(inside).times(passing(OUTSIDE.over(inside)));
        Quantity flow = conductance.times(filling.minus(venting));
        Quantity volume = deadVolume.plus(area.times(position.positivePart()));
        Quantity displaced = pressure.times(area).times(velocity);
        Quantity stops = STOP.times(
                position.minus(stroke).positivePart().minus(position.negate().positivePart()));
        Quantity pushed = pressure.minus(OUTSIDE).times(area);
        Quantity pushedBack =
                spring.times(position).plus(friction.times(velocity)).plus(stops);

        equation(
                pressure.rate(),
                AIR_EXPONENT.times(REFERENCE.times(flow).minus(displaced)).over(volume));
        equation(position.rate(), velocity);
        equation(velocity.rate(), pushed.minus(pushedBack).over(mass));
        output("pressure", pressure, 500, "absolute pressure in the chamber");
        output("position", position, 1e-4, "position of the piston");
        invariant("the seals only take energy", friction.times(velocity.squared()));
        invariant("no flow exceeds the choked one", ONE.minus(passing(inside.over(source))));
    }

    /** The flow per choked flow: 1 up to the critical ratio of pressures, 0 where they are equal, negative beyond. */
    private Quantity passing(Quantity ratio) {
        Quantity beyond = ratio.minus(criticalRatio).positivePart().over(ONE.minus(criticalRatio));
        return ONE.minus(beyond.squared()).signedSqrt(NO_FLOW);
    }
}
