package dev.weft.priors.testing;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Steps a prior from a state with given parameters; inputs may change between steps. */
public final class Run {
    private final PhysicsPrior prior;
    private final OdeFlow flow;
    private final double[] parameters;
    private final double[] state;
    private final double[] phi;
    private final double[] psi;
    private final Map<Expr, Kernel> compiled = new HashMap<>();
    private double time;

    public Run(PhysicsPrior prior, double[] parameters, double... state) {
        this.prior = prior;
        this.flow = new OdeFlow(prior.system(), Tolerances.STANDARD);
        this.parameters = parameters.clone();
        this.state = state.clone();
        this.phi = new double[state.length * state.length];
        this.psi = new double[state.length * parameters.length];
    }

    public void step(double dt, double... inputs) {
        flow.advance(time, dt, state, parameters, inputs, phi, psi);
        time += dt;
    }

    public double time() {
        return time;
    }

    public double state(int i) {
        return state[i];
    }

    /** The sensitivities of the last step to its initial state [N·N]. */
    public double[] phi() {
        return phi.clone();
    }

    /** The sensitivities of the last step to the parameters [N·M]. */
    public double[] psi() {
        return psi.clone();
    }

    /** The outputs, then their Jacobians by states and parameters. */
    public double[] outputsAndJacobians(double... inputs) {
        Kernel kernel = prior.system().outputsAndJacobians();
        double[] out = new double[kernel.outputs()];
        kernel.evaluate(arguments(inputs), out, kernel.newScratch());
        return out;
    }

    public double valueOf(Quantity quantity, double... inputs) {
        Kernel kernel = compiled.computeIfAbsent(quantity.expr(), this::compile);
        double[] out = new double[1];
        kernel.evaluate(arguments(inputs), out, kernel.newScratch());
        return out[0];
    }

    private Kernel compile(Expr expr) {
        List<Expr> symbols = Stream.of(prior.states(), prior.parameters(), prior.inputs())
                .flatMap(List::stream)
                .map(Quantity::expr)
                .toList();
        return Kernel.compile(List.of(expr), symbols);
    }

    public static boolean allFinite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    private double[] arguments(double[] inputs) {
        double[] arguments = new double[state.length + parameters.length + inputs.length];
        System.arraycopy(state, 0, arguments, 0, state.length);
        System.arraycopy(parameters, 0, arguments, state.length, parameters.length);
        System.arraycopy(inputs, 0, arguments, state.length + parameters.length, inputs.length);
        return arguments;
    }
}
