package dev.weft.priors.electrical;

import static dev.weft.priors.Units.AMPERE;
import static dev.weft.priors.Units.FARAD;
import static dev.weft.priors.Units.HENRY;
import static dev.weft.priors.Units.OHM;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;

/**
 * Describe a resistor, an inductor and a capacitor in series at a voltage: L·di/dt = U − R·i − u and C·du/dt = i.
 *
 * <p>With the current measured, all three can be told; from the capacitor's voltage alone only R·C and L·C.
 *
 * <p>Source: J. W. Nilsson, S. A. Riedel, "Electric Circuits", 10th edition, 2014, section 8.4. Nominal values: round figures for a filter
 * of 1 mH and 100 µF that rings at 500 Hz.
 */
public final class Rlc extends PhysicsPrior {
    public final Parameter resistance =
            parameter("resistance", OHM).between(1e-4, 1e6).nominal(1).meaning("resistance of the whole circuit");
    public final Parameter inductance = parameter("inductance", HENRY)
            .between(1e-9, 1e2)
            .nominal(1e-3)
            .steady()
            .meaning("inductance of the coil");
    public final Parameter capacitance = parameter("capacitance", FARAD)
            .between(1e-12, 10)
            .nominal(1e-4)
            .meaning("capacitance; electrolytic ones lose it with age");
    public final State current = state("current", AMPERE).startsAt(0).within(1).meaning("current in the circuit");
    public final State capacitorVoltage =
            state("capacitorVoltage", VOLT).startsAt(0).within(10).meaning("voltage across the capacitor");
    public final Input voltage = input("voltage", VOLT).between(-10, 10).meaning("voltage across the circuit");

    public Rlc() {
        summary("A resistor, an inductor and a capacitor in series, driven by a voltage.");
        source("J. W. Nilsson, S. A. Riedel, Electric Circuits, 10th edition, 2014, section 8.4");
        sampling(5e-5, 1000);
        equation(
                current.rate(),
                voltage.minus(resistance.times(current)).minus(capacitorVoltage).over(inductance));
        equation(capacitorVoltage.rate(), current.over(capacitance));
        output("current", current, 0.01, "current in the circuit");
        output("capacitorVoltage", capacitorVoltage, 0.05, "voltage across the capacitor");
        invariant("the resistor only takes power", resistance.times(current.squared()));
    }
}
