package dev.weft.sdk.forecast;

import dev.weft.sdk.adapt.SeriesFilter;
import dev.weft.sdk.model.PhysicsModel;

/** List what a forecast may do with the readings of its context. */
public enum Adaptation {
    /** One pass of the extended Kalman filter: states and parameters follow the readings. */
    FILTER,
    /** The same by the unscented filter, and the free run by its points. */
    UNSCENTED,
    /** The same by the ensemble filter, and the free run by its members. */
    ENSEMBLE,
    /** Refit parameters and initial state to the context, with the model as prior knowledge. */
    BATCH,
    /** Find the state only; the parameters stay as they are. */
    NONE;

    private static final int FEWEST_MEMBERS = 100;
    private static final int MEMBERS_A_WEIGHT = 3;

    /** Tell whether parameters follow the readings one by one. */
    boolean follows() {
        return this == FILTER || this == UNSCENTED || this == ENSEMBLE;
    }

    /** Return what goes along a series. */
    SeriesFilter filter(PhysicsModel model) {
        return switch (this) {
            case UNSCENTED -> SeriesFilter.unscented(model);
            case ENSEMBLE ->
                SeriesFilter.ensemble(
                        model,
                        Math.max(
                                FEWEST_MEMBERS,
                                MEMBERS_A_WEIGHT * model.layout().size()),
                        1);
            case FILTER, BATCH, NONE -> SeriesFilter.extended(model);
        };
    }
}
