package dev.weft.priors.thermal;

import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.SECOND;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe the temperatures of an oil-immersed power transformer: top oil, and the hottest spot of a winding above it.
 *
 * <pre>
 * k₁₁·τₒ·dθₒ/dt = [(1 + R·K²)/(1 + R)]ˣ·Δθₒᵣ + θₐ − θₒ
 * k₂₂·τ_w·dΔθ₁/dt = k₂₁·Kʸ·Δθₕᵣ − Δθ₁
 * τₒ/k₂₂·dΔθ₂/dt = (k₂₁ − 1)·Kʸ·Δθₕᵣ − Δθ₂
 * θₕ = θₒ + Δθ₁ − Δθ₂
 * </pre>
 *
 * <p>with the load factor K, the ratio R of load losses to no-load losses and the ambient temperature θₐ. The two parts of
 * the winding's rise let it overshoot after a step of the load. With k₁₁ = k₂₁ = 1 the top-oil equation is that of IEEE
 * C57.91. Only k₁₁·τₒ shows at the top oil; k₁₁ and the k₂₁, k₂₂ are constants of the kind of cooling: take them from
 * the standard where the hot spot is not measured.
 *
 * <p>Source: IEC 60076-7, "Loading guide for mineral-oil-immersed power transformers", 2018, section 8.2.3 (differential
 * equations); IEEE C57.91, "Guide for loading mineral-oil-immersed transformers", 2011, clause 7. Nominal values: medium
 * and large power transformers with ONAF cooling.
 */
public final class Transformer extends PhysicsPrior {
    private static final Quantity ONE = Quantity.of(1, NUMBER);

    public final Parameter oilRise = parameter("oilRise", KELVIN)
            .between(5, 150)
            .nominal(52)
            .meaning("rise of the top oil above the ambient at rated load; grows as coolers foul");
    public final Parameter windingRise = parameter("windingRise", KELVIN)
            .between(1, 100)
            .nominal(26)
            .meaning("rise of the hot spot above the top oil at rated load");
    public final Parameter lossRatio = parameter("lossRatio", NUMBER)
            .between(0.5, 100)
            .nominal(6)
            .steady()
            .meaning("load losses at rated load per no-load losses");
    public final Parameter oilExponent = parameter("oilExponent", NUMBER)
            .between(0.4, 1.2)
            .nominal(0.8)
            .steady()
            .meaning("exponent of the losses in the rise of the oil");
    public final Parameter windingExponent = parameter("windingExponent", NUMBER)
            .between(0.8, 2.4)
            .nominal(1.3)
            .steady()
            .meaning("exponent of the load in the rise of the winding");
    public final Parameter oilTime = parameter("oilTime", SECOND)
            .between(600, 1e5)
            .nominal(9000)
            .steady()
            .meaning("time constant of the oil");
    public final Parameter windingTime = parameter("windingTime", SECOND)
            .between(30, 5000)
            .nominal(420)
            .steady()
            .meaning("time constant of the winding");
    public final Parameter oilConstant = parameter("oilConstant", NUMBER)
            .between(0.2, 2)
            .nominal(0.5)
            .steady()
            .meaning("constant k11 of the kind of cooling");
    public final Parameter windingConstant = parameter("windingConstant", NUMBER)
            .between(1, 4)
            .nominal(2)
            .steady()
            .meaning("constant k21 of the kind of cooling");
    public final Parameter timeConstantRatio = parameter("timeConstantRatio", NUMBER)
            .between(0.5, 5)
            .nominal(2)
            .steady()
            .meaning("constant k22 of the kind of cooling");
    public final State topOil = state("topOil", KELVIN).startsAt(320).within(10).meaning("temperature of the top oil");
    public final State windingPart = state("windingPart", KELVIN)
            .startsAt(30)
            .within(10)
            .meaning("part of the hot spot's rise that follows the winding");
    public final State oilPart = state("oilPart", KELVIN)
            .startsAt(15)
            .within(10)
            .meaning("part of the hot spot's rise that the oil takes back");
    public final Input load = input("load", NUMBER).between(0.3, 1.3).meaning("current per rated current");
    public final Input ambient =
            input("ambient", KELVIN).between(273, 303).meaning("temperature of the air or water that cools");

    public Transformer() {
        summary("Top oil and hot spot of an oil-immersed transformer, from its load and the ambient temperature.");
        source("IEC 60076-7, Loading guide for mineral-oil-immersed power transformers, 2018, section 8.2.3;"
                + " IEEE C57.91, 2011, clause 7");
        sampling(180, 1440);
        Quantity losses = ONE.plus(lossRatio.times(load.squared())).over(ONE.plus(lossRatio));
        Quantity oilGoal = losses.power(oilExponent).times(oilRise).plus(ambient);
        Quantity windingGoal = load.abs().power(windingExponent).times(windingRise);
        equation(topOil.rate(), oilGoal.minus(topOil).over(oilConstant.times(oilTime)));
        equation(
                windingPart.rate(),
                windingConstant.times(windingGoal).minus(windingPart).over(timeConstantRatio.times(windingTime)));
        equation(
                oilPart.rate(),
                windingConstant
                        .minus(ONE)
                        .times(windingGoal)
                        .minus(oilPart)
                        .times(timeConstantRatio)
                        .over(oilTime));
        output("topOil", topOil, 0.5, "temperature of the top oil");
        output("hotSpot", topOil.plus(windingPart).minus(oilPart), 1, "temperature of the hottest spot of the winding");
        invariant("losses only heat the oil", oilGoal.minus(ambient));
    }
}
