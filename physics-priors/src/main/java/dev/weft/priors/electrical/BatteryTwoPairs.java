package dev.weft.priors.electrical;

import static dev.weft.priors.Units.FARAD;
import static dev.weft.priors.Units.OHM;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Parameter;
import dev.weft.priors.State;

/**
 * Describe a lithium-ion cell as an equivalent circuit with two pairs of resistance and capacity, one fast, one slow.
 *
 * <p>The equations are those of {@link BatteryOnePair} with a second u₂, C₂·du₂/dt = i − u₂/(R₂·g), which lowers the
 * voltage and heats the cell as the first one does. Nothing but their nominal values tells the pairs apart: a fit that
 * starts elsewhere may exchange them.
 *
 * <p>Source: M. Chen, G. A. Rincón-Mora, "Accurate electrical battery model capable of predicting runtime and I–V
 * performance", IEEE Transactions on Energy Conversion 21, 2006, equations 2 to 7, whose resistances and capacities are
 * taken at the values of a cell that is not empty; the rest as for {@link BatteryOnePair}.
 */
public final class BatteryTwoPairs extends LithiumIonCell {
    public final Parameter fastResistance = parameter("fastResistance", OHM)
            .between(1e-5, 10)
            .nominal(0.04669)
            .meaning("resistance that acts within a minute, at 25 °C");
    public final Parameter fastCapacitance =
            parameter("fastCapacitance", FARAD).between(1, 1e7).nominal(703.6).meaning("capacitance that delays it");
    public final Parameter slowResistance = parameter("slowResistance", OHM)
            .between(1e-5, 10)
            .nominal(0.04984)
            .meaning("resistance that acts within ten minutes, at 25 °C");
    public final Parameter slowCapacitance =
            parameter("slowCapacitance", FARAD).between(1, 1e7).nominal(4475).meaning("capacitance that delays it");
    public final State fastOvervoltage =
            state("fastOvervoltage", VOLT).startsAt(0).within(0.05).meaning("voltage across the fast pair");
    public final State slowOvervoltage =
            state("slowOvervoltage", VOLT).startsAt(0).within(0.05).meaning("voltage across the slow pair");

    public BatteryTwoPairs() {
        summary("A lithium-ion cell: state of charge, a fast and a slow overvoltage, temperature, lost capacity.");
        source("M. Chen, G. A. Rincón-Mora, Accurate electrical battery model capable of predicting runtime and I–V"
                + " performance, IEEE Transactions on Energy Conversion 21, 2006, equations 2 to 7");
        pair(fastResistance, fastCapacitance, fastOvervoltage);
        pair(slowResistance, slowCapacitance, slowOvervoltage);
        terminal();
    }
}
