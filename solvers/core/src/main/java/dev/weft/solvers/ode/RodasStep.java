package dev.weft.solvers.ode;

import static dev.weft.solvers.ode.FlowPoint.addScaled;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.GAMMA;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.STAGES;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.stiff.RodasCoefficients;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;

/**
 * Make single steps of RODAS 4(3) for stiff equations, with the compiled Jacobian.
 *
 * <p>(I/(hγ) − J) k_i = f(g_i) + Σ (c_ij/h) k_j with g_i = x + Σ a_ij k_j and J = f_x(x). Sensitivities go through the
 * method applied to x and S together, whose matrix is block triangular with J in every block of its diagonal. So one
 * decomposition of N×N serves the states and all columns:
 *
 * <p>(I/(hγ) − J) K_i = f_x(g_i) G_i + [0 f_p(g_i)] + Σ (c_ij/h) K_j + Σ_l k_il ∂/∂x_l (f_x S + [0 f_p]) at x.
 *
 * <p>They are the derivatives of the numerical solution itself at these steps. Source: E. Hairer, G. Wanner, "Solving
 * Ordinary Differential Equations II", 1996, section IV.7.
 */
final class RodasStep implements FlowMethod {
    private final FlowPoint point;
    private final StepSizeController controller = new StepSizeController(3);
    private final int n;
    private final DMatrixRMaj shifted;
    private final LinearSolverDense<DMatrixRMaj> lu;
    private final double[] jacobian;
    private final double[][] points;
    private final double[] rates;
    private final double[] right;
    private final DMatrixRMaj rightColumn;
    private final double[][] k;
    private final DMatrixRMaj[] kColumns;
    private final double[] next;
    private boolean knowsJacobian;
    int decompositions;

    /** What only sensitivities need. */
    private final class Sensitivities {
        final Kernel along = point.system.jacobiansAlong();
        final double[] alongArguments = new double[along.inputs()];
        final double[] jacobiansAlong = new double[along.outputs()];
        final double[] alongScratch = along.newScratch();
        final double[] argument = new double[n * point.columns];
        final double[] right = new double[n * point.columns];
        final DMatrixRMaj rightColumns = DMatrixRMaj.wrap(n, point.columns, right);
        final double[][] k = new double[STAGES][n * point.columns];
        final DMatrixRMaj[] kColumns = wrap(k, point.columns);
    }

    private @Nullable Sensitivities sensitivities;

    RodasStep(FlowPoint point) {
        this.point = point;
        this.n = point.n;
        this.shifted = new DMatrixRMaj(n, n);
        this.lu = LinearSolverFactory_DDRM.lu(n);
        this.jacobian = new double[n * n];
        this.points = new double[STAGES][n];
        this.points[0] = point.x;
        this.rates = new double[n];
        this.right = new double[n];
        this.rightColumn = DMatrixRMaj.wrap(n, 1, right);
        this.k = new double[STAGES][n];
        this.kColumns = wrap(k, 1);
        this.next = new double[n];
    }

    private DMatrixRMaj[] wrap(double[][] arrays, int columns) {
        DMatrixRMaj[] wrapped = new DMatrixRMaj[arrays.length];
        for (int s = 0; s < arrays.length; s++) {
            wrapped[s] = DMatrixRMaj.wrap(n, columns, arrays[s]);
        }
        return wrapped;
    }

    @Override
    public String methodName() {
        return "RODAS 4(3)";
    }

    @Override
    public StepSizeController controller() {
        return controller;
    }

    @Override
    public void begin() {
        knowsJacobian = false;
        decompositions = 0;
    }

    @Override
    public double attempt(double h) {
        if (!decompose(h)) {
            return Double.NaN;
        }
        for (int s = 0; s < STAGES; s++) {
            double[] slope = point.f;
            if (s > 0) {
                System.arraycopy(point.x, 0, points[s], 0, n);
                for (int j = 0; j < s; j++) {
                    addScaled(RodasCoefficients.a(s, j), k[j], points[s]);
                }
                if (!point.rates(points[s], rates)) {
                    return Double.NaN;
                }
                slope = rates;
            }
            System.arraycopy(slope, 0, right, 0, n);
            addEarlier(s, h, k, right);
            lu.solve(rightColumn, kColumns[s]);
        }
        // The last stage begins at the embedded solution and is the error.
        double[] last = k[STAGES - 1];
        System.arraycopy(points[STAGES - 1], 0, next, 0, n);
        addScaled(1, last, next);
        double error = point.norm(last, next);
        return error <= 1 && !point.rates(next, rates) ? Double.NaN : error;
    }

    /** Decompose I/(hγ) − J. */
    private boolean decompose(double h) {
        if (!knowsJacobian) {
            System.arraycopy(point.jacobians(point.x), n, jacobian, 0, n * n);
            knowsJacobian = true;
        }
        for (int i = 0; i < jacobian.length; i++) {
            shifted.data[i] = -jacobian[i];
        }
        for (int i = 0; i < n; i++) {
            shifted.data[i * n + i] += 1 / (h * GAMMA);
        }
        decompositions++;
        return lu.setA(shifted);
    }

    private static void addEarlier(int s, double h, double[][] k, double[] right) {
        for (int j = 0; j < s; j++) {
            addScaled(RodasCoefficients.c(s, j) / h, k[j], right);
        }
    }

    @Override
    public void followWithSensitivities(double h) {
        Sensitivities own = sensitivities;
        if (own == null) {
            own = new Sensitivities();
            sensitivities = own;
        }
        for (int s = 0; s < STAGES; s++) {
            System.arraycopy(point.s, 0, own.argument, 0, own.argument.length);
            for (int j = 0; j < s; j++) {
                addScaled(RodasCoefficients.a(s, j), own.k[j], own.argument);
            }
            point.variation(points[s], own.argument, own.right);
            addEarlier(s, h, own.k, own.right);
            point.arguments(point.x, own.alongArguments);
            System.arraycopy(k[s], 0, own.alongArguments, own.alongArguments.length - n, n);
            own.along.evaluate(own.alongArguments, own.jacobiansAlong, own.alongScratch);
            point.addProducts(own.jacobiansAlong, 0, point.s, own.right);
            lu.solve(own.rightColumns, own.kColumns[s]);
        }
        System.arraycopy(own.argument, 0, point.s, 0, own.argument.length);
        addScaled(1, own.k[STAGES - 1], point.s);
    }

    @Override
    public void accept() {
        point.moveTo(next, rates);
        knowsJacobian = false;
    }
}
