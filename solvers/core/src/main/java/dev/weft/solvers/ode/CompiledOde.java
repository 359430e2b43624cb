package dev.weft.solvers.ode;

import java.util.List;
import org.hipparchus.ode.ODEJacobiansProvider;

/**
 * Present an {@link OdeSystem} with given parameters and inputs to Hipparchus: ẋ = f(x, p, u(t)) with compiled
 * right-hand side, ∂f/∂x and ∂f/∂p.
 *
 * <p>Works with every integrator of Hipparchus, and as Jacobians with its {@code VariationalEquation}. Inputs that jump:
 * an integrator must be restarted at {@link InputSignal#pieceEnd}, as {@link OdeSolver} does. Holds scratch: one
 * integration at a time.
 */
public final class CompiledOde implements ODEJacobiansProvider {
    private final OdeSystem system;
    private final InputSignal inputs;
    private final double[] arguments;
    private final double[] u;
    private final double[] ratesScratch;
    private double[] jacobians = {};
    private double[] jacobiansScratch = {};
    private double piece = Double.NaN;

    /**
     * Fix parameters and inputs.
     *
     * @param parameters [M]. Not modified
     * @throws IllegalArgumentException if a length does not fit or a parameter is not finite
     */
    CompiledOde(OdeSystem system, double[] parameters, InputSignal inputs) {
        Shapes.check("parameters", parameters, system.parameterCount());
        Shapes.checkFinite("parameter", parameters, system.parameters());
        if (inputs.count() != system.inputCount()) {
            throw new IllegalArgumentException(
                    "inputs = " + inputs.count() + "×1, expected " + system.inputCount() + "×1");
        }
        this.system = system;
        this.inputs = inputs;
        int n = system.stateCount();
        this.arguments = new double[n + parameters.length + inputs.count()];
        System.arraycopy(parameters, 0, arguments, n, parameters.length);
        this.u = new double[inputs.count()];
        this.ratesScratch = system.rates().newScratch();
    }

    /** Read the inputs of the piece that begins at {@code t} from now on, its end included. */
    void beginPiece(double t) {
        piece = t;
    }

    /** Return (x, p, u) at a time, the array of this object. */
    double[] arguments(double t, double[] x) {
        int n = system.stateCount();
        System.arraycopy(x, 0, arguments, 0, n);
        inputs.at(t, Double.isNaN(piece) ? t : piece, u);
        System.arraycopy(u, 0, arguments, arguments.length - u.length, u.length);
        return arguments;
    }

    @Override
    public int getDimension() {
        return system.stateCount();
    }

    @Override
    public double[] computeDerivatives(double t, double[] x) {
        double[] rates = new double[system.stateCount()];
        system.rates().evaluate(arguments(t, x), rates, ratesScratch);
        return rates;
    }

    @Override
    public double[][] computeMainStateJacobian(double t, double[] x, double[] rates) {
        evaluateJacobians(t, x);
        int n = system.stateCount();
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(jacobians, n + i * n, rows[i], 0, n);
        }
        return rows;
    }

    @Override
    public double[] computeParameterJacobian(double t, double[] x, double[] rates, String name) {
        int j = getParametersNames().indexOf(name);
        if (j < 0) {
            throw new IllegalArgumentException(
                    "parameter " + name + " is unknown, expected one of " + getParametersNames());
        }
        evaluateJacobians(t, x);
        int n = system.stateCount();
        double[] column = new double[n];
        for (int i = 0; i < n; i++) {
            column[i] = jacobians[n + n * n + i * system.parameterCount() + j];
        }
        return column;
    }

    private void evaluateJacobians(double t, double[] x) {
        if (jacobians.length == 0) {
            jacobians = new double[system.ratesAndJacobians().outputs()];
            jacobiansScratch = system.ratesAndJacobians().newScratch();
        }
        system.ratesAndJacobians().evaluate(arguments(t, x), jacobians, jacobiansScratch);
    }

    @Override
    public List<String> getParametersNames() {
        return system.parameters().stream().map(p -> p.name()).toList();
    }

    @Override
    public boolean isSupported(String name) {
        return getParametersNames().contains(name);
    }
}
