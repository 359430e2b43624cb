package dev.weft.sdk.hybrid;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.training.EpochRecord;
import java.util.List;
import java.util.Map;

/**
 * Report what a network beside a prior learned.
 *
 * @param model the prior with the network, its weights, and the noise that is left; the prior alone where it is not kept
 * @param kept whether the network is used; if not, it lowered the validation loss by too little
 * @param shares how much of the prediction is the network's, by output, then by right-hand side; between 0 and about 1
 * @param before mean square error of the prior alone over the validation segments, in parts of its squared residual
 * @param after the same with the network
 * @param freeRun root mean square error of the free run over all rows with the network, by output, in its unit; NaN where it
 *     could not be run
 * @param simulated the free run of each series with the network; empty if the network is not kept, or one could not be run
 * @param epochs how the training went
 * @param best number of the epoch whose weights were taken, −1 if none was
 * @param trainingSegments how many stretches were learned from
 * @param validationSegments how many decided when to stop
 */
public record ResidualResult(
        PhysicsModel model,
        boolean kept,
        Map<String, Double> shares,
        double before,
        double after,
        Map<String, Double> freeRun,
        List<Trajectory> simulated,
        List<EpochRecord> epochs,
        int best,
        int trainingSegments,
        int validationSegments) {
    /** Copy the lists. */
    public ResidualResult {
        epochs = List.copyOf(epochs);
        simulated = List.copyOf(simulated);
    }
}
