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
 * @param sloppy combinations that the data leave open
 * @param simulated the free-running simulation of each series with the fitted weights
 * @param starts number of searches
 * @param startsConverged how many ended regularly
 * @param startsAgreeing how many of them found the same minimum to 1 % of its cost
 */
public record CalibrationResult(
        PhysicsModel model,
        List<WeightEstimate> weights,
        List<OutputFit> fits,
        List<SloppyDirection> sloppy,
        List<Trajectory> simulated,
        int starts,
        int startsConverged,
        int startsAgreeing) {
    /** Copy the lists. */
    public CalibrationResult {
        weights = List.copyOf(weights);
        fits = List.copyOf(fits);
        sloppy = List.copyOf(sloppy);
        simulated = List.copyOf(simulated);
    }
}
