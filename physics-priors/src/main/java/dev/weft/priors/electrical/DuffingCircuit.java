package dev.weft.priors.electrical;

import static dev.weft.priors.Units.HERTZ;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.SECOND;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe an electronic circuit that solves Duffing's equation:
 *
 * <pre>
 * ÿ = ω²·(g·u + u₀ − y − a·y² − b·y³) − d·(1 + e·(ẏ/ω)²)·ẏ,  ω = 2π·f
 * </pre>
 *
 * <p>A second-order filter with a multiplier in its feedback, which makes the cubic part. g is its gain at rest. What real
 * amplifiers add: an offset u₀ at their inputs, an asymmetry a between the half-waves, and damping that depends on the
 * amplitude, e. These three are 0 at first. With b &lt; 0 the circuit runs away beyond its range.
 *
 * <p>Source: T. Wigren, J. Schoukens, "Three free data sets for development and benchmarking in nonlinear system
 * identification", European Control Conference 2013, for the equation with g, b, d; offset, asymmetry and amplitude-dependent
 * damping are ours. Nominal values: round figures for a circuit of some ten hertz.
 */
public final class DuffingCircuit extends PhysicsPrior {
    public final Parameter frequency = parameter("frequency", HERTZ)
            .between(1e-2, 1e6)
            .nominal(50)
            .meaning("natural frequency of small swings, without damping");
    public final Parameter damping = parameter("damping", PER_SECOND)
            .between(0, 1e6)
            .nominal(30)
            .meaning("rate at which small swings lose their energy");
    public final Parameter gain =
            parameter("gain", NUMBER).between(1e-3, 1e3).nominal(1).meaning("output per input near rest");
    public final Parameter cubic = parameter("cubic", NUMBER.divide(VOLT.pow(2)))
            .between(-100, 100)
            .nominal(1)
            .meaning("how the feedback hardens with the square of the output");
    public final Parameter offset = parameter("offset", VOLT)
            .between(-1, 1)
            .nominal(0)
            .meaning("what the input's amplifier adds, times the gain");
    public final Parameter asymmetry = parameter("asymmetry", NUMBER.divide(VOLT))
            .between(-10, 10)
            .nominal(0)
            .meaning("how much harder positive half-waves are fed back than negative ones");
    public final Parameter swingDamping = parameter("swingDamping", NUMBER.divide(VOLT.pow(2)))
            .between(-100, 100)
            .nominal(0)
            .meaning("how the damping grows with the square of the swing");
    public final State output = state("output", VOLT).startsAt(0).within(0.1).meaning("voltage at the output");
    public final State slope =
            state("slope", VOLT.divide(SECOND)).startsAt(0).within(30).meaning("rate of the output's voltage");
    public final Input voltage = input("voltage", VOLT).between(-0.5, 0.5).meaning("voltage at the input");

    public DuffingCircuit() {
        summary(
                "An electronic circuit that solves Duffing's equation: a resonance that hardens, with offset and asymmetry.");
        source("T. Wigren, J. Schoukens, Three free data sets for development and benchmarking in nonlinear system"
                + " identification, European Control Conference 2013");
        sampling(0.002, 1000);
        Quantity omega = frequency.times(2 * Math.PI);
        Quantity fedBack = output.plus(asymmetry.times(output.squared()))
                .plus(cubic.times(output.squared()).times(output));
        Quantity drive = gain.times(voltage).plus(offset).minus(fedBack);
        Quantity swing = slope.over(omega);
        Quantity lost = damping.times(swingDamping.times(swing.squared()).plus(Quantity.of(1, NUMBER)));
        equation(output.rate(), slope);
        equation(slope.rate(), omega.squared().times(drive).minus(lost.times(slope)));
        output("output", output, 2e-4, "voltage at the output");
        limit(
                "equations can be solved",
                "the bounds allow a negative cubic part and damping that falls with the swing, as measured circuits have them"
                        + " slightly; with much of either a circuit runs away");
    }
}
