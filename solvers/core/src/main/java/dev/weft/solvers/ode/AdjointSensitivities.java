package dev.weft.solvers.ode;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.hipparchus.ode.DenseOutputModel;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEIntegrator;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;

/**
 * Differentiate a scalar loss along a trajectory with respect to all parameters and the initial state by one integration
 * backwards: L = Σ_i s(x(t_i), p, u, d_i) + ∫ r(x, p, u) dt.
 *
 * <p>λ̇ = −f_xᵀ λ − r_xᵀ backwards from 0, λ(t_i⁻) = λ(t_i⁺) + s_xᵀ at samples, dL/dx₀ = λ(t₀) and
 * dL/dp = Σ s_p + ∫ f_pᵀ λ + r_p dt. The trajectory is kept as dense output of its steps. Cost: about two integrations of
 * N and N + M equations, whatever M; forward sensitivities take N(N + M). Worth it where M is large.
 *
 * <p>Thread-safe; each call has scratch of its own. Source: Y. Cao, S. Li, L. Petzold, R. Serban, "Adjoint sensitivity
 * analysis for differential-algebraic equations", 2003, section 2.
 */
public final class AdjointSensitivities {
    private final OdeSystem system;
    private final int dataCount;
    private final Tolerances tolerances;
    private final Kernel sample;
    private final Kernel adjoint;
    private final int n;
    private final int m;

    /**
     * Derive the adjoint equations of a loss.
     *
     * @param sampleLoss s, in the symbols of the system and of {@code data}; zero if there is none
     * @param data symbols of what is given with every sample, such as measurements [D]
     * @param runningLoss r, in the symbols of the system; zero if there is none
     * @throws IllegalArgumentException if a loss contains another symbol
     */
    public AdjointSensitivities(
            OdeSystem system, Expr sampleLoss, List<Expr> data, Expr runningLoss, Tolerances tolerances) {
        this.system = system;
        this.dataCount = data.size();
        this.tolerances = tolerances;
        this.n = system.stateCount();
        this.m = system.parameterCount();
        List<Expr> unknowns = new ArrayList<>(system.states());
        unknowns.addAll(system.parameters());

        List<Expr> sampleInputs = new ArrayList<>(unknowns);
        sampleInputs.addAll(system.inputs());
        sampleInputs.addAll(data);
        List<Expr> sampleOutputs = new ArrayList<>(Derivative.gradient(sampleLoss, unknowns));
        sampleOutputs.add(sampleLoss);
        this.sample = Kernel.compile(sampleOutputs, sampleInputs);

        List<Expr> lambda = system.states().stream()
                .map(x -> Expr.symbol("λ of " + x.name()))
                .toList();
        List<Expr> weights = new ArrayList<>(lambda);
        weights.add(Expr.ONE);
        List<Expr> functions = new ArrayList<>(system.rateExpressions());
        functions.add(runningLoss);
        List<Expr> backward = new ArrayList<>(Derivative.vectorJacobianProduct(functions, unknowns, weights));
        backward.add(runningLoss);
        List<Expr> backwardInputs = new ArrayList<>(unknowns);
        backwardInputs.addAll(system.inputs());
        backwardInputs.addAll(lambda);
        this.adjoint = Kernel.compile(backward, backwardInputs);
    }

