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
 * Describe an electronic circuit that solves Duffing's equation, as it is recorded behind filters:
 *
 * <pre>
 * ÿ = ω²·(g·u + u₀ − y − H[n(H⁻¹[y])]) − d·(1 + e·s²/(s² + k²))·ẏ,  n(y) = a·y² + b·y³,  s = ẏ/ω,  ω = 2π·f
 * H = (1 − 2ζp + p²)/(1 + 2ζp + p²),  p = (d/dt)/ω_H,  ω_H = 2π·f_H
 * </pre>
 *
 * <p>Input and output pass the same filters, against aliasing, before they are sampled; u and y are what is recorded.
 * The linear part does not show them, since it passes filters unchanged; the harmonics do that the feedback makes, for
 * filters delay them more than the swing itself. H, an all-pass of second order, stands for that delay. Its inverse looks
 * ahead by τ = 4ζ/ω_H, the delay of H at low frequencies, to second order:
 *
 * <pre>
 * H⁻¹[y] = y + τ·ẏ + τ²/2·ÿ, with H[n] ≈ (1 − 2ζp)/(1 + 2ζp + p²)·n in this ÿ alone
 * </pre>
 *
 * <p>which holds while swings are slow beside f_H, below a third of it or so; damping is taken as recorded. Against
 * {@link DuffingCircuit} the damping by the swing saturates, beyond a swing of k. g is the gain at rest. With b &lt; 0 the
 * circuit runs away beyond its range.
 *
 * <p>Source: T. Wigren, J. Schoukens, "Three free data sets for development and benchmarking in nonlinear system
 * identification", European Control Conference 2013, for the equation with g, b, d; offset, asymmetry, damping by the swing
 * and filters are ours. Nominal values: round figures for a circuit of some ten hertz.
 */
public final class DuffingCircuitBehindFilters extends PhysicsPrior {
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
    public final Parameter swingDamping = parameter("swingDamping", NUMBER)
            .between(-0.9, 10)
            .nominal(0.05)
            .meaning("by which part the damping of large swings is more than that of small ones");
    public final Parameter swingKnee = parameter("swingKnee", VOLT)
            .between(1e-4, 10)
            .nominal(0.05)
            .meaning("swing at which half of that has come");
    public final Parameter filterFrequency = parameter("filterFrequency", HERTZ)
            .between(1, 1e6)
            .nominal(250)
            .steady()
            .meaning("frequency of the recording filters, where their delay is greatest");
    public final Parameter filterDamping = parameter("filterDamping", NUMBER)
            .between(0.01, 2)
            .nominal(0.3)
            .steady()
            .meaning("damping ratio of the recording filters");
    public final State output = state("output", VOLT).startsAt(0).within(0.1).meaning("voltage at the output");
    public final State slope =
            state("slope", VOLT.divide(SECOND)).startsAt(0).within(30).meaning("rate of the output's voltage");
    public final State filtered = state("filtered", VOLT)
            .startsAt(0)
            .within(1e-3)
            .meaning("non-linear feedback behind a low-pass of H's poles");
    public final State filteredSlope = state("filteredSlope", VOLT)
            .startsAt(0)
            .within(1e-3)
            .meaning("rate of that, over the filters' angular frequency");
    public final Input voltage = input("voltage", VOLT).between(-0.5, 0.5).meaning("voltage at the input");

    public DuffingCircuitBehindFilters() {
        summary(
                "An electronic circuit that solves Duffing's equation, recorded behind filters that delay its harmonics.");
        source("T. Wigren, J. Schoukens, Three free data sets for development and benchmarking in nonlinear system"
                + " identification, European Control Conference 2013; the filters are ours");
        sampling(0.002, 1000);
        Quantity omega = frequency.times(2 * Math.PI);
        Quantity omegaFilter = filterFrequency.times(2 * Math.PI);
        Quantity swing = slope.over(omega);
        Quantity saturation = swing.squared().over(swing.squared().plus(swingKnee.squared()));
        Quantity lost = damping.times(swingDamping.times(saturation).plus(Quantity.of(1, NUMBER)));
        Quantity linear = omega.squared()
                .times(gain.times(voltage).plus(offset).minus(output))
                .minus(lost.times(slope));
        // The all-pass is 1 − 4ζp/(1 + 2ζp + p²): what comes in, less its band-pass.
        Quantity held = filterDamping.times(filteredSlope).times(4);
        Quantity delayed = filtered.minus(filterDamping.times(filteredSlope).times(2));
        Quantity roughly = linear.minus(omega.squared().times(delayed));
        Quantity ahead = filterDamping.times(4).over(omegaFilter);
        Quantity before = output.plus(ahead.times(slope))
                .plus(ahead.squared().times(roughly).times(0.5));
        Quantity made = asymmetry
                .times(before.squared())
                .plus(cubic.times(before.squared()).times(before));
        equation(output.rate(), slope);
        equation(slope.rate(), linear.minus(omega.squared().times(made.minus(held))));
        equation(filtered.rate(), omegaFilter.times(filteredSlope));
        equation(
                filteredSlope.rate(),
                omegaFilter.times(made.minus(filtered)
                        .minus(filterDamping.times(filteredSlope).times(2))));
        output("output", output, 2e-4, "voltage at the output");
    }
}
