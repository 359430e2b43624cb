package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.EquationsMapper;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEJacobiansProvider;
import org.hipparchus.ode.OrdinaryDifferentialEquation;

/**
 * Compute ∂f/∂y and ∂f/∂t of the complete system, primary and secondary equations together: from the equations where
 * they provide them, else by forward differences.
 *
 * <p>Secondary equations do not act back on primary ones, so that block is zero. Their own rows are always taken by
 * differences.
 *
 * <p>The increment of a primary component is max(√ε |y_j|, 1000 ε N |h| ‖f‖ tol_j): rounding in f then changes hJ by
 * a thousandth at most, measured in tolerances. Source: A. C. Hindmarsh et al., "SUNDIALS: Suite of nonlinear and
 * differential/algebraic equation solvers", 2005, and CVODE's documentation, "Difference quotient Jacobian".
 */
final class CompleteJacobian {
    private static final double EPSILON = Math.ulp(1.0);
    private static final double SQRT_EPSILON = Math.sqrt(EPSILON);
    private static final double ROUNDING_MARGIN = 1000;

    private final OrdinaryDifferentialEquation primaryEquation;
    private final Rates rates;
    private final ErrorNorm norm;
    private final int n;
    private final int total;
    private final boolean provided;
    private final double[] matrix;
    private final double[] timeDerivative;
    private final double[] primaryMatrix;
    private final double[] primaryState;
    private final double[] primaryVector;
    private final double[] shifted;

    CompleteJacobian(ExpandableODE equations, Rates rates, ErrorNorm norm) {
        EquationsMapper mapper = equations.getMapper();
        this.primaryEquation = equations.getPrimary();
        this.rates = rates;
        this.norm = norm;
        this.n = primaryEquation.getDimension();
        this.total = mapper.getTotalDimension();
        this.provided = primaryEquation instanceof StiffEquation || primaryEquation instanceof ODEJacobiansProvider;
        this.matrix = new double[total * total];
        this.timeDerivative = new double[total];
        this.primaryMatrix = total == n ? matrix : new double[n * n];
        this.primaryState = new double[n];
        this.primaryVector = new double[n];
        this.shifted = new double[total];
    }

    /** Return ∂f_i/∂y_j at i·N + j, of the last evaluation [N·N]. */
    double[] matrix() {
        return matrix;
    }

    /** Return ∂f/∂t of the last evaluation [N]. */
    double[] timeDerivative() {
        return timeDerivative;
    }

    /**
     * Evaluate at a point.
     *
     * @param y complete state [N]. Not modified
     * @param f its derivative [N]. Not modified
     * @param h the step to come, whose sign and size choose the increments
     * @throws StepFailedException if a derivative is not finite
     */
    void evaluate(double t, double[] y, double[] f, double h) {
        System.arraycopy(y, 0, primaryState, 0, n);
        differenceStates(t, y, f, h);
        if (primaryEquation instanceof StiffEquation stiff) {
            stiff.jacobian(t, primaryState, primaryMatrix);
            if (total > n) {
                differenceTime(t, y, f, h);
            }
            stiff.timeDerivative(t, primaryState, primaryVector);
            System.arraycopy(primaryVector, 0, timeDerivative, 0, n);
        } else {
            if (primaryEquation instanceof ODEJacobiansProvider provider) {
                System.arraycopy(f, 0, primaryVector, 0, n);
                double[][] rows = provider.computeMainStateJacobian(t, primaryState, primaryVector);
                for (int i = 0; i < n; i++) {
                    System.arraycopy(rows[i], 0, primaryMatrix, i * n, n);
                }
            }
            differenceTime(t, y, f, h);
        }
        if (provided && total > n) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(primaryMatrix, i * n, matrix, i * total, n);
            }
        }
        checkFinite(t, h);
    }

    /** Return the row-sum norm of the primary block at y, rows and columns in units of the tolerances. */
    double norm(double[] y) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.abs(matrix[i * total + j]) * norm.tolerance(j, Math.abs(y[j]));
            }
            largest = Math.max(largest, sum / norm.tolerance(i, Math.abs(y[i])));
        }
        return largest;
    }

    private void differenceStates(double t, double[] y, double[] f, double h) {
        if (provided && total == n) {
            return;
        }
        double floor = ROUNDING_MARGIN * EPSILON * n * Math.abs(h) * norm.of(f, y, y);
        double secondaryScale = 0;
        for (int j = n; j < total; j++) {
            secondaryScale = Math.max(secondaryScale, Math.abs(y[j]));
        }
        System.arraycopy(y, 0, shifted, 0, total);
        for (int j = 0; j < total; j++) {
            double size;
            if (j < n) {
                double tolerance = norm.tolerance(j, Math.abs(y[j]));
                size = Math.max(SQRT_EPSILON * Math.abs(y[j]), floor * tolerance);
                size = size > 0 ? size : tolerance;
            } else {
                // Mostly linear in these, so a long increment does no harm.
                size = SQRT_EPSILON * (secondaryScale > 0 ? secondaryScale : 1);
            }
            // Along the motion: the solution is about to go there, so f is likely to be defined.
            differenceColumn(t, y, f, j, f[j] * h < 0 ? -size : size);
        }
    }

    private void differenceColumn(double t, double[] y, double[] f, int j, double increment) {
        shifted[j] = y[j] + increment;
        double[] there = rates.at(t, shifted);
        if (!norm.allFinite(there)) {
            shifted[j] = y[j] - increment;
            there = rates.at(t, shifted);
        }
        // What was really added, after rounding.
        double actual = shifted[j] - y[j];
        shifted[j] = y[j];
        int firstRow = provided || j >= n ? n : 0;
        for (int i = firstRow; i < total; i++) {
            matrix[i * total + j] = (there[i] - f[i]) / actual;
        }
    }

    private void differenceTime(double t, double[] y, double[] f, double h) {
        // The square root of rounding in t times the time scale of the solution, for which h stands.
        double size = Math.sqrt(EPSILON * Math.max(Math.abs(t), Math.abs(h)) * Math.abs(h));
        double later = t + Math.copySign(size, h);
        double[] there = rates.at(later, y);
        for (int i = 0; i < total; i++) {
            timeDerivative[i] = (there[i] - f[i]) / (later - t);
        }
    }

    private void checkFinite(double t, double h) {
        for (int i = 0; i < total; i++) {
            boolean finite = Double.isFinite(timeDerivative[i]);
            for (int j = 0; j < total && finite; j++) {
                finite = Double.isFinite(matrix[i * total + j]);
            }
            if (!finite) {
                throw StepFailedException.notFinite(t, h, i, "the Jacobian's row");
            }
        }
    }
}
