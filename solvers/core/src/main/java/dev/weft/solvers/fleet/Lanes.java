package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeSystem;
import org.jspecify.annotations.Nullable;

/** Look at single lanes. */
final class Lanes {
    private Lanes() {}

    /** Return the index of the first plane whose value in this lane is not finite, −1 if there is none. */
    static int firstNonFinite(double[][] planes, int lane) {
        for (int k = 0; k < planes.length; k++) {
            if (!Double.isFinite(planes[k][lane])) {
                return k;
            }
        }
        return -1;
    }

    /** Return the failure of a lane whose state, parameters or inputs are not finite before the first step. */
    static @Nullable LaneFailure badStart(FleetPlanes fleet, int lane, double t, double step) {
        OdeSystem system = fleet.system();
        int k = firstNonFinite(fleet.states(), lane);
        if (k >= 0) {
            return failure(lane, t, system.stateName(k), fleet.states()[k][lane], step);
        }
        k = firstNonFinite(fleet.parameters(), lane);
        if (k >= 0) {
            return failure(lane, t, system.parameterName(k), fleet.parameters()[k][lane], step);
        }
        k = firstNonFinite(fleet.inputs(), lane);
        if (k >= 0) {
            return failure(lane, t, system.inputName(k), fleet.inputs()[k][lane], step);
        }
        for (int i = 0; i < fleet.sharedInputs().length; i++) {
            if (!Double.isFinite(fleet.sharedInputs()[i])) {
                return failure(lane, t, system.inputName(i), fleet.sharedInputs()[i], step);
            }
        }
        return null;
    }

    private static LaneFailure failure(int lane, double t, String component, double value, double step) {
        return new LaneFailure(lane, t, component, value, IntegrationException.Cause.NON_FINITE, step);
    }
}
