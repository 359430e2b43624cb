package dev.weft.solvers.fleet;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import dev.weft.solvers.symbolic.Symbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Advance a fleet of systems linear in their state, ẋ = A(p) x + b(p, u), exactly: x⁺ = Φ x + Γ b.
 *
 * <p>Φ = exp(A Δt) and Γ = ∫₀^Δt exp(A s) ds come from one exponential, exp([A I; 0 0] Δt) = [Φ Γ; 0 I]. They are made
 * for a lane when its parameters or Δt change and kept for the calls that follow, 2·N² values a lane; a call then costs
 * one product a lane, whatever Δt and however stiff A. Errors are roundings, scaled by the condition of the exponential.
 *
 * <p>The matrix exponential allocates, the calls that follow do not.
 *
 * <p>Source: C. F. Van Loan, "Computing integrals involving the matrix exponential", 1978, theorem 1.
 */
public final class ExponentialIntegrator extends FleetIntegrator {
    private final int n;
    private final LaneFunction product;
    private final Kernel matrix;
    private final LanePool.BlockTask discretiseBlock = this::discretise;

    // Φ and Γ of the fleet advanced last, and what they were made from.
    private @Nullable FleetPlanes fleet;
    private double interval = Double.NaN;
    private double[][] propagator = {};
    private double[][] madeFrom = {};
    private double[][] arguments = {};

    private @Nullable Kernel kernel;
    private double[][] scratch = {};
    private final double[][] matrixScratch;
    private final double[][] matrixArguments;
    private final double[][] matrixValues;
    private final double[][][] before;

    /**
     * Derive A and b, to run in the caller's thread.
     *
     * @throws IllegalArgumentException if the rates are not linear in the state with a matrix that depends on parameters
     *     only
     */
    public ExponentialIntegrator(OdeSystem system) {
        this(system, LanePool.single());
    }

