package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.nonstiff.StepsizeHelper;

/**
 * Measure vectors in units of the tolerances: the root mean square of v_i / (absolute_i + relative_i·|y_i|) over the
 * primary components, as Hipparchus does. Remembers the component that contributed most.
 */
final class ErrorNorm {
    private final StepsizeHelper tolerances;
    private final int primary;
    private int worst;

    ErrorNorm(StepsizeHelper tolerances) {
        this.tolerances = tolerances;
        this.primary = tolerances.getMainSetDimension();
    }

    /** Return ‖v‖ at y, with the larger of |y_i| and |other_i| as scale. */
    double of(double[] v, double[] y, double[] other) {
        double sum = 0;
        double largest = -1;
        for (int i = 0; i < primary; i++) {
            double ratio = v[i] / tolerance(i, Math.max(Math.abs(y[i]), Math.abs(other[i])));
            double square = ratio * ratio;
            sum += square;
            if (square > largest) {
                largest = square;
                worst = i;
            }
        }
        return Math.sqrt(sum / primary);
    }

    /** Return whether all components are finite; the first that is not becomes the worst. */
    boolean allFinite(double[] v) {
        for (int i = 0; i < v.length; i++) {
            if (!Double.isFinite(v[i])) {
                worst = i;
                return false;
            }
        }
        return true;
    }

    /** Return the tolerance of primary component {@code i} where its size is {@code scale}. */
    double tolerance(int i, double scale) {
        return tolerances.getTolerance(i, scale);
    }

    int primary() {
        return primary;
    }

    int worst() {
        return worst;
    }
}
