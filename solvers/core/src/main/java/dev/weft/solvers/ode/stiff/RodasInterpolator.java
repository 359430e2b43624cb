package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.EquationsMapper;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.sampling.AbstractODEStateInterpolator;

/**
 * Interpolate within a step by y(t + θh) = (1−θ) y₀ + θ (y₁ + (1−θ)(p + θ q)), of order 3 for RODAS.
 *
 * <p>The derivative is that of the polynomial, of order 2: within a step it is a little off f(t, y). Immutable.
 */
final class RodasInterpolator extends AbstractODEStateInterpolator {
    private static final long serialVersionUID = 1L;

    private final double[] p;
    private final double[] q;

    /** Keep {@code p} and {@code q} [N]. Not modified, and not to be modified by the caller any more. */
    RodasInterpolator(
            boolean forward,
            double[] p,
            double[] q,
            ODEStateAndDerivative globalPrevious,
            ODEStateAndDerivative globalCurrent,
            ODEStateAndDerivative softPrevious,
            ODEStateAndDerivative softCurrent,
            EquationsMapper mapper) {
        super(forward, globalPrevious, globalCurrent, softPrevious, softCurrent, mapper);
        this.p = p;
        this.q = q;
    }

    /** Interpolate along the straight line between two states. */
    static RodasInterpolator straight(
            boolean forward, ODEStateAndDerivative start, ODEStateAndDerivative end, EquationsMapper mapper) {
        double[] zeros = new double[mapper.getTotalDimension()];
        return new RodasInterpolator(forward, zeros, zeros, start, end, start, end, mapper);
    }

    @Override
    protected RodasInterpolator create(
            boolean newForward,
            ODEStateAndDerivative newGlobalPrevious,
            ODEStateAndDerivative newGlobalCurrent,
            ODEStateAndDerivative newSoftPrevious,
            ODEStateAndDerivative newSoftCurrent,
            EquationsMapper newMapper) {
        return new RodasInterpolator(
                newForward, p, q, newGlobalPrevious, newGlobalCurrent, newSoftPrevious, newSoftCurrent, newMapper);
    }

    @Override
    protected ODEStateAndDerivative computeInterpolatedStateAndDerivatives(
            EquationsMapper mapper, double time, double theta, double thetaH, double oneMinusThetaH) {
        double[] y0 = getGlobalPreviousState().getCompleteState();
        double[] y1 = getGlobalCurrentState().getCompleteState();
        double h = getGlobalCurrentState().getTime() - getGlobalPreviousState().getTime();
        double rest = 1 - theta;
        double[] y = new double[y0.length];
        double[] yDot = new double[y0.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = rest * y0[i] + theta * (y1[i] + rest * (p[i] + theta * q[i]));
            yDot[i] = (y1[i] - y0[i] + (1 - 2 * theta) * p[i] + theta * (2 - 3 * theta) * q[i]) / h;
        }
        return mapper.mapStateAndDerivative(time, y, yDot);
    }
}
