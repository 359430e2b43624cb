package dev.weft.solvers.ode.stiff;

import static dev.weft.solvers.ode.stiff.RodasCoefficients.A;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.ALPHA;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.C;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.D2;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.D3;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.GAMMA;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.GAMMA_I;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.STAGES;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.hipparchus.ode.EquationsMapper;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEStateAndDerivative;

/** Take steps of RODAS: one Jacobian a point, one LU decomposition a step, six solutions with it. */
final class RodasMethod implements OneStepMethod {
    static final String NAME = "Rodas 4 (3)";

    private final Rates rates;
    private final ErrorNorm norm;
    private final CompleteJacobian jacobian;
    private final Tally tally;
    private final int total;

    private final DMatrixRMaj shiftedJacobian;
    private final LinearSolverDense<DMatrixRMaj> lu;
    private final double[] argument;
    private final double[] right;
    private final double[][] k;
    private final DMatrixRMaj rightColumn;
    private final DMatrixRMaj[] kColumns;

    private double t;
    private double[] y = {};
    private double[] f = {};
    private double[] endDerivative = {};

    RodasMethod(ExpandableODE equations, Rates rates, ErrorNorm norm, Tally tally) {
        this.rates = rates;
        this.norm = norm;
        this.jacobian = new CompleteJacobian(equations, rates, norm);
        this.tally = tally;
        this.total = equations.getMapper().getTotalDimension();
        this.shiftedJacobian = new DMatrixRMaj(total, total);
        this.lu = LinearSolverFactory_DDRM.lu(total);
        this.argument = new double[total];
        this.right = new double[total];
        this.rightColumn = DMatrixRMaj.wrap(total, 1, right);
        this.k = new double[STAGES][total];
        this.kColumns = new DMatrixRMaj[STAGES];
        for (int s = 0; s < STAGES; s++) {
            kColumns[s] = DMatrixRMaj.wrap(total, 1, k[s]);
        }
    }

    @Override
    public String methodName() {
        return NAME;
    }

    @Override
    public int errorOrder() {
        return 4;
    }

    @Override
    public void begin(ODEStateAndDerivative start, double h) {
        t = start.getTime();
        y = start.getCompleteState();
        f = start.getCompleteDerivative();
        jacobian.evaluate(t, y, f, h);
        tally.countJacobian();
    }

    @Override
    public double attempt(double h, double end) {
        if (!factorize(h)) {
            return Double.POSITIVE_INFINITY;
        }
        for (int s = 0; s < STAGES; s++) {
            System.arraycopy(y, 0, argument, 0, total);
            for (int j = 0; j < s; j++) {
                addScaled(A[s][j], k[j], argument);
            }
            double[] rate = s == 0 ? f : rates.at(ALPHA[s] == 1 ? end : t + ALPHA[s] * h, argument);
            if (!norm.allFinite(rate)) {
                return Double.POSITIVE_INFINITY;
            }
            solveStage(s, h, rate);
        }
        // The argument of the last stage was the embedded solution.
        double[] last = k[STAGES - 1];
        addScaled(1, last, argument);
        if (!norm.allFinite(argument)) {
            return Double.POSITIVE_INFINITY;
        }
        double error = norm.of(last, y, argument);
        if (error < 1) {
            endDerivative = rates.at(end, argument);
            if (!norm.allFinite(endDerivative)) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return error;
    }

    /** Decompose I/(hγ) − J. */
    private boolean factorize(double h) {
        double[] j = jacobian.matrix();
        double[] e = shiftedJacobian.data;
        for (int i = 0; i < e.length; i++) {
            e[i] = -j[i];
        }
        double diagonal = 1 / (h * GAMMA);
        for (int i = 0; i < total; i++) {
            e[i * total + i] += diagonal;
        }
        tally.countFactorization();
        return lu.setA(shiftedJacobian);
    }

    private void solveStage(int s, double h, double[] rate) {
        System.arraycopy(rate, 0, right, 0, total);
        if (GAMMA_I[s] != 0) {
            addScaled(GAMMA_I[s] * h, jacobian.timeDerivative(), right);
        }
        for (int j = 0; j < s; j++) {
            addScaled(C[s][j] / h, k[j], right);
        }
        lu.solve(rightColumn, kColumns[s]);
    }

    /** Return ‖J‖ at the start of the last step, in units of the tolerances there: a bound of all eigenvalues. */
    double jacobianNorm() {
        return jacobian.norm(y);
    }

    @Override
    public double[] state() {
        return argument;
    }

    @Override
    public double[] derivative() {
        return endDerivative;
    }

    @Override
    public RodasInterpolator interpolator(
            boolean forward, ODEStateAndDerivative start, ODEStateAndDerivative end, EquationsMapper mapper) {
        double[] p = new double[total];
        double[] q = new double[total];
        for (int s = 0; s < STAGES; s++) {
            addScaled(D2[s], k[s], p);
            addScaled(D3[s], k[s], q);
        }
        return new RodasInterpolator(forward, p, q, start, end, start, end, mapper);
    }

    private static void addScaled(double factor, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
