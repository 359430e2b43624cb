package dev.weft.priors.chemistry;

import static dev.weft.priors.Units.CUBIC_METRE;
import static dev.weft.priors.Units.CUBIC_METRE_PER_SECOND;
import static dev.weft.priors.Units.JOULE;
import static dev.weft.priors.Units.JOULE_PER_KELVIN;
import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.MOLE;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.WATT_PER_KELVIN;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a continuous stirred-tank reactor with a cooled, exothermic reaction A → B of first order:
 *
 * <pre>
 * V·dc/dt = q·(cᵢ − c) − V·k·c
 * V·ρc_p·dT/dt = q·ρc_p·(Tᵢ − T) + V·(−ΔH)·k·c + UA·(T_c − T)
 * k = k₃₅₀·exp(E/R·(1/350 K − 1/T))
 * </pre>
 *
 * <p>k₃₅₀ is Arrhenius' rate at 350 K instead of his k₀ = k₃₅₀·exp(E/R/350 K): the two of k₀ and E move together in a fit,
 * these two hardly. At the nominal values and T_c = 300 K there are three steady states, the middle one unstable; at some
 * degrees more the reactor ignites and oscillates. A temperature below 200 K counts as that.
 *
 * <p>Source: D. E. Seborg, T. F. Edgar, D. A. Mellichamp, "Process Dynamics and Control", 2nd edition, 2004, example 2.5,
 * whose values of table 2.3 are the nominal ones.
 */
public final class Cstr extends PhysicsPrior {
    private static final Quantity REFERENCE = Quantity.of(350, KELVIN);
    private static final Quantity ONE = Quantity.of(1, NUMBER);

    public final Parameter volume = parameter("volume", CUBIC_METRE)
            .between(1e-6, 1e3)
            .nominal(0.1)
            .steady()
            .meaning("volume of the liquid");
    public final Parameter heatCapacity = parameter("heatCapacity", JOULE_PER_KELVIN.divide(CUBIC_METRE))
            .between(1e4, 1e8)
            .nominal(2.39e5)
            .steady()
            .meaning("heat capacity of the liquid per volume: density times specific heat");
    public final Parameter rateConstant = parameter("rateConstant", PER_SECOND)
            .between(1e-8, 1e3)
            .nominal(0.01666553)
            .meaning("rate of the reaction at 350 K; falls as a catalyst dies");
    public final Parameter activation = parameter("activation", KELVIN)
            .between(500, 4e4)
            .nominal(8750)
            .steady()
            .meaning("activation energy per gas constant");
    public final Parameter reactionHeat = parameter("reactionHeat", JOULE.divide(MOLE))
            .between(1, 1e6)
            .nominal(5e4)
            .steady()
            .meaning("heat the reaction sets free per amount of A");
    public final Parameter transfer = parameter("transfer", WATT_PER_KELVIN)
            .between(1e-2, 1e6)
            .nominal(833.33)
            .meaning("heat to the coolant per difference of temperatures; falls with fouling");
    public final State concentration = state("concentration", MOLE.divide(CUBIC_METRE))
            .startsAt(877.25)
            .within(50)
            .meaning("concentration of A in the reactor");
    public final State temperature =
            state("temperature", KELVIN).startsAt(324.48).within(5).meaning("temperature in the reactor");
    public final Input coolant = input("coolant", KELVIN).between(292, 303).meaning("temperature of the coolant");
    public final Input flow = input("flow", CUBIC_METRE_PER_SECOND)
            .orElse(1 / 600.0)
            .between(1.5e-3, 1.9e-3)
            .meaning("flow through the reactor");
    public final Input feedConcentration = input("feedConcentration", MOLE.divide(CUBIC_METRE))
            .orElse(1000)
            .between(950, 1050)
            .meaning("concentration of A in the feed");
    public final Input feedTemperature =
            input("feedTemperature", KELVIN).orElse(350).between(345, 352).meaning("temperature of the feed");

    public Cstr() {
        summary("A continuous stirred-tank reactor with a cooled, exothermic reaction of first order.");
        source("D. E. Seborg, T. F. Edgar, D. A. Mellichamp, Process Dynamics and Control, 2nd edition, 2004,"
                + " example 2.5");
        sampling(6, 1000);
        Quantity colder = ONE.over(REFERENCE).minus(ONE.over(temperature.atLeast(200)));
        Quantity reacted = rateConstant.times(activation.times(colder).exp()).times(concentration);
        Quantity changed = flow.over(volume);
        equation(
                concentration.rate(),
                changed.times(feedConcentration.minus(concentration)).minus(reacted));
        equation(
                temperature.rate(),
                changed.times(feedTemperature.minus(temperature))
                        .plus(reactionHeat.times(reacted).over(heatCapacity))
                        .plus(transfer.times(coolant.minus(temperature)).over(heatCapacity.times(volume))));
        output("temperature", temperature, 0.2, "temperature in the reactor");
        output("concentration", concentration, 5, "concentration of A in the reactor");
        invariant("A is only used up", reacted);
    }
}
