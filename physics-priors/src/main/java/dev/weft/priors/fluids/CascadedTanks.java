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

/**
 * Describe two tanks in cascade: a pump fills the upper one, which runs into the lower one, whose level is measured.
 *
 * <p>Levels h are in volts of an ideal sensor, 10 V at the rim. Outflows follow Torricelli, k·√h, smoothed over 10 mV
 * where a tank is empty. Above its rim a tank overflows like a weir, (h − 10 V)^(3/2); of what the upper tank spills, a
 * share falls into the lower one and the rest is lost. The level sensor may have two slopes with a knee between them,
 * and shows 10 V at most. Both slopes are 1 at first: an ideal sensor.
 *
 * <p>Source: M. Schoukens, J. P. Noël, "Three benchmarks addressing open challenges in nonlinear system
 * identification", 2017, section 4, for the tanks; the shape of the sensor's curve is our own finding on that
 * benchmark's estimation record, see docs/benchmarks/cascaded-tanks.md.
 */
public final class CascadedTanks extends PhysicsPrior {
    private static final Quantity RIM = Quantity.of(10, VOLT);
    /** Steep enough that a tank stays within some tenths of a volt of its rim; its exact value does not matter. */
    private static final Quantity WEIR =
            Quantity.of(1, NUMBER.divide(VOLT.root(2)).divide(SECOND));

    private static final double EMPTY = 0.01;
    private static final double KNEE_WIDTH = 0.1;

    public final Parameter pumpGain = parameter("pumpGain", PER_SECOND)
            .between(5e-3, 0.5)
            .nominal(0.05)
            .meaning("rise of the upper tank per volt of the pump");
    public final Parameter upperOutflow = parameter("upperOutflow", SQUARE_ROOT_VOLT_PER_SECOND)
            .between(5e-3, 0.5)
            .nominal(0.05)
            .meaning("outflow of the upper tank into the lower one at 1 V");
    public final Parameter lowerOutflow = parameter("lowerOutflow", SQUARE_ROOT_VOLT_PER_SECOND)
            .between(5e-3, 0.5)
            .nominal(0.05)
            .meaning("outflow of the lower tank at 1 V");
    public final Parameter spillShare = parameter("spillShare", NUMBER)
            .between(0, 1)
            .nominal(0.5)
            .steady()
            .meaning("share of the upper tank's overflow that reaches the lower one");
    public final Parameter sensorKnee = parameter("sensorKnee", VOLT)
            .between(1, 9)
            .nominal(5)
            .steady()
            .meaning("level at which the sensor changes its slope");
    public final Parameter sensorSlopeLow = parameter("sensorSlopeLow", NUMBER)
            .between(0.2, 3)
            .nominal(1)
            .steady()
            .meaning("slope of the sensor below the knee");
    public final Parameter sensorSlopeHigh = parameter("sensorSlopeHigh", NUMBER)
            .between(0.2, 3)
            .nominal(1)
            .steady()
            .meaning("slope of the sensor above the knee");
    public final State upper = state("upper", VOLT).startsAt(6).within(2).meaning("level of the upper tank");
    public final State lower = state("lower", VOLT).startsAt(6).within(2).meaning("level of the lower tank");
    public final Input pump = input("pump", VOLT).between(1, 6).meaning("voltage of the pump");

    public CascadedTanks() {
        summary("Two tanks in cascade with overflow; the pump's voltage drives them, the lower level is measured.");
        source(
                "M. Schoukens, J. P. Noël, Three benchmarks addressing open challenges in nonlinear system identification,"
                        + " 2017, section 4");
        sampling(4, 1024);
        Quantity throughHole = upperOutflow.times(upper.signedSqrt(EMPTY));
        Quantity drain = lowerOutflow.times(lower.signedSqrt(EMPTY));
        Quantity upperOverflow = WEIR.times(upper.minus(RIM).weir());
        Quantity lowerOverflow = WEIR.times(lower.minus(RIM).weir());
        equation(upper.rate(), pumpGain.times(pump).minus(throughHole).minus(upperOverflow));
        equation(
                lower.rate(),
                throughHole.plus(spillShare.times(upperOverflow)).minus(drain).minus(lowerOverflow));
        output("level", shown().min(RIM), 0.03, "level of the lower tank, as the sensor shows it");
        invariant("an overflow only takes water away", upperOverflow);
    }

    /** 10 V at the rim, one slope down to the knee, the other below it. */
    private Quantity shown() {
        Quantity belowKnee = sensorKnee.minus(lower).softPositivePart(KNEE_WIDTH);
        return RIM.minus(sensorSlopeHigh.times(RIM.minus(lower)))
                .plus(sensorSlopeHigh.minus(sensorSlopeLow).times(belowKnee));
    }
}
