package dev.weft.sdk.model;

import dev.weft.sdk.warp.WarpModel;

/** Hold a model of either kind that a file may contain. */
public sealed interface LoadedModel {
    /**
     * Hold a physics model.
     *
     * @param model the model
     */
    record Physics(PhysicsModel model) implements LoadedModel {}

    /**
     * Hold a weight-space model.
     *
     * @param model the model
     */
    record Warp(WarpModel model) implements LoadedModel {}
}