    /**
     * Derive A and b, to run on a pool, which stays the caller's to close.
     *
     * @throws IllegalArgumentException if the rates are not linear in the state with a matrix that depends on parameters
     *     only
     */
    public ExponentialIntegrator(OdeSystem system, LanePool pool) {
        super(system, pool);
        this.n = system.stateCount();
        List<Expr> x = system.states();
        List<Expr> jacobian = Derivative.jacobian(system.rateExpressions(), x);
        requireConstant(jacobian);
        this.matrix = Kernel.compile(jacobian, system.parameters());
        List<Expr> phi = symbols("phi");
        List<Expr> gamma = symbols("gamma");
        List<Expr> held = Substitution.of(x, Collections.nCopies(n, Expr.ZERO)).apply(system.rateExpressions());
        List<Expr> next = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Expr sum = Expr.ZERO;
            for (int j = 0; j < n; j++) {
                sum = j == 0
                        ? phi.get(i * n).times(x.get(0))
                        : sum.plus(phi.get(i * n + j).times(x.get(j)));
            }
            for (int j = 0; j < n; j++) {
                if (!held.get(j).isConstant(0.0) && !held.get(j).isConstant(-0.0)) {
                    sum = sum.plus(gamma.get(i * n + j).times(held.get(j)));
                }
            }
            next.add(sum);
        }
        List<Expr> further = new ArrayList<>(phi);
        further.addAll(gamma);
        this.product = new LaneFunction(system, next, further, List.of());
        this.matrixScratch = new double[pool.workers()][];
        Arrays.setAll(matrixScratch, i -> matrix.newScratch());
        this.matrixArguments = new double[pool.workers()][system.parameterCount()];
        this.matrixValues = new double[pool.workers()][n * n];
        this.before = new double[pool.workers()][n][BLOCK_LANES];
    }

    private void requireConstant(List<Expr> jacobian) {
        for (int i = 0; i < jacobian.size(); i++) {
            for (Expr symbol : Symbols.of(List.of(jacobian.get(i)))) {
                if (!system.parameters().contains(symbol)) {
                    throw new IllegalArgumentException("the derivative of the rate of " + system.stateName(i / n)
                            + " in " + system.stateName(i % n) + " contains " + symbol.name()
                            + ", expected a system linear in its state whose matrix depends on parameters only: take a"
                            + " Runge-Kutta or Rosenbrock method");
                }
            }
        }
    }

    private List<Expr> symbols(String name) {
        List<Expr> symbols = new ArrayList<>();
        for (int i = 0; i < n * n; i++) {
            symbols.add(Expr.symbol(name + i / n + i % n));
        }
        return symbols;
    }

    @Override
    void prepare(FleetPlanes next, double dt) {
        if (next != fleet) {
            propagator = new double[2 * n * n][next.lanes()];
            madeFrom = new double[next.parameters().length][next.lanes()];
            arguments = Planes.concat(next.arguments(), propagator);
            interval = Double.NaN;
            fleet = next;
        }
        Kernel step = product.kernel(next.inputsAreShared());
        if (step != kernel) {
            kernel = step;
            scratch = new double[workers()][];
            Arrays.setAll(scratch, i -> step.newScratch());
        }
        if (dt != interval) {
            interval = dt;
            // No parameter equals it, so every lane is made anew.
            for (double[] plane : madeFrom) {
                Arrays.fill(plane, Double.NaN);
            }
            if (madeFrom.length == 0) {
                runBlocks(next.lanes(), discretiseBlock);
            }
        }
    }

    private void discretise(int block, int worker) {
        int from = block * BLOCK_LANES;
        int lanes = propagator[0].length;
        for (int lane = from; lane < Math.min(from + BLOCK_LANES, lanes); lane++) {
            discretiseLane(new double[0][], lane, worker);
        }
    }

    private void discretiseLane(double[][] parameters, int lane, int worker) {
        double[] p = matrixArguments[worker];
        for (int k = 0; k < parameters.length; k++) {
            p[k] = parameters[k][lane];
            madeFrom[k][lane] = p[k];
        }
        double[] a = matrixValues[worker];
        matrix.evaluate(p, a, matrixScratch[worker]);
        RealMatrix augmented = MatrixUtils.createRealMatrix(2 * n, 2 * n);
        boolean finite = true;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                augmented.setEntry(i, j, a[i * n + j] * interval);
                finite &= Double.isFinite(a[i * n + j]);
            }
            augmented.setEntry(i, n + i, interval);
        }
        RealMatrix e = finite ? exponential(augmented) : augmented;
        for (int i = 0; i < n * n; i++) {
            propagator[i][lane] = finite ? e.getEntry(i / n, i % n) : Double.NaN;
            propagator[n * n + i][lane] = finite ? e.getEntry(i / n, n + i % n) : Double.NaN;
        }
    }

    /**
     * exp(M) as exp(M/2^s)^(2^s) with ‖M/2^s‖₁ ≤ 1: left to itself, Hipparchus 4.0.3 scales a norm of 10 too little and
     * keeps 9 digits only.
     */
    private static RealMatrix exponential(RealMatrix m) {
        int halvings = Math.max(0, Math.getExponent(m.getNorm1()) + 1);
        RealMatrix e = MatrixUtils.matrixExponential(m.scalarMultiply(Math.scalb(1.0, -halvings)));
        for (int i = 0; i < halvings; i++) {
            e = e.multiply(e);
        }
        return e;
    }

    @Override
    void advanceBlock(FleetPlanes planes, double t, double dt, int from, int to, int worker) {
        Kernel step = kernel;
        if (step == null) {
            return;
        }
        double[][] parameters = planes.parameters();
        for (int k = 0; k < parameters.length; k++) {
            for (int lane = from; lane < to; lane++) {
                // Compared as numbers: NaN never equals, so a lane to be made anew, or broken, is.
                if (parameters[k][lane] != madeFrom[k][lane] && !planes.isFrozen(lane)) {
                    discretiseLane(parameters, lane, worker);
                }
            }
        }
        double[][] x = planes.states();
        Planes.copy(x, from, before[worker], 0, n, to - from);
        step.evaluate(arguments, planes.sharedInputs(), x, from, to, scratch[worker]);
        boolean sound = !planes.anyFrozen(from, to);
        for (int k = 0; k < n && sound; k++) {
            sound = Planes.allFinite(x[k], from, to);
        }
        for (int lane = from; lane < to && !sound; lane++) {
            int component = Lanes.firstNonFinite(x, lane);
            if (planes.isFrozen(lane) || component >= 0) {
                double value = component >= 0 ? x[component][lane] : 0;
                Planes.copy(before[worker], lane - from, x, lane, n, 1);
                if (!planes.isFrozen(lane)) {
                    LaneFailure bad = Lanes.badStart(planes, lane, t, dt);
                    report(
                            planes,
                            bad != null
                                    ? bad
                                    : new LaneFailure(
                                            lane,
                                            t,
                                            system.stateName(component),
                                            value,
                                            IntegrationException.Cause.NON_FINITE,
                                            dt));
                }
            }
        }
    }
}
