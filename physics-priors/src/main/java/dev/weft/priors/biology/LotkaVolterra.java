package dev.weft.priors.biology;

import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe prey and predators that live on it: ẋ = α·x − β·x·y and ẏ = δ·x·y − γ·y.
 *
 * <p>Populations are counted in any unit, such as thousands; the rates are per second, as all times are: a year has
 * 31,557,600 of them. V = δ·x − γ·ln x + β·y − α·ln y never changes, so the populations come back to where they were.
 *
 * <p>Source: A. J. Lotka, "Elements of Physical Biology", 1925, chapter VIII; V. Volterra, "Variazioni e fluttuazioni del
 * numero d'individui in specie animali conviventi", 1926. Nominal values: hares and lynx of the Hudson Bay Company in
 * thousands of pelts, 1900 to 1920, as fitted by B. Carpenter, "Predator-prey population dynamics: the Lotka-Volterra
 * model in Stan", 2018: 0.55, 0.028, 0.80 and 0.024 a year.
 */
public final class LotkaVolterra extends PhysicsPrior {
    private static final double YEAR = 31_557_600;

    public final Parameter growth = parameter("growth", PER_SECOND)
            .between(1e-11, 10)
            .nominal(0.55 / YEAR)
            .meaning("growth rate of the prey alone");
    public final Parameter predation = parameter("predation", PER_SECOND)
            .between(1e-13, 10)
            .nominal(0.028 / YEAR)
            .meaning("rate at which one predator takes prey");
    public final Parameter death = parameter("death", PER_SECOND)
            .between(1e-11, 10)
            .nominal(0.80 / YEAR)
            .meaning("death rate of the predators alone");
    public final Parameter reproduction = parameter("reproduction", PER_SECOND)
            .between(1e-13, 10)
            .nominal(0.024 / YEAR)
            .meaning("growth rate of the predators per prey");
    public final State prey = state("prey", NUMBER).startsAt(34).within(10).meaning("population of the prey");
    public final State predators =
            state("predators", NUMBER).startsAt(6).within(3).meaning("population of the predators");

    public LotkaVolterra() {
        summary("Prey and the predators that live on it; the populations swing for ever.");
        source("A. J. Lotka, Elements of Physical Biology, 1925, chapter VIII; V. Volterra, 1926");
        // Four readings a year, a quarter of a century.
        sampling(YEAR / 4, 100);
        Quantity met = prey.times(predators);
        equation(prey.rate(), growth.times(prey).minus(predation.times(met)));
        equation(predators.rate(), reproduction.times(met).minus(death.times(predators)));
        output("prey", prey, 1, "population of the prey");
        output("predators", predators, 1, "population of the predators");
        invariant("there are no fewer than no prey", prey);
        invariant("there are no fewer than no predators", predators);
    }
}
