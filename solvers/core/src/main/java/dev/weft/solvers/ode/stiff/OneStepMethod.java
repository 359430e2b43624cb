package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.EquationsMapper;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.sampling.AbstractODEStateInterpolator;

/**
 * Try steps from a point: what differs between methods. {@link OneStepIntegrator} chooses the points and the steps.
 *
 * <p>The order of calls is {@link #begin}, then {@link #attempt} with shorter and shorter steps until one is good,
 * then the results of that one. Holds scratch of one integration.
 */
interface OneStepMethod {
    /** Return the method's name for reports. */
    String methodName();

    /** Return q of an error estimate that goes like h^q. */
    int errorOrder();

    /** Start at a point; {@code h} is the signed step to be tried first. */
    void begin(ODEStateAndDerivative start, double h);

    /**
     * Try a step of signed size {@code h} that ends at time {@code end}.
     *
     * @return the error in units of the tolerances: below 1 is good; +∞ if any value was not finite
     */
    double attempt(double h, double end);

    /** Return the complete state at the end of a good step. */
    double[] state();

    /** Return the complete derivative at the end of a good step. */
    double[] derivative();

    /** Return the dense output of a good step. */
    AbstractODEStateInterpolator interpolator(
            boolean forward, ODEStateAndDerivative start, ODEStateAndDerivative end, EquationsMapper mapper);
}
