package dev.weft.sdk.warp;

/**
 * Say how far one way to run a model is from another.
 *
 * @param way the way
 * @param reference what it was compared with
 * @param weights largest difference of a weight over the largest weight
 * @param predictions largest difference of a prediction over the largest prediction (at least 1); NaN where the way gives
 *     weights only
 * @param tolerance what the differences may be
 */
public record Agreement(String way, String reference, double weights, double predictions, double tolerance) {
    /** Tell whether the two ways agree. */
    public boolean holds() {
        return weights <= tolerance && !(predictions > tolerance);
    }
}
