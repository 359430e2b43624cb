package dev.weft.sdk.hybrid;

/** Step the weights of a network; one step or pass an epoch. */
interface WeightSearch {
    /**
     * Go through one epoch.
     *
     * @param parameters physical values, the weights last [M]. The weights are modified
     * @param epoch from 0
     * @param rate η of the epoch
     */
    Pass pass(double[] parameters, int epoch, double rate);

    /**
     * Tell how an epoch went.
     *
     * @param loss mean over readings
     * @param gradientNorm the largest norm of its gradient, mean over readings
     * @param ended whether no further step can lower the loss
     */
    record Pass(double loss, double gradientNorm, boolean ended) {}
}
