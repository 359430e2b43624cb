package dev.weft.solvers.fleet;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import java.util.List;

/**
 * Evaluate the outputs y = g(x, p, u) of all lanes.
 *
 * <p>Allocates scratch only in the first call for a layout of inputs. Holds scratch: one call at a time.
 */
public final class FleetOutputs {
    private final OdeSystem system;
    private final LaneFunction function;
    private final double[][] scratch = new double[2][];

    /** Prepare to evaluate the outputs of a system. */
    public FleetOutputs(OdeSystem system) {
        this.system = system;
        this.function = new LaneFunction(system, system.outputExpressions(), List.of(), List.of());
    }

    /**
     * Evaluate the outputs of every lane; those of frozen lanes belong to the state they are frozen at.
     *
     * @param fleet the lanes. Not modified
     * @param y planes of the outputs [Q×L], none of them a plane of the fleet. Modified
     * @throws IllegalArgumentException if the fleet is of another system or the planes are not Q×L
     */
    public void evaluate(FleetPlanes fleet, double[][] y) {
        if (fleet.system() != system) {
            throw new IllegalArgumentException("fleet of " + fleet.lanes()
                    + " lanes belongs to another system, expected one of the system of these outputs");
        }
        Planes.check("outputs", y, system.outputCount(), fleet.lanes());
        Kernel kernel = function.kernel(fleet.inputsAreShared());
        int layout = fleet.inputsAreShared() ? 1 : 0;
        if (scratch[layout] == null) {
            scratch[layout] = kernel.newScratch();
        }
        kernel.evaluate(fleet.arguments(), fleet.sharedInputs(), y, 0, fleet.lanes(), scratch[layout]);
    }
}
