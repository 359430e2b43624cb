package dev.weft.sdk.steady;

import dev.weft.sdk.adapt.WeightFlow;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.estimation.ResidualModel;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import java.util.List;

/**
 * Give the surprises of a constant gain over records, in units of the sensors' noise, and their derivatives by its free
 * entries b:
 *
 * <pre>
 *   e_t = y_t − h(θ⁻_t),      θ⁺_t = θ⁻_t + B e_t,      θ⁻_{t+1} = f(θ⁺_t)
 *   ∂e_t = −H S⁻,             S⁺ = S⁻ + B ∂e_t + E e_t,       S⁻ ← F S⁺
 * </pre>
 *
 * with S = ∂θ/∂b [D×U], F and H the slopes of flow and outputs, E_u the matrix that is 1 where b_u stands. Every record
 * begins at the model's start.
 */
final class InnovationProblem implements ResidualModel {
    private final PhysicsModel model;
    private final FreeEntries free;
    private final List<MeasuredSeries> records;
    private final OdeSystem system;
    private final OdeFlow flow;
    private final List<Coordinate> coordinates;
    private final double[] start;
    private final WeightFlow drifts;
    private final int d;
    private final int m;
    private final int n;
    private final int q;
    private final int unknowns;
    private final double[] p;
    private final double[] slope;
    private final double[] x;
    private final double[] phi;
    private final double[] psi;
    private final double[] values;
    private final double[] arguments;
    private final double[] scratch;

    InnovationProblem(PhysicsModel model, FreeEntries free, List<MeasuredSeries> records) {
        this.model = model;
        this.free = free;
        this.records = records;
        this.system = model.prior().system();
        this.flow = new OdeFlow(system, Tolerances.STANDARD);
        this.coordinates = model.layout().parameterCoordinates();
        this.start = model.start().mean();
        this.drifts = new WeightFlow(model);
        this.d = model.layout().size();
        this.m = model.layout().parameterCount();
        this.n = model.layout().stateCount();
        this.q = system.outputCount();
        this.unknowns = free.count();
        this.p = new double[m];
        this.slope = new double[m];
        this.x = new double[n];
        this.phi = new double[n * n];
        this.psi = new double[n * m];
        this.values = new double[q + q * n + q * m];
        this.arguments = new double[n + m + system.inputCount()];
        this.scratch = system.outputsAndJacobians().newScratch();
    }

    @Override
    public int unknowns() {
        return unknowns;
    }

    @Override
    public int residuals() {
        return q * records.stream().mapToInt(MeasuredSeries::length).sum();
    }

    @Override
    public void evaluate(double[] z, double[] residuals, double[] jacobian) {
        double[] b = free.gain(z);
        boolean wanted = jacobian.length > 0;
        int row = 0;
        for (MeasuredSeries record : records) {
            double[] theta = start.clone();
            double[] s = new double[d * unknowns];
            for (int t = 0; t < record.length(); t++) {
                if (t > 0) {
                    record.forEachPiece(t - 1, (begin, dt, u) -> propagate(theta, s, begin, dt, u, wanted));
                }
                correct(theta, s, b, record, t, row, residuals, jacobian);
                row += q;
            }
        }
    }

    private void read(double[] theta) {
        for (int j = 0; j < m; j++) {
            p[j] = coordinates.get(j).toValue(theta[j]);
            slope[j] = coordinates.get(j).derivative(theta[j]);
        }
        System.arraycopy(theta, m, x, 0, n);
    }

    private void propagate(double[] theta, double[] s, double t, double dt, double[] u, boolean wanted) {
        read(theta);
        if (wanted) {
            flow.advance(t, dt, x, p, u, phi, psi);
            propagate(s, dt);
        } else {
            flow.advance(t, dt, x, p, u);
        }
        for (int j = 0; j < m; j++) {
            theta[j] = drifts.drifted(j, theta[j], dt);
        }
        System.arraycopy(x, 0, theta, m, n);
    }

    /** S ← F S. */
    private void propagate(double[] s, double dt) {
        double[] before = s.clone();
        for (int i = 0; i < n; i++) {
            for (int u = 0; u < unknowns; u++) {
                double sum = 0;
                for (int j = 0; j < m; j++) {
                    sum += psi[i * m + j] * slope[j] * before[j * unknowns + u];
                }
                for (int k = 0; k < n; k++) {
                    sum += phi[i * n + k] * before[(m + k) * unknowns + u];
                }
                s[(m + i) * unknowns + u] = sum;
            }
        }
        for (int j = 0; j < m; j++) {
            double kept = drifts.kept(j, dt);
            for (int u = 0; u < unknowns; u++) {
                s[j * unknowns + u] *= kept;
            }
        }
    }

    private void correct(
            double[] theta,
            double[] s,
            double[] b,
            MeasuredSeries record,
            int t,
            int row,
            double[] residuals,
            double[] jacobian) {
        read(theta);
        double[] inputs = record.inputs(t);
        System.arraycopy(x, 0, arguments, 0, n);
        System.arraycopy(p, 0, arguments, n, m);
        System.arraycopy(inputs, 0, arguments, n + m, inputs.length);
        system.outputsAndJacobians().evaluate(arguments, values, scratch);
        double[] before = jacobian.length > 0 ? s.clone() : s;
        for (int k = 0; k < q; k++) {
            double surprise = record.outputs(t)[k] - values[k];
            if (Double.isNaN(surprise)) {
                residuals[row + k] = 0;
                continue;
            }
            residuals[row + k] = surprise / model.noise().measurement(k);
            if (jacobian.length > 0) {
                double[] de = slopes(before, k);
                for (int u = 0; u < unknowns; u++) {
                    jacobian[(row + k) * unknowns + u] = de[u] / model.noise().measurement(k);
                    for (int i = 0; i < d; i++) {
                        s[i * unknowns + u] += b[i * q + k] * de[u];
                    }
                }
                free.addSlopes(s, k, surprise);
            }
            for (int i = 0; i < d; i++) {
                theta[i] += b[i * q + k] * surprise;
            }
        }
    }

    /** Return ∂e_k = −h_k S [U]. */
    private double[] slopes(double[] s, int k) {
        double[] de = new double[unknowns];
        for (int u = 0; u < unknowns; u++) {
            for (int j = 0; j < m; j++) {
                de[u] -= values[q + q * n + k * m + j] * slope[j] * s[j * unknowns + u];
            }
            for (int i = 0; i < n; i++) {
                de[u] -= values[q + k * n + i] * s[(m + i) * unknowns + u];
            }
        }
        return de;
    }
}
