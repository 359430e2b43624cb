package dev.weft.examples.thermal;

import static dev.weft.priors.Units.WATT;
import static tech.units.indriya.unit.Units.JOULE;
import static tech.units.indriya.unit.Units.KELVIN;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/** Describe a heated tank with a cooler that a thermostat opens: C·dT/dt = P − k·(T − Tₐ) − g·max(T − Tₒ, 0). */
public final class HeatedTank extends PhysicsPrior {
    public final Parameter capacity =
            parameter("capacity", JOULE.divide(KELVIN)).between(1e3, 1e7);
    public final Parameter loss = parameter("loss", WATT.divide(KELVIN)).between(0.1, 1e3);
    public final Parameter cooler = parameter("cooler", WATT.divide(KELVIN)).between(0.1, 1e4);
    public final Parameter opensAt = parameter("opensAt", KELVIN).between(280, 370);
    public final State water = state("water", KELVIN).startsAt(300).within(10).meaning("temperature of the water");
    public final Input power = input("power", WATT).between(0, 1500).meaning("electric power of the heater");
    public final Input outside = input("outside", KELVIN).orElse(293).meaning("temperature around the tank");

    public HeatedTank() {
        summary("A heated water tank with a cooler that a thermostat opens.");
        source("Newton's law of cooling, 1701; the thermostat is ours");
        sampling(120, 500);
        Quantity lost = loss.times(water.minus(outside));
        Quantity cooled = cooler.times(water.minus(opensAt).softPositivePart(0.2));
        equation(water.rate(), power.minus(lost).minus(cooled).over(capacity));
        output("temperature", water, 0.1, "temperature of the water");
        invariant("the cooler never heats", cooled);
    }
}
