package dev.weft.solvers.estimation;

import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import java.util.Arrays;
import java.util.List;

/**
 * Compare free-running simulations with measured series: r = (y − ŷ(z)) / σ, followed by the residuals of
 * a prior.
 *
 * <p>Unknowns z [U]: the M parameters in their coordinates, then the N initial states of each series. What
 * shall stay fixed gets a tight prior. ŷ starts at the initial state and sees the inputs only, never a
 * measured output. The Jacobian comes from the variational equations, chained over the sampling intervals.
 *
 * <p>Parameters may be each series' own: then z holds their usual coordinate among the M, and after the initial states
 * the offset of each series from it, series by series. Residuals may be bent by {@link HuberLoss}.
 *
 * <p>Cost: one integration of N(1 + N + M) equations a sample with Jacobian, of N without. One instance a
 * thread.
 */
public final class OutputErrorProblem implements ResidualModel {
    private final OdeSystem system;
    private final List<Coordinate> coordinates;
    private final List<MeasuredSeries> series;
    private final double[] scales;
    private final GaussianPrior prior;
    private final List<Integer> own;
    private final double threshold;
    private final OdeFlow flow;
    private final int n;
    private final int m;
    private final int q;
    private final double[] arguments;
    private final double[] outputs;
    private final double[] outputsScratch;
    private final double[] jacobiansScratch;

    /**
     * Set up the comparison.
     *
     * @param coordinates one a parameter [M]
     * @param series the measured runs, at least one
     * @param scales σ, the expected size of an error of each output, &gt; 0 [Q]
     * @param prior prior of all unknowns [M + N·series]
     * @throws IllegalArgumentException if a size does not fit, that of a row of a series included, or a scale is not positive
     */
    public OutputErrorProblem(
            OdeSystem system,
            Tolerances tolerances,
            List<Coordinate> coordinates,
            List<MeasuredSeries> series,
            double[] scales,
            GaussianPrior prior) {
        this(system, tolerances, coordinates, series, scales, prior, List.of(), Double.POSITIVE_INFINITY);
    }

    /**
     * Set up the comparison with parameters of each series' own and a bound on the pull of one reading.
     *
     * @param coordinates one a parameter [M]
     * @param series the measured runs, at least one
     * @param scales σ, the expected size of an error of each output, &gt; 0 [Q]
     * @param prior prior of all unknowns [M + N·series + O·series]
     * @param own indices of the parameters that differ from series to series [O]
     * @param huberThreshold from which r on residuals are bent, &gt; 0; infinite for least squares
     * @throws IllegalArgumentException if a size does not fit, that of a row of a series included, a scale or the
     *     threshold is not positive, or an index is none of a parameter
     */
    public OutputErrorProblem(
            OdeSystem system,
            Tolerances tolerances,
            List<Coordinate> coordinates,
            List<MeasuredSeries> series,
            double[] scales,
            GaussianPrior prior,
            List<Integer> own,
            double huberThreshold) {
        this.system = system;
        this.coordinates = List.copyOf(coordinates);
        this.series = List.copyOf(series);
        this.scales = scales.clone();
        this.prior = prior;
        this.own = List.copyOf(own);
        this.threshold = huberThreshold;
        this.flow = new OdeFlow(system, tolerances);
        this.n = system.stateCount();
        this.m = system.parameterCount();
        this.q = system.outputCount();
        int unknowns = m + (n + own.size()) * series.size();
        if (coordinates.size() != m || scales.length != q || prior.size() != unknowns || series.isEmpty()) {
            throw new IllegalArgumentException("coordinates = " + coordinates.size() + ", scales = " + scales.length
                    + ", prior = " + prior.size() + ", series = " + series.size() + ", expected " + m + ", " + q + ", "
                    + unknowns + " and 1 or more");
        }
        for (double scale : scales) {
            if (!(scale > 0)) {
                throw new IllegalArgumentException("output scale = " + scale + ", expected > 0");
            }
        }
        if (!(huberThreshold > 0)) {
            throw new IllegalArgumentException("threshold = " + huberThreshold + ", expected > 0");
        }
        for (int j : own) {
            if (j < 0 || j >= m) {
                throw new IllegalArgumentException("own parameter " + j + ", expected an index below " + m);
            }
        }
        series.forEach(this::checkRows);
        this.arguments = new double[n + m + system.inputCount()];
        this.outputs = new double[q + q * n + q * m];
        this.outputsScratch = system.outputValues().newScratch();
        this.jacobiansScratch = system.outputsAndJacobians().newScratch();
    }

    private void checkRows(MeasuredSeries run) {
        for (int i = 0; i < run.length(); i++) {
            int inputs = run.inputs(i).length;
            if (inputs != system.inputCount() || run.outputs(i).length != q) {
                throw new IllegalArgumentException("series " + run.name() + ", sample " + i + ": inputs = " + inputs
                        + ", outputs = " + run.outputs(i).length + ", expected " + system.inputCount() + " and " + q);
            }
        }
    }

    @Override
    public int unknowns() {
        return prior.size();
    }

    @Override
    public int residuals() {
        return measurements() + prior.size();
    }

    /** Return how many residuals compare outputs; those of the prior follow them. */
    public int measurements() {
        return q * series.stream().mapToInt(MeasuredSeries::length).sum();
    }

