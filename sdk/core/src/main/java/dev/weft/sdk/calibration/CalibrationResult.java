package dev.weft.sdk.calibration;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Trajectory;
import java.util.List;

/**
 * Report a calibration.
 *
 * @param model the calibrated model
 * @param weights estimates of the parameters, then of the initial states of each series
 * @param fits how well each measured output is met
 * @param loss what was minimised: never {@code AUTO}
 * @param sloppy combinations that the data leave open
 * @param combinations products of powers of parameters that are told though their factors are not
 * @param profiles intervals by profiles, where the settings ask for them
 * @param leftOver what tests say of the residuals of each output
 * @param advice what to measure or move so that open parameters are told, the best first
 * @param simulated the free-running simulation of each series with the fitted weights
 * @param starts number of searches
 * @param startsConverged how many ended regularly
 * @param startsAgreeing how many of them found the same minimum to 1 % of its cost
 */
public record CalibrationResult(
        PhysicsModel model,
        List<WeightEstimate> weights,
        List<OutputFit> fits,
        Loss loss,
        List<SloppyDirection> sloppy,
        List<Combination> combinations,
        List<ProfileInterval> profiles,
        List<LeftOver> leftOver,
        List<Advice> advice,
        List<Trajectory> simulated,
        int starts,
        int startsConverged,
        int startsAgreeing) {
    /** Copy the lists. */
    public CalibrationResult {
        weights = List.copyOf(weights);
        fits = List.copyOf(fits);
        sloppy = List.copyOf(sloppy);
        combinations = List.copyOf(combinations);
        profiles = List.copyOf(profiles);
        leftOver = List.copyOf(leftOver);
        advice = List.copyOf(advice);
        simulated = List.copyOf(simulated);
    }
}
