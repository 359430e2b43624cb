package dev.weft.solvers.ode;

import dev.weft.solvers.ode.stiff.AutomaticIntegrator;
import dev.weft.solvers.ode.stiff.RodasIntegrator;
import org.hipparchus.ode.ODEIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;

/** Make an integrator of Hipparchus for one solution. */
@FunctionalInterface
public interface IntegratorFactory {
    /** Dormand–Prince 8(5,3): the best explicit choice at tight tolerances. */
    IntegratorFactory DORMAND_PRINCE_853 = (shortest, longest, tolerances) ->
            new DormandPrince853Integrator(shortest, longest, tolerances.absolute(), tolerances.relative()) {
                @Override
                protected double estimateError(double[][] stages, double[] start, double[] end, double h) {
                    return rejectIfNotANumber(super.estimateError(stages, start, end, h));
                }
            };

    /** Dormand–Prince 5(4): the better one at loose tolerances or many restarts. */
    IntegratorFactory DORMAND_PRINCE_54 = (shortest, longest, tolerances) ->
            new DormandPrince54Integrator(shortest, longest, tolerances.absolute(), tolerances.relative()) {
                @Override
                protected double estimateError(double[][] stages, double[] start, double[] end, double h) {
                    return rejectIfNotANumber(super.estimateError(stages, start, end, h));
                }
            };

    /**
     * RODAS 4(3), L-stable: for equations known to be stiff. Its steps are as short as the clock resolves: a fast
     * transient may need a first step of less than 1e-13 of the whole time.
     */
    IntegratorFactory RODAS = (shortest, longest, tolerances) ->
            new RodasIntegrator(0, longest, tolerances.absolute(), tolerances.relative());

    /** Dormand–Prince 5(4) that goes over to RODAS where the equations turn out to be stiff, and back; steps as RODAS. */
    IntegratorFactory AUTOMATIC = (shortest, longest, tolerances) ->
            new AutomaticIntegrator(0, longest, tolerances.absolute(), tolerances.relative());

    /**
     * Make an integrator.
     *
     * @param shortest shortest step, below which the integration fails
     * @param longest longest step: the whole time
     * @param tolerances local errors allowed
     */
    ODEIntegrator create(double shortest, double longest, Tolerances tolerances);

    /** Retry with a shorter step where a trial stage left the domain of f; Hipparchus would accept a NaN. */
    private static double rejectIfNotANumber(double error) {
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }
}
