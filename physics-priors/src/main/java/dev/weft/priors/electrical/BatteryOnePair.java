package dev.weft.priors.electrical;

import static dev.weft.priors.Units.FARAD;
import static dev.weft.priors.Units.OHM;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Parameter;
import dev.weft.priors.State;

/**
 * Describe a lithium-ion cell as an equivalent circuit with one pair of resistance and capacity.
 *
 * <pre>
 * dz/dt = −i/(Q·(1 − fade))                                   state of charge z, current i out of the cell
 * C₁·du₁/dt = i − u₁/(R₁·g)                                   g = exp(B·(1/T − 1/298.15 K))
 * C_T·dT/dt = g·R₀·i² + u₁²/(g·R₁) − (T − Tₐ)/R_T
 * U = E(z) − g·R₀·i − u₁                                      E(z) = e₀ + e₁·z + e₂·z² + e₃·z³ − d·exp(−r·z)
 * </pre>
 *
 * <p>All resistances fall with the temperature by one activation energy B. E is the same for charge and discharge, and is
 * held flat a tenth beyond empty and full. Capacity fade ages; the rated capacity does not: fix it at the data sheet's.
 *
 * <p>Source: M. Chen, G. A. Rincón-Mora, "Accurate electrical battery model capable of predicting runtime and I–V
 * performance", IEEE Transactions on Energy Conversion 21, 2006, equations 2 and 3 for E and R₀, 6 and 7 for the pair; heat: D. Bernardi, E.
 * Pawlikowski, J. Newman, "A general energy balance for battery systems", Journal of the Electrochemical Society 132,
 * 1985, its irreversible part; the temperature of the resistances is ours. Nominal values: their 850 mAh cell, with the
 * pair that is slower of its two and the resistances of a cell that is not empty; lost capacity, heat and activation energy are round figures.
 */
public final class BatteryOnePair extends LithiumIonCell {
    public final Parameter pairResistance = parameter("pairResistance", OHM)
            .between(1e-5, 10)
            .nominal(0.04984)
            .meaning("resistance that acts with a delay, at 25 °C");
    public final Parameter pairCapacitance =
            parameter("pairCapacitance", FARAD).between(1, 1e7).nominal(4475).meaning("capacitance that delays it");
    public final State overvoltage =
            state("overvoltage", VOLT).startsAt(0).within(0.05).meaning("voltage across the pair");

    public BatteryOnePair() {
        summary("A lithium-ion cell: state of charge, one delayed overvoltage, temperature, lost capacity.");
        source("M. Chen, G. A. Rincón-Mora, Accurate electrical battery model capable of predicting runtime and I–V"
                + " performance, IEEE Transactions on Energy Conversion 21, 2006, equations 2, 3, 6 and 7");
        pair(pairResistance, pairCapacitance, overvoltage);
        terminal();
    }
}
