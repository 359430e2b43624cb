package dev.weft.sdk.hybrid;

import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianPrior;
import dev.weft.solvers.estimation.OutputErrorProblem;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Differentiate the loss of a segment, Σ ½((y − ŷ)/σ)² + ½ λ' Σ g², with respect to the weights, through the differential
 * equation.
 *
 * <p>The corrections g ride along as outputs that were measured as 0, so one set of sensitivities serves both terms. The
 * segment's start follows by one Gauss–Newton step at each visit (variable projection): where it is at its best, the
 * gradient with respect to the weights is that of the loss with the best start. Thread-safe.
 *
 * <p>Source: G. H. Golub, V. Pereyra, "The Differentiation of Pseudo-Inverses and Nonlinear Least Squares Problems Whose
 * Variables Separate", 1973.
 */
final class SegmentLoss {
    private final OdeSystem system;
    private final List<Coordinate> coordinates;
    private final double[] scales;
    private final double[] sizes;
    private final double threshold;
    private final GaussianPrior nothing;
    private final int n;
    private final int m;
    private final int weights;
    private final int targets;

    /**
     * Prepare the loss.
     *
     * @param scales σ of each output [Q]
     * @param sizes how far a segment's state may lie from its centre [N]
     * @param penalty λ: the loss of a mean square of g of 1, against a mean square of 1 of (y − ŷ)/σ
     * @param threshold from which on Huber's loss bends; infinite for squares
     */
    SegmentLoss(ResidualPrior prior, double[] scales, double[] sizes, double penalty, double threshold) {
        OdeSystem own = prior.system();
        List<Expr> shown = new ArrayList<>(own.outputExpressions());
        shown.addAll(prior.corrections());
        this.targets = prior.corrections().size();
        this.system = new OdeSystem(own.states(), own.parameters(), own.inputs(), own.rateExpressions(), shown);
        this.weights = prior.network().weightCount();
        this.n = own.stateCount();
        this.m = own.parameterCount();
        this.sizes = sizes;
        this.threshold = threshold;
        this.coordinates = Collections.nCopies(m, new Coordinate.Identity());
        this.scales = Arrays.copyOf(scales, scales.length + targets);
        Arrays.fill(this.scales, scales.length, this.scales.length, 1 / Math.sqrt(penalty * scales.length / targets));
        double[] wide = new double[m + n];
        Arrays.fill(wide, Double.POSITIVE_INFINITY);
        this.nothing = GaussianPrior.independent(new double[m + n], wide);
    }

    /** What a segment says: its loss and the slope of it by each weight [W]; how many readings it holds. */
    record Slopes(double loss, double[] gradient, int readings) {}

    /**
     * Differentiate, then move the segment's start a step.
     *
     * @param parameters physical values, the weights last [M]. Not modified
     * @param segment its state is modified
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution over the segment
     */
    Slopes slopes(double[] parameters, Segment segment) {
        OutputErrorProblem problem = new OutputErrorProblem(
                system,
                Tolerances.STANDARD,
                coordinates,
                List.of(segment.withZeros(targets)),
                scales,
                nothing,
                List.of(),
                threshold);
        int columns = m + n;
        double[] residuals = new double[problem.residuals()];
        double[] jacobian = new double[residuals.length * columns];
        problem.evaluate(Vectors.concat(parameters, segment.state()), residuals, jacobian);
        double[] gradient = new double[weights];
        DMatrixRMaj curvature = new DMatrixRMaj(n, n);
        DMatrixRMaj slope = new DMatrixRMaj(n, 1);
        double loss = 0;
        for (int row = 0; row < problem.measurements(); row++) {
            double r = residuals[row];
            loss += 0.5 * r * r;
            int at = row * columns;
            for (int j = 0; j < weights; j++) {
                gradient[j] += jacobian[at + m - weights + j] * r;
            }
            for (int i = 0; i < n; i++) {
                double h = jacobian[at + m + i];
                slope.add(i, 0, h * r);
                for (int j = 0; j < n; j++) {
                    curvature.add(i, j, h * jacobian[at + m + j]);
                }
            }
        }
        move(segment, curvature, slope);
        return new Slopes(loss, gradient, segment.readings());
    }

    private void move(Segment segment, DMatrixRMaj curvature, DMatrixRMaj slope) {
        double[] x = segment.state();
        for (int i = 0; i < n; i++) {
            double inverse = 1 / (sizes[i] * sizes[i]);
            curvature.add(i, i, inverse);
            slope.add(i, 0, (x[i] - segment.centre()[i]) * inverse);
        }
        DMatrixRMaj change = new DMatrixRMaj(n, 1);
        if (CommonOps_DDRM.solve(curvature, slope, change)) {
            for (int i = 0; i < n; i++) {
                // Never farther than a state usually is: weights moved, too, and the step is of the old ones.
                x[i] -= Math.max(-sizes[i], Math.min(sizes[i], change.get(i)));
            }
        }
    }
}
