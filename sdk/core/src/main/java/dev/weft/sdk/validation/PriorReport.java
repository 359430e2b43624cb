package dev.weft.sdk.validation;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Sampling;
import java.util.List;
import java.util.Optional;

/**
 * Report whether a prior can be trusted.
 *
 * @param prior the prior
 * @param settings how it was tried
 * @param sampling how its machines were sampled
 * @param guessed whether that was guessed, since the prior does not declare it
 * @param solvable share of the machines drawn whose equations could be solved over a record
 * @param recovery parameters from whole records
 * @param byLength the same from shorter records, the shortest first, the whole ones last
 * @param following how a moving parameter is followed; empty if none can be
 * @param disturbances what disturbances do, the sensors' noise alone first
 * @param invariants whether the prior keeps them
 * @param context rows known to the forecasts that are compared
 * @param scores how the prior and others forecast
 * @param ablations how the prior forecasts without one of its parts
 * @param criteria what was asked, and the answers
 */
public record PriorReport(
        PhysicsPrior prior,
        TrialSettings settings,
        Sampling sampling,
        boolean guessed,
        double solvable,
        Recovery recovery,
        List<Recovery> byLength,
        Optional<Following> following,
        List<DisturbanceEffect> disturbances,
        List<InvariantResult> invariants,
        int context,
        List<MethodScore> scores,
        List<MethodScore> ablations,
        List<Criterion> criteria) {
    /** Copy the lists. */
    public PriorReport {
        byLength = List.copyOf(byLength);
        disturbances = List.copyOf(disturbances);
        invariants = List.copyOf(invariants);
        scores = List.copyOf(scores);
        ablations = List.copyOf(ablations);
        criteria = List.copyOf(criteria);
    }

    /** Return this report with what it was judged to be. */
    PriorReport withCriteria(List<Criterion> judged) {
        return new PriorReport(
                prior,
                settings,
                sampling,
                guessed,
                solvable,
                recovery,
                byLength,
                following,
                disturbances,
                invariants,
                context,
                scores,
                ablations,
                judged);
    }

    /** Tell whether the prior meets all that it must. */
    public boolean passed() {
        return criteria.stream().noneMatch(c -> c.verdict() == Criterion.Verdict.FAILED);
    }
}