    @Override
    public void evaluate(double[] z, double[] residuals, double[] jacobian) {
        boolean withJacobian = jacobian.length > 0;
        double[] p = new double[m];
        double[] slope = new double[m];
        int row = 0;
        for (int s = 0; s < series.size(); s++) {
            for (int j = 0; j < m; j++) {
                int offset = own.indexOf(j);
                double coordinate = z[j] + (offset < 0 ? 0 : z[ownColumn(s, offset)]);
                p[j] = coordinates.get(j).toValue(coordinate);
                slope[j] = coordinates.get(j).derivative(coordinate);
            }
            row = withJacobian
                    ? compareWithJacobian(s, z, p, slope, residuals, jacobian, row)
                    : compare(s, z, p, residuals, row);
        }
        prior.residuals(z, residuals, row);
        if (withJacobian) {
            prior.jacobian(jacobian, row * unknowns());
        }
    }

    private int ownColumn(int s, int offset) {
        return m + n * series.size() + s * own.size() + offset;
    }

    private double[] initialState(int s, double[] z) {
        return Arrays.copyOfRange(z, m + s * n, m + (s + 1) * n);
    }

    private int compare(int s, double[] z, double[] p, double[] residuals, int firstRow) {
        MeasuredSeries run = series.get(s);
        double[] x = initialState(s, z);
        int row = firstRow;
        for (int i = 0; i < run.length(); i++) {
            if (i > 0) {
                double dt = (run.time(i) - run.time(i - 1)) / run.pieces();
                for (int piece = 0; piece < run.pieces(); piece++) {
                    flow.advance(run.time(i - 1) + piece * dt, dt, x, p, run.inputs(i - 1, piece));
                }
            }
            readOutputs(x, p, run.inputs(i), false);
            for (int k = 0; k < q; k++) {
                residuals[row++] = HuberLoss.bend(residual(run.outputs(i)[k], k), threshold);
            }
        }
        return row;
    }

    private int compareWithJacobian(
            int s, double[] z, double[] p, double[] slope, double[] residuals, double[] jacobian, int firstRow) {
        MeasuredSeries run = series.get(s);
        double[] x = initialState(s, z);
        double[] phi = new double[n * n];
        double[] psi = new double[n * m];
        // Sensitivities of the state at the current sample to (p, x₀), [N×(M+N)].
        double[][] total = new double[n][m + n];
        double[][] next = new double[n][m + n];
        for (int i = 0; i < n; i++) {
            total[i][m + i] = 1;
        }
        int row = firstRow;
        for (int i = 0; i < run.length(); i++) {
            if (i > 0) {
                double dt = (run.time(i) - run.time(i - 1)) / run.pieces();
                for (int piece = 0; piece < run.pieces(); piece++) {
                    flow.advance(run.time(i - 1) + piece * dt, dt, x, p, run.inputs(i - 1, piece), phi, psi);
                    chain(phi, psi, total, next);
                    double[][] before = total;
                    total = next;
                    next = before;
                }
            }
            readOutputs(x, p, run.inputs(i), true);
            for (int k = 0; k < q; k++, row++) {
                double measured = run.outputs(i)[k];
                double residual = residual(measured, k);
                residuals[row] = HuberLoss.bend(residual, threshold);
                Arrays.fill(jacobian, row * unknowns(), (row + 1) * unknowns(), 0);
                if (!Double.isNaN(measured)) {
                    double factor = -HuberLoss.slope(residual, threshold) / scales[k];
                    fillRow(k, s, factor, total, slope, jacobian, row * unknowns());
                }
            }
        }
        return row;
    }

    /** S(t+Δt) = Φ·S(t) + [Ψ 0]. */
    private void chain(double[] phi, double[] psi, double[][] total, double[][] next) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(psi, i * m, next[i], 0, m);
            Arrays.fill(next[i], m, m + n, 0);
            for (int k = 0; k < n; k++) {
                double factor = phi[i * n + k];
                for (int j = 0; j < m + n; j++) {
                    next[i][j] += factor * total[k][j];
                }
            }
        }
    }

    private void fillRow(int k, int s, double factor, double[][] total, double[] slope, double[] jacobian, int offset) {
        for (int j = 0; j < m + n; j++) {
            double sum = j < m ? outputs[q + q * n + k * m + j] : 0;
            for (int i = 0; i < n; i++) {
                sum += outputs[q + k * n + i] * total[i][j];
            }
            int column = j < m ? j : m + s * n + (j - m);
            jacobian[offset + column] = factor * sum * (j < m ? slope[j] : 1);
        }
        for (int o = 0; o < own.size(); o++) {
            jacobian[offset + ownColumn(s, o)] = jacobian[offset + own.get(o)];
        }
    }

    private void readOutputs(double[] x, double[] p, double[] u, boolean withJacobians) {
        System.arraycopy(x, 0, arguments, 0, n);
        System.arraycopy(p, 0, arguments, n, m);
        System.arraycopy(u, 0, arguments, n + m, u.length);
        if (withJacobians) {
            system.outputsAndJacobians().evaluate(arguments, outputs, jacobiansScratch);
        } else {
            system.outputValues().evaluate(arguments, outputs, outputsScratch);
        }
    }

    private double residual(double measured, int k) {
        return Double.isNaN(measured) ? 0 : (measured - outputs[k]) / scales[k];
    }
}
