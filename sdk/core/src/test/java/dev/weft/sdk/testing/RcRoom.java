package dev.weft.sdk.testing;

import static dev.weft.priors.Units.SECOND;
import static dev.weft.priors.Units.WATT;
import static tech.units.indriya.unit.Units.KELVIN;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;

/** A user's own prior: a room that stores heat and loses it through its walls, C·Ṫ = (Tₐ − T)/R + P. */
public final class RcRoom extends PhysicsPrior {
    public final Parameter resistance = parameter("resistance", KELVIN.divide(WATT))
            .between(1e-3, 0.1)
            .nominal(0.01)
            .meaning("of the walls");
    public final Parameter capacity = parameter(
                    "capacity", WATT.multiply(SECOND).divide(KELVIN))
            .between(1e5, 1e8)
            .nominal(3e6)
            .meaning("of air and furniture");
    public final State temperature =
            state("temperature", KELVIN).startsAt(293).within(5).meaning("indoors");
    public final Input outdoor = input("outdoor", KELVIN).meaning("temperature outdoors");
    public final Input heater = input("heater", WATT).meaning("power of the heater");

    public RcRoom() {
        summary("A room with one capacity and one resistance.");
        source("J. A. Clarke, Energy Simulation in Building Design, 2nd edition, 2001");
        equation(
                temperature.rate(),
                outdoor.minus(temperature).over(resistance).plus(heater).over(capacity));
        output("indoor", temperature, 0.1, "temperature indoors");
    }
}
