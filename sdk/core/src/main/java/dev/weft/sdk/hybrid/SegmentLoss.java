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
 * <p>The corrections g ride along as outputs that were measured as 0, so one set of sensitivities serves both terms. A
 * segment's start is held near its centre by its usual size. Thread-safe.
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

    /**
     * Hold what a segment says: its loss, how it changes with weights and start, and, where asked for, the curvature of
     * both.
     *
     * @param loss of the segment
     * @param weights slope by each weight [W]
     * @param start slope by each initial state [N]
     * @param curvature JᵀJ by weights and initial states [(W+N)×(W+N)], or [N×N] by initial states alone
     */
    record Slopes(double loss, double[] weights, double[] start, DMatrixRMaj curvature) {}

    /**
     * Differentiate about the weights and the start of a segment.
     *
     * @param parameters physical values, the weights last [M]. Not modified
     * @param withWeights whether the curvature includes the weights
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution over the segment
     */
    Slopes slopes(double[] parameters, Segment segment, boolean withWeights) {
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
        int rows = problem.measurements();
        // The columns of weights and initial states stand side by side.
        int first = withWeights ? m - weights : m;
        int seen = columns - first;
        DMatrixRMaj curvature = new DMatrixRMaj(seen, seen);
        double[] gradient = new double[weights + n];
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            double r = residuals[row];
            loss += 0.5 * r * r;
            int at = row * columns + m - weights;
            for (int j = 0; j < weights + n; j++) {
                gradient[j] += jacobian[at + j] * r;
            }
            addOuter(jacobian, row * columns + first, seen, curvature.data);
        }
        for (int i = 0; i < seen; i++) {
            for (int j = 0; j < i; j++) {
                curvature.data[i * seen + j] = curvature.data[j * seen + i];
            }
        }
        for (int i = 0; i < n; i++) {
            double inverse = 1 / (sizes[i] * sizes[i]);
            double off = segment.state()[i] - segment.centre()[i];
            loss += 0.5 * off * off * inverse;
            gradient[weights + i] += off * inverse;
            curvature.add(seen - n + i, seen - n + i, inverse);
        }
        return new Slopes(
                loss, Arrays.copyOf(gradient, weights), Arrays.copyOfRange(gradient, weights, weights + n), curvature);
    }

    /** The upper triangle of hᵀh for one row h. */
    private static void addOuter(double[] rows, int at, int size, double[] out) {
        for (int i = 0; i < size; i++) {
            double h = rows[at + i];
            for (int j = i; j < size; j++) {
                out[i * size + j] += h * rows[at + j];
            }
        }
    }

    /** Move the start of a segment by one Gauss–Newton step, never farther than its state usually is. */
    void settle(Segment segment, Slopes slopes) {
        DMatrixRMaj change = new DMatrixRMaj(n, 1);
        DMatrixRMaj right = DMatrixRMaj.wrap(n, 1, slopes.start().clone());
        if (CommonOps_DDRM.solve(slopes.curvature().copy(), right, change)) {
            for (int i = 0; i < n; i++) {
                segment.state()[i] -= Math.max(-sizes[i], Math.min(sizes[i], change.get(i)));
            }
        }
    }
}
