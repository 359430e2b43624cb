package dev.weft.twins.drill;

import dev.weft.solvers.estimation.GaussianEstimate;

/**
 * Say what a fault did to one twin, beside the same twin that followed the clean readings.
 *
 * @param taken wrong readings whose wrong value, time or origin the twin learned from
 * @param falselyRefused good readings, in the fault and behind it, that this twin refused and the other did not
 * @param error root mean square error of the forecast made when the fault was over; infinite if there was none
 * @param cleanError the same of the twin that followed the clean readings
 * @param distance the farthest that any parameter's coordinate was from that twin's, in its standard deviations there
 */
public record Harm(int taken, int falselyRefused, double error, double cleanError, double distance) {
    /** Return by what factor the fault made the forecast worse; below 1 where it happened to be better. */
    public double errorRatio() {
        return error / cleanError;
    }

    /** The distance of two estimates of the same layout. */
    static double distance(GaussianEstimate faulty, GaussianEstimate clean, int parameters) {
        double farthest = 0;
        for (int j = 0; j < parameters; j++) {
            double deviation = clean.standardDeviation(j);
            // What is held is the same in both.
            if (deviation > 0) {
                farthest = Math.max(farthest, Math.abs(faulty.mean()[j] - clean.mean()[j]) / deviation);
            }
        }
        return farthest;
    }
}
