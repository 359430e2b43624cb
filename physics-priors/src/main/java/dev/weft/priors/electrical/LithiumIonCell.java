package dev.weft.priors.electrical;

import static dev.weft.priors.Units.AMPERE;
import static dev.weft.priors.Units.JOULE_PER_KELVIN;
import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.KELVIN_PER_WATT;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.OHM;
import static dev.weft.priors.Units.SECOND;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;
import java.util.ArrayList;
import java.util.List;

/** Hold what all equivalent circuits of a cell share; the pairs of resistance and capacity are those of a subclass. */
abstract class LithiumIonCell extends PhysicsPrior {
    private static final Quantity ROOM = Quantity.of(298.15, KELVIN);
    private static final Quantity ONE = Quantity.of(1, NUMBER);

    public final Parameter ratedCapacity = parameter("ratedCapacity", AMPERE.multiply(SECOND))
            .between(10, 1e7)
            .nominal(3060)
            .steady()
            .meaning("charge of the cell when new, from its data sheet");
    public final Parameter capacityFade = parameter("capacityFade", NUMBER)
            .between(0, 0.9)
            .nominal(0.05)
            .meaning("share of the rated capacity that is lost");
    public final Parameter seriesResistance = parameter("seriesResistance", OHM)
            .between(1e-5, 10)
            .nominal(0.07446)
            .meaning("resistance that acts at once, at 25 °C");
    public final Parameter activation = parameter("activation", KELVIN)
            .between(0, 1e4)
            .nominal(1500)
            .steady()
            .meaning("how much faster ions move when warm: the activation energy per gas constant");
    public final Parameter emptyDrop = parameter("emptyDrop", VOLT)
            .between(0, 3)
            .nominal(1.031)
            .steady()
            .meaning("drop of the open-circuit voltage of an empty cell");
    public final Parameter emptyRate = parameter("emptyRate", NUMBER)
            .between(5, 100)
            .nominal(35)
            .steady()
            .meaning("how fast that drop vanishes with the state of charge");
    public final Parameter baseVoltage = parameter("baseVoltage", VOLT)
            .between(1, 5)
            .nominal(3.685)
            .steady()
            .meaning("open-circuit voltage: constant part");
    public final Parameter linearVoltage = parameter("linearVoltage", VOLT)
            .between(-3, 3)
            .nominal(0.2156)
            .steady()
            .meaning("open-circuit voltage: part that is linear in the state of charge");
    public final Parameter quadraticVoltage = parameter("quadraticVoltage", VOLT)
            .between(-3, 3)
            .nominal(-0.1178)
            .steady()
            .meaning("open-circuit voltage: quadratic part");
    public final Parameter cubicVoltage = parameter("cubicVoltage", VOLT)
            .between(-3, 3)
            .nominal(0.3201)
            .steady()
            .meaning("open-circuit voltage: cubic part");
    public final Parameter heatCapacity = parameter("heatCapacity", JOULE_PER_KELVIN)
            .between(1, 1e5)
            .nominal(17)
            .steady()
            .meaning("heat capacity of the cell");
    public final Parameter coolingResistance = parameter("coolingResistance", KELVIN_PER_WATT)
            .between(1e-2, 1e3)
            .nominal(20)
            .meaning("thermal resistance between cell and surroundings");
    public final State charge =
            state("charge", NUMBER).startsAt(0.9).within(0.2).meaning("state of charge: 0 empty, 1 full");
    public final State temperature =
            state("temperature", KELVIN).startsAt(298.15).within(5).meaning("temperature of the cell");
    public final Input current =
            input("current", AMPERE).between(-0.35, 0.85).meaning("current out of the cell, negative while charging");
    public final Input ambient =
            input("ambient", KELVIN).orElse(298.15).between(283, 308).meaning("temperature around the cell");

    private final List<Quantity> overvoltages = new ArrayList<>();
    private final List<Quantity> losses = new ArrayList<>();

    LithiumIonCell() {
        sampling(10, 1000);
    }

    /** Declare a resistance and a capacity in parallel that the current passes: C·du/dt = i − u/R. */
    final void pair(Parameter resistance, Parameter capacitance, State overvoltage) {
        Quantity warm = resistance.times(cold());
        equation(overvoltage.rate(), current.minus(overvoltage.over(warm)).over(capacitance));
        overvoltages.add(overvoltage);
        losses.add(overvoltage.squared().over(warm));
    }

    /** Declare charge, temperature and outputs, once the pairs are known. */
    final void terminal() {
        Quantity capacity = ratedCapacity.times(ONE.minus(capacityFade));
        Quantity series = seriesResistance.times(cold());
        Quantity heat = series.times(current.squared());
        for (Quantity loss : losses) {
            heat = heat.plus(loss);
        }
        Quantity lost = temperature.minus(ambient).over(coolingResistance);
        equation(charge.rate(), current.over(capacity).negate());
        equation(temperature.rate(), heat.minus(lost).over(heatCapacity));
        Quantity voltage = openCircuit().minus(series.times(current));
        for (Quantity overvoltage : overvoltages) {
            voltage = voltage.minus(overvoltage);
        }
        output("voltage", voltage, 0.002, "voltage at the terminals");
        output("temperature", temperature, 0.1, "temperature of the cell");
        invariant("the cell only heats itself", heat);
    }

    /** The factor of all resistances: 1 at 25 °C, larger in the cold. A cell does not work below 200 K. */
    private Quantity cold() {
        return activation
                .times(ONE.over(temperature.atLeast(200)).minus(ONE.over(ROOM)))
                .exp();
    }

    private Quantity openCircuit() {
        // Beyond empty the curve goes on flat: an exponential of tens of volts would hide all else. So it does a fifth
        // beyond full, since a rated capacity may be below a cell's own.
        Quantity z = charge.atLeast(0).atMost(1.2);
        Quantity polynomial =
                baseVoltage.plus(z.times(linearVoltage.plus(z.times(quadraticVoltage.plus(z.times(cubicVoltage))))));
        return polynomial.minus(emptyDrop.times(emptyRate.times(z).negate().exp()));
    }
}
