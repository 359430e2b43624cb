package dev.weft.solvers.ode.stiff.problems;

import dev.weft.solvers.ode.stiff.StiffEquation;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;

/**
 * Hold an autonomous stiff equation with its interval, its initial state and the solution at the end.
 *
 * <p>The references named below: <em>test set</em> is F. Mazzia, C. Magherini, "Test Set for Initial Value Problem
 * Solvers", release 2.4, 2008; <em>Hairer, Wanner</em> is "Solving Ordinary Differential Equations II", 2nd ed. 1996.
 */
public abstract class StiffProblem implements StiffEquation {
    private final double end;
    private final double[] start;
    private final double[] reference;

    StiffProblem(double end, double[] start, double[] reference) {
        this.end = end;
        this.start = start;
        this.reference = reference;
    }

    /** Return all problems with a published reference solution. */
    public static List<StiffProblem> published() {
        return List.of(new VanDerPol(), new ScaledVanDerPol(), new Robertson(), new Hires(), new Oregonator());
    }

    /** Return the initial state at t = 0. */
    public final ODEState start() {
        return new ODEState(0, start);
    }

    /** Return the time of the reference solution. */
    public final double end() {
        return end;
    }

    /** Return the reference solution at {@link #end()} [N]. */
    public final double[] reference() {
        return reference.clone();
    }

    /** Return the largest error of {@code y} relative to the reference, component by component. */
    public final double relativeError(double[] y) {
        double worst = 0;
        for (int i = 0; i < reference.length; i++) {
            worst = Math.max(worst, Math.abs((y[i] - reference[i]) / reference[i]));
        }
        return worst;
    }

    /** Return the same equation without derivatives, so that an integrator has to take differences. */
    public final OrdinaryDifferentialEquation withoutJacobian() {
        return new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return StiffProblem.this.getDimension();
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                return StiffProblem.this.computeDerivatives(t, y);
            }
        };
    }

    @Override
    public final int getDimension() {
        return start.length;
    }

    @Override
    public final void timeDerivative(double t, double[] y, double[] derivative) {
        Arrays.fill(derivative, 0);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }
}
