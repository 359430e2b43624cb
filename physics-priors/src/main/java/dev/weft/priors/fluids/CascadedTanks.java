package dev.weft.priors.fluids;

import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.SECOND;
import static dev.weft.priors.Units.SQUARE_ROOT_VOLT_PER_SECOND;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

public final class CascadedTanks extends PhysicsPrior {
    private static final double EMPTY = 1e-2;
    public final Parameter pumpGain =
            parameter("pumpGain", PER_SECOND).between(1e-3, 1).nominal(0.05);
    public final Parameter upperOutflow = parameter("upperOutflow", SQUARE_ROOT_VOLT_PER_SECOND)
            .between(1e-3, 1)
            .nominal(0.05);
    public final Parameter lowerInflow = parameter("lowerInflow", SQUARE_ROOT_VOLT_PER_SECOND)
            .between(1e-3, 1)
            .nominal(0.05);
    public final Parameter lowerOutflow = parameter("lowerOutflow", SQUARE_ROOT_VOLT_PER_SECOND)
            .between(1e-3, 1)
            .nominal(0.05);
    public final Parameter rim = parameter("rim", VOLT).between(3, 20).nominal(10);
    public final Parameter spill = parameter("spill", NUMBER).between(0, 2).nominal(0.5);
    public final State upper = state("upper", VOLT).startsAt(5).within(3);
    public final State lower = state("lower", VOLT).startsAt(5).within(3);
    public final Input pump = input("pump", VOLT);

    public CascadedTanks() {
        summary("Two tanks in cascade.");
        source("Schoukens & Noel");
        Quantity over = upper.minus(rim)
                .weir()
                .times(Quantity.of(0.5, VOLT.divide(VOLT.pow(3).root(2)).divide(SECOND)));
        Quantity over2 = lower.minus(Quantity.of(10, VOLT))
                .weir()
                .times(Quantity.of(0.5, VOLT.divide(VOLT.pow(3).root(2)).divide(SECOND)));
        equation(
                upper.rate(),
                pumpGain.times(pump)
                        .minus(upperOutflow.times(upper.signedSqrt(EMPTY)))
                        .minus(over));
        equation(
                lower.rate(),
                lowerInflow
                        .times(upper.signedSqrt(EMPTY))
                        .plus(spill.times(over))
                        .minus(lowerOutflow.times(lower.signedSqrt(EMPTY)))
                        .minus(over2));
        output("level", lower.min(Quantity.of(10, VOLT)), 0.05, "level");
    }
}