    /**
     * Evaluate a loss and its gradient.
     *
     * @param x0 state at times[0] [N]. Not modified
     * @param p parameters [M]. Not modified
     * @param inputs inputs over the whole time
     * @param times sample times, strictly increasing, two or more; the integral runs from the first to the last. Not modified
     * @param data one row a sample [T×D]. Not modified
     * @throws IllegalArgumentException as {@link OdeSolver#solve}, or if {@code data} is not T×D
     * @throws IntegrationException if the trajectory cannot be continued to the end
     */
    public LossGradient gradient(double[] x0, double[] p, InputSignal inputs, double[] times, double[][] data) {
        if (data.length != times.length) {
            throw new IllegalArgumentException(
                    "data = " + data.length + "×" + dataCount + ", expected " + times.length + "×" + dataCount);
        }
        for (double[] row : data) {
            Shapes.check("data of a sample", row, dataCount);
        }
        Deque<Piece> pieces = new ArrayDeque<>();
        double[][] states = forward(x0, p, inputs, times, pieces);
        CompiledOde ode = system.asHipparchus(p, inputs);
        // λ [N], dL/dp [M], L.
        double[] z = new double[n + m + 1];
        ODEIntegrator integrator = IntegratorFactory.DORMAND_PRINCE_853.create(
                1e-13 * (times[times.length - 1] - times[0]), times[times.length - 1] - times[0], tolerances);
        for (int i = times.length - 1; i >= 0; i--) {
            addSample(ode, times[i], states[i], data[i], z);
            while (i > 0 && !pieces.isEmpty() && pieces.getLast().begin >= times[i - 1]) {
                z = backward(integrator, ode, pieces.removeLast(), z);
            }
        }
        return new LossGradient(z[n + m], Arrays.copyOf(z, n), Arrays.copyOfRange(z, n, n + m));
    }

    /** A stretch without jumps, between neighbouring samples. */
    private record Piece(double begin, double end, DenseOutputModel model) {}

    private double[][] forward(double[] x0, double[] p, InputSignal inputs, double[] times, Deque<Piece> pieces) {
        TimeGrid.check(times);
        OdeSolver.checkCoverage(inputs, times);
        double[][] states = new double[times.length][];
        states[0] = x0.clone();
        for (int i = 1; i < times.length; i++) {
            double[] x = states[i - 1];
            for (double t = times[i - 1]; t < times[i]; ) {
                double end = Math.min(times[i], inputs.pieceEnd(t));
                DenseOutputModel model = new DenseOutputModel();
                OdeSolver solver = new OdeSolver(system, tolerances).withIntegrator((shortest, longest, tol) -> {
                    ODEIntegrator made = IntegratorFactory.DORMAND_PRINCE_853.create(shortest, longest, tol);
                    made.addStepHandler(model);
                    return made;
                });
                x = solver.solve(x, p, inputs, new double[] {t, end}).endState();
                pieces.add(new Piece(t, end, model));
                t = end;
            }
            states[i] = x;
        }
        return states;
    }

    private void addSample(CompiledOde ode, double t, double[] x, double[] data, double[] z) {
        ode.beginPiece(t);
        double[] known = ode.arguments(t, x);
        double[] in = Arrays.copyOf(known, known.length + dataCount);
        System.arraycopy(data, 0, in, known.length, dataCount);
        double[] out = new double[n + m + 1];
        sample.evaluate(in, out, sample.newScratch());
        for (int i = 0; i < z.length; i++) {
            z[i] += out[i];
        }
    }

    /** On the reversed clock s = end − t all equations have a plus sign. */
    private double[] backward(ODEIntegrator integrator, CompiledOde ode, Piece piece, double[] z) {
        ode.beginPiece(piece.begin);
        double[] in = new double[n + m + system.inputCount() + n];
        double[] scratch = adjoint.newScratch();
        OrdinaryDifferentialEquation equations = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return n + m + 1;
            }

            @Override
            public double[] computeDerivatives(double s, double[] y) {
                double t = piece.end - s;
                double[] known =
                        ode.arguments(t, piece.model.getInterpolatedState(t).getPrimaryState());
                System.arraycopy(known, 0, in, 0, known.length);
                System.arraycopy(y, 0, in, known.length, n);
                double[] out = new double[n + m + 1];
                adjoint.evaluate(in, out, scratch);
                return out;
            }
        };
        ODEState start = new ODEState(0, z);
        return integrator
                .integrate(new ExpandableODE(equations), start, piece.end - piece.begin)
                .getPrimaryState();
    }
}
