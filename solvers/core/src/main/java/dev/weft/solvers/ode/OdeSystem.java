package dev.weft.solvers.ode;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Describe ẋ = f(x, p, u), y = g(x, p, u) by expressions, with compiled values and Jacobians.
 *
 * <p>Shapes: states x [N], parameters p [M], inputs u [K], outputs y [Q]. All kernels take the
 * concatenation (x, p, u) [N+M+K]. The equations do not contain the time: what depends on it is an input.
 *
 * <p>Immutable and thread-safe. Construction checks the symbols and costs one walk over the graph; a kernel
 * is derived and compiled when it is first asked for.
 */
public final class OdeSystem {
    private final List<Expr> states;
    private final List<Expr> parameters;
    private final List<Expr> inputs;
    private final List<Expr> rateExpressions;
    private final List<Expr> outputExpressions;
    private final LazyKernel rates;
    private final LazyKernel ratesAndJacobians;
    private final LazyKernel jacobiansAlong;
    private final LazyKernel outputValues;
    private final LazyKernel outputsAndJacobians;

    /**
     * Build a system.
     *
     * @param states state symbols [N], at least one
     * @param parameters parameter symbols [M]
     * @param inputs input symbols [K]
     * @param rates dx/dt, in the order of the states [N]
     * @param outputs output expressions [Q]
     * @throws IllegalArgumentException if there is no state, the number of rates differs from the number of
     *     states, an expression uses a symbol that was not declared, or a symbol is declared twice
     */
    public OdeSystem(
            List<Expr> states, List<Expr> parameters, List<Expr> inputs, List<Expr> rates, List<Expr> outputs) {
        if (states.isEmpty() || states.size() != rates.size()) {
            throw new IllegalArgumentException("rates = " + rates.size() + ", expected one for each of the "
                    + states.size() + " states (1 or more)");
        }
        this.states = List.copyOf(states);
        this.parameters = List.copyOf(parameters);
        this.inputs = List.copyOf(inputs);
        this.rateExpressions = List.copyOf(rates);
        this.outputExpressions = List.copyOf(outputs);
        List<Expr> symbols = concat(states, parameters, inputs);
        Declarations declared = Declarations.of(symbols);
        declared.check(rateExpressions);
        declared.check(outputExpressions);
        this.rates = new LazyKernel(() -> rateExpressions, symbols);
        this.outputValues = new LazyKernel(() -> outputExpressions, symbols);
        this.ratesAndJacobians = new LazyKernel(() -> withJacobians(rateExpressions), symbols);
        // Symbols are told apart by identity, so these cannot clash with those of the caller.
        List<Expr> direction = states.stream()
                .map(x -> Expr.symbol("direction of " + x.name()))
                .toList();
        this.jacobiansAlong = new LazyKernel(() -> jacobiansAlong(direction), concat(symbols, direction));
        this.outputsAndJacobians = new LazyKernel(() -> withJacobians(outputExpressions), symbols);
    }

    private List<Expr> withJacobians(List<Expr> functions) {
        return concat(functions, Derivative.jacobian(functions, states), Derivative.jacobian(functions, parameters));
    }

    private List<Expr> jacobiansAlong(List<Expr> direction) {
        List<Expr> jacobians =
                concat(Derivative.jacobian(rateExpressions, states), Derivative.jacobian(rateExpressions, parameters));
        return Derivative.jacobianVectorProduct(jacobians, states, direction);
    }

    @SafeVarargs
    private static List<Expr> concat(List<Expr>... parts) {
        List<Expr> all = new ArrayList<>();
        for (List<Expr> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }

    /** Return N, the number of states. */
    public int stateCount() {
        return states.size();
    }

    /** Return M, the number of parameters. */
    public int parameterCount() {
        return parameters.size();
    }

    /** Return K, the number of inputs. */
    public int inputCount() {
        return inputs.size();
    }

    /** Return Q, the number of outputs. */
    public int outputCount() {
        return outputExpressions.size();
    }

    /** Return the name of state {@code index}. */
    public String stateName(int index) {
        return states.get(index).name();
    }

    /** Return the name of parameter {@code index}. */
    public String parameterName(int index) {
        return parameters.get(index).name();
    }

    /** Return the name of input {@code index}. */
    public String inputName(int index) {
        return inputs.get(index).name();
    }

    /** Return the symbols of the states [N]. */
    public List<Expr> states() {
        return states;
    }

    /** Return the symbols of the parameters [M]. */
    public List<Expr> parameters() {
        return parameters;
    }

    /** Return the symbols of the inputs [K]. */
    public List<Expr> inputs() {
        return inputs;
    }

    /** Return f, the right-hand side, as expressions [N]. */
    public List<Expr> rateExpressions() {
        return rateExpressions;
    }

    /** Return g, the outputs, as expressions [Q]. */
    public List<Expr> outputExpressions() {
        return outputExpressions;
    }

    /** Return the kernel of f: (x, p, u) → [N]. */
    public Kernel rates() {
        return rates.get();
    }

    /** Return the kernel of f, ∂f/∂x, ∂f/∂p, row-major: (x, p, u) → [N + N·N + N·M]. */
    public Kernel ratesAndJacobians() {
        return ratesAndJacobians.get();
    }

    /**
     * Return the kernel of Σ_l d_l ∂/∂x_l of ∂f/∂x and ∂f/∂p, row-major: (x, p, u, d) → [N·N + N·M], with d [N] a
     * direction among the states.
     */
    Kernel jacobiansAlong() {
        return jacobiansAlong.get();
    }

    /** Return the kernel of g: (x, p, u) → [Q]. */
    public Kernel outputValues() {
        return outputValues.get();
    }

    /** Return the kernel of g, ∂g/∂x, ∂g/∂p, row-major: (x, p, u) → [Q + Q·N + Q·M]. */
    public Kernel outputsAndJacobians() {
        return outputsAndJacobians.get();
    }

    /**
     * Present the system with fixed parameters and inputs to Hipparchus, with compiled right-hand side and Jacobians.
     *
     * @param parameterValues p [M]. Not modified
     * @param signal the inputs as functions of time
     * @return equations for one integration at a time
     * @throws IllegalArgumentException if a length does not fit or a parameter is not finite
     */
    public CompiledOde asHipparchus(double[] parameterValues, InputSignal signal) {
        return new CompiledOde(this, parameterValues, signal);
    }
}
