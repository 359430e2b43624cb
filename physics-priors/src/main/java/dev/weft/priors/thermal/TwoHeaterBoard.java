package dev.weft.priors.thermal;

import static dev.weft.priors.Units.JOULE_PER_KELVIN;
import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PERCENT;
import static dev.weft.priors.Units.WATT;
import static dev.weft.priors.Units.WATT_PER_KELVIN;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe two heaters side by side on a board that lose heat by convection and radiation, to the air and to each other:
 *
 * <pre>
 * C·dT₁/dt = U·A·(Tₐ − T₁) + ε·σ·A·(Tₐ⁴ − T₁⁴) + U·Aₛ·(T₂ − T₁) + ε·σ·Aₛ·(T₂⁴ − T₁⁴) + α₁·Q₁
 * C·dT₂/dt = U·A·(Tₐ − T₂) + ε·σ·A·(Tₐ⁴ − T₂⁴) − U·Aₛ·(T₂ − T₁) − ε·σ·Aₛ·(T₂⁴ − T₁⁴) + α₂·Q₂
 * </pre>
 *
 * <p>with the outer area A, the area Aₛ between the heaters, the emissivity ε and σ = 5.670374e-8 W/(m²·K⁴) of Stefan
 * and Boltzmann. C is the product of mass and specific heat, 4 g of 500 J/(kg·K): data only tell the product.
 *
 * <p>Source: J. Park, R. A. Martin, J. D. Kelly, J. D. Hedengren, "Benchmark temperature microcontroller for process
 * dynamics and control", Computers and Chemical Engineering 135, 2020. Nominal values: those of the Temperature Control
 * Lab's simulation, whose board this is.
 */
public final class TwoHeaterBoard extends PhysicsPrior {
    private static final Quantity STEFAN_BOLTZMANN =
            Quantity.of(5.670374419e-8, WATT.divide(METRE.pow(2)).divide(KELVIN.pow(4)));

    public final Parameter heatCapacity = parameter("heatCapacity", JOULE_PER_KELVIN)
            .between(0.1, 1e3)
            .nominal(2)
            .steady()
            .meaning("heat capacity of one heater with its sensor");
    public final Parameter convection = parameter("convection", WATT_PER_KELVIN.divide(METRE.pow(2)))
            .between(0.5, 500)
            .nominal(10)
            .meaning("heat by convection per area and difference of temperatures");
    public final Parameter emissivity =
            parameter("emissivity", NUMBER).between(0, 1).nominal(0.9).steady().meaning("emissivity of the surfaces");
    public final Parameter outerArea = parameter("outerArea", METRE.pow(2))
            .between(1e-5, 1)
            .nominal(1e-3)
            .steady()
            .meaning("area of one heater towards the air");
    public final Parameter innerArea = parameter("innerArea", METRE.pow(2))
            .between(1e-6, 1)
            .nominal(2e-4)
            .steady()
            .meaning("area of one heater towards the other");
    public final Parameter firstGain = parameter("firstGain", WATT.divide(PERCENT))
            .between(1e-4, 1)
            .nominal(0.01)
            .meaning("power of the first heater per percent");
    public final Parameter secondGain = parameter("secondGain", WATT.divide(PERCENT))
            .between(1e-4, 1)
            .nominal(0.0075)
            .meaning("power of the second heater per percent");
    public final State first =
            state("first", KELVIN).startsAt(296.15).within(5).meaning("temperature of the first heater");
    public final State second =
            state("second", KELVIN).startsAt(296.15).within(5).meaning("temperature of the second heater");
    public final Input firstHeater =
            input("firstHeater", PERCENT).between(0, 100).meaning("setting of the first heater");
    public final Input secondHeater =
            input("secondHeater", PERCENT).orElse(0).between(0, 100).meaning("setting of the second heater");
    public final Input ambient =
            input("ambient", KELVIN).orElse(296.15).between(293, 298).meaning("temperature of the air");

    public TwoHeaterBoard() {
        summary("Two heaters on a board that lose heat by convection and radiation, to the air and to each other.");
        source("J. Park, R. A. Martin, J. D. Kelly, J. D. Hedengren, Benchmark temperature microcontroller for process"
                + " dynamics and control, Computers and Chemical Engineering 135, 2020");
        sampling(2, 1200);
        Quantity across = exchange(innerArea, second, first);
        equation(
                first.rate(),
                exchange(outerArea, ambient, first)
                        .plus(across)
                        .plus(firstGain.times(firstHeater))
                        .over(heatCapacity));
        equation(
                second.rate(),
                exchange(outerArea, ambient, second)
                        .minus(across)
                        .plus(secondGain.times(secondHeater))
                        .over(heatCapacity));
        output("first", first, 0.1, "temperature of the first heater");
        output("second", second, 0.1, "temperature of the second heater");
        invariant("heat flows from the warm heater to the cold one", across.times(second.minus(first)));
    }

    /** Heat by convection and radiation through an area. */
    private Quantity exchange(Parameter area, Quantity from, Quantity to) {
        Quantity radiated =
                emissivity.times(STEFAN_BOLTZMANN).times(from.power(4, 1).minus(to.power(4, 1)));
        return area.times(convection.times(from.minus(to)).plus(radiated));
    }
}
