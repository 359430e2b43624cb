package dev.weft.priors.electrical;

import static dev.weft.priors.Units.AMPERE;
import static dev.weft.priors.Units.JOULE_PER_KELVIN;
import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.OHM;
import static dev.weft.priors.Units.WATT;
import static dev.weft.priors.Units.WATT_PER_KELVIN;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe how the losses of an induction motor heat two bodies, stator winding and rotor:
 *
 * <pre>
 * Cₛ·dTₛ/dt = 3·Rₛ·(1 + α·(Tₛ − 293.15 K))·I² + P₀ − Gₐ·(Tₛ − Tₐ) − Gᵣ·(Tₛ − Tᵣ)
 * Cᵣ·dTᵣ/dt = 3·Rᵣ·(1 + α·(Tᵣ − 293.15 K))·I² + Gᵣ·(Tₛ − Tᵣ)
 * </pre>
 *
 * <p>with the current I of a phase, core and friction losses P₀ at the stator, the conductance Gₐ of frame and fan to the
 * air and Gᵣ across the air gap. α = 0.00393 per kelvin is that of copper (IEC 60028) and near that of aluminium. All
 * of the rotor's heat leaves through the stator. The rotor's current is taken as the stator's, with a resistance referred
 * to it: good from half load on. At so large currents that 3·R·α·I² exceeds the conductances the equations run away, as
 * a motor does; the fan of a standing motor does not blow, and Gₐ falls.
 *
 * <p>Source: P. H. Mellor, D. Roberts, D. R. Turner, "Lumped parameter thermal model for electrical machines of TEFC
 * design", IEE Proceedings B 138, 1991, whose network is lumped to two bodies here. Nominal values: round figures for a motor of 4 kW at
 * 8 A.
 */
public final class InductionMotorHeat extends PhysicsPrior {
    private static final Quantity ONE = Quantity.of(1, NUMBER);
    private static final Quantity COPPER = Quantity.of(0.00393, NUMBER.divide(KELVIN));
    private static final Quantity REFERENCE = Quantity.of(293.15, KELVIN);

    public final Parameter statorCapacity = parameter("statorCapacity", JOULE_PER_KELVIN)
            .between(10, 1e8)
            .nominal(9000)
            .steady()
            .meaning("heat capacity of stator winding and core");
    public final Parameter rotorCapacity = parameter("rotorCapacity", JOULE_PER_KELVIN)
            .between(10, 1e8)
            .nominal(5000)
            .steady()
            .meaning("heat capacity of the rotor");
    public final Parameter cooling = parameter("cooling", WATT_PER_KELVIN)
            .between(1e-2, 1e5)
            .nominal(8)
            .meaning("heat from stator to air per difference of temperatures; falls as fins clog");
    public final Parameter acrossGap = parameter("acrossGap", WATT_PER_KELVIN)
            .between(1e-2, 1e5)
            .nominal(5)
            .steady()
            .meaning("heat from rotor to stator per difference of temperatures");
    public final Parameter statorResistance = parameter("statorResistance", OHM)
            .between(1e-4, 1e3)
            .nominal(1.4)
            .meaning("resistance of a phase of the stator at 20 °C");
    public final Parameter rotorResistance = parameter("rotorResistance", OHM)
            .between(1e-4, 1e3)
            .nominal(1)
            .meaning("resistance of the rotor at 20 °C, referred to a phase of the stator");
    public final Parameter constantLosses =
            parameter("constantLosses", WATT).between(0, 1e6).nominal(120).meaning("losses of core and friction");
    public final State stator =
            state("stator", KELVIN).startsAt(330).within(20).meaning("temperature of the stator winding");
    public final State rotor = state("rotor", KELVIN).startsAt(340).within(20).meaning("temperature of the rotor");
    public final Input current = input("current", AMPERE).between(4, 10).meaning("current of a phase, effective value");
    public final Input ambient =
            input("ambient", KELVIN).orElse(293.15).between(283, 313).meaning("temperature of the air");

    public InductionMotorHeat() {
        summary("Stator winding and rotor of an induction motor, heated by its losses and cooled by its fan.");
        source("P. H. Mellor, D. Roberts, D. R. Turner, Lumped parameter thermal model for electrical machines of TEFC"
                + " design, IEE Proceedings B 138, 1991");
        sampling(30, 1000);
        Quantity inStator = losses(statorResistance, stator);
        Quantity inRotor = losses(rotorResistance, rotor);
        Quantity gap = acrossGap.times(stator.minus(rotor));
        equation(
                stator.rate(),
                inStator.plus(constantLosses)
                        .minus(cooling.times(stator.minus(ambient)))
                        .minus(gap)
                        .over(statorCapacity));
        equation(rotor.rate(), inRotor.plus(gap).over(rotorCapacity));
        output("stator", stator, 0.5, "temperature of the stator winding");
        invariant("losses heat the stator", inStator);
        invariant("losses heat the rotor", inRotor);
    }

    private Quantity losses(Parameter resistance, State temperature) {
        Quantity warm = ONE.plus(COPPER.times(temperature.minus(REFERENCE)));
        return resistance.times(3).times(warm).times(current.squared());
    }
}
