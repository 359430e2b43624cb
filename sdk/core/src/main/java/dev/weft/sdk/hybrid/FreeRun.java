package dev.weft.sdk.hybrid;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Run a prior free over segments with given parameters, and find where they begin: Levenberg–Marquardt over the N initial
 * states alone.
 *
 * <p>To the solver parameters are inputs that never move, so no sensitivity to them is integrated. One instance a thread.
 */
final class FreeRun {
    private static final double[] NO_PARAMETERS = {};

    private final OdeFlow flow;
    private final OdeSystem system;
    private final double[] scales;
    private final double[] sizes;
    private final int n;
    private final int q;
    private final double[] values;
    private final double[] scratch;
    private final double[] phi;

    /**
     * Prepare runs.
     *
     * @param scales expected size of an error of each output [Q]
     * @param sizes how far a segment's state may lie from its centre, a standard deviation each [N]
     */
    FreeRun(PhysicsPrior prior, double[] scales, double[] sizes) {
        List<Expr> held = new ArrayList<>();
        prior.parameters().stream().map(Quantity::expr).forEach(held::add);
        prior.inputs().stream().map(Quantity::expr).forEach(held::add);
        OdeSystem own = prior.system();
        this.system = new OdeSystem(own.states(), List.of(), held, own.rateExpressions(), own.outputExpressions());
        this.flow = new OdeFlow(system, Tolerances.STANDARD);
        this.scales = scales;
        this.sizes = sizes;
        this.n = system.stateCount();
        this.q = system.outputCount();
        this.values = new double[q + q * n];
        this.scratch = system.outputsAndJacobians().newScratch();
        this.phi = new double[n * n];
    }

    /**
     * Move the start of a segment to where it fits best.
     *
     * @param parameters physical values, weights included [M]. Not modified
     * @param segment its state is modified
     * @param iterations of the search
     * @return Σ ((y − ŷ)/σ)² there
     * @throws IntegrationException if the equations cannot be solved from where it begins
     */
    double settle(double[] parameters, Segment segment, int iterations) {
        double[] x = segment.state();
        Normal best = normal(parameters, segment, x);
        double damping = 1e-3;
        for (int i = 0; i < iterations; i++) {
            double[] trial = best.step(damping, x);
            @Nullable Normal next = finite(trial) ? reached(parameters, segment, trial) : null;
            if (next != null && next.cost() < best.cost()) {
                boolean done = best.cost() - next.cost() < 1e-9 * best.cost();
                System.arraycopy(trial, 0, x, 0, n);
                best = next;
                damping *= 0.1;
                if (done) {
                    break;
                }
            } else {
                damping *= 10;
            }
        }
        return best.misfit;
    }

    private static boolean finite(double[] x) {
        return Arrays.stream(x).allMatch(Double::isFinite);
    }

    private @Nullable Normal reached(double[] parameters, Segment segment, double[] x) {
        try {
            return normal(parameters, segment, x);
        } catch (IntegrationException e) {
            // A trial may begin where the equations do not reach: a shorter step follows.
            return null;
        }
    }

    /** Normal equations of one segment about its start: what is left, and how it changes with the state. */
    private static final class Normal {
        private final DMatrixRMaj curvature;
        private final DMatrixRMaj slope;
        private double misfit;
        private double distance;

        Normal(int n) {
            curvature = new DMatrixRMaj(n, n);
            slope = new DMatrixRMaj(n, 1);
        }

        double cost() {
            return misfit + distance;
        }

        double[] step(double damping, double[] x) {
            DMatrixRMaj damped = curvature.copy();
            for (int i = 0; i < x.length; i++) {
                damped.set(i, i, damped.get(i, i) * (1 + damping));
            }
            DMatrixRMaj change = new DMatrixRMaj(x.length, 1);
            double[] moved = x.clone();
            if (CommonOps_DDRM.solve(damped, slope, change)) {
                for (int i = 0; i < x.length; i++) {
                    moved[i] -= change.get(i);
                }
            }
            return moved;
        }
    }

    private Normal normal(double[] parameters, Segment segment, double[] start) {
        MeasuredSeries rows = segment.rows();
        Normal normal = new Normal(n);
        double[] x = start.clone();
        double[] total = identity();
        for (int i = 0; i < rows.length(); i++) {
            if (i > 0) {
                double dt = (rows.time(i) - rows.time(i - 1)) / rows.pieces();
                for (int piece = 0; piece < rows.pieces(); piece++) {
                    double[] held = Vectors.concat(parameters, rows.inputs(i - 1, piece));
                    flow.advance(rows.time(i - 1) + piece * dt, dt, x, NO_PARAMETERS, held, phi, NO_PARAMETERS);
                    total = product(phi, total);
                }
            }
            read(x, parameters, rows.inputs(i));
            for (int k = 0; k < q; k++) {
                double measured = rows.outputs(i)[k];
                if (!Double.isNaN(measured)) {
                    add(normal, (measured - values[k]) / scales[k], k, total);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            double off = (start[i] - segment.centre()[i]) / sizes[i];
            normal.distance += off * off;
            normal.curvature.add(i, i, 1 / (sizes[i] * sizes[i]));
            normal.slope.add(i, 0, off / sizes[i]);
        }
        return normal;
    }

    private void add(Normal normal, double residual, int k, double[] total) {
        double[] h = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                h[j] -= values[q + k * n + i] * total[i * n + j] / scales[k];
            }
        }
        normal.misfit += residual * residual;
        for (int i = 0; i < n; i++) {
            normal.slope.add(i, 0, h[i] * residual);
            for (int j = 0; j < n; j++) {
                normal.curvature.add(i, j, h[i] * h[j]);
            }
        }
    }

    /**
     * Run free from the start of a segment.
     *
     * @param parameters physical values [M]. Not modified
     * @return outputs [T×Q], then states [T×N]
     */
    double[][][] run(double[] parameters, Segment segment) {
        MeasuredSeries rows = segment.rows();
        double[] x = segment.state().clone();
        double[][] outputs = new double[rows.length()][];
        double[][] states = new double[rows.length()][];
        for (int i = 0; i < rows.length(); i++) {
            if (i > 0) {
                double dt = (rows.time(i) - rows.time(i - 1)) / rows.pieces();
                for (int piece = 0; piece < rows.pieces(); piece++) {
                    double[] held = Vectors.concat(parameters, rows.inputs(i - 1, piece));
                    flow.advance(rows.time(i - 1) + piece * dt, dt, x, NO_PARAMETERS, held);
                }
            }
            read(x, parameters, rows.inputs(i));
            outputs[i] = Arrays.copyOf(values, q);
            states[i] = x.clone();
        }
        return new double[][][] {outputs, states};
    }

    private void read(double[] x, double[] parameters, double[] u) {
        system.outputsAndJacobians().evaluate(Vectors.concat(x, parameters, u), values, scratch);
    }

    private double[] identity() {
        double[] one = new double[n * n];
        for (int i = 0; i < n; i++) {
            one[i * n + i] = 1;
        }
        return one;
    }

    private double[] product(double[] a, double[] b) {
        double[] c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += a[i * n + k] * b[k * n + j];
                }
            }
        }
        return c;
    }
}
