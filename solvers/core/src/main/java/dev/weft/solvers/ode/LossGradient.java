package dev.weft.solvers.ode;

/** Hold a loss with its derivatives in the initial state and the parameters. Immutable. */
public final class LossGradient {
    private final double loss;
    private final double[] initialState;
    private final double[] parameters;

    LossGradient(double loss, double[] initialState, double[] parameters) {
        this.loss = loss;
        this.initialState = initialState;
        this.parameters = parameters;
    }

    /** Return L. */
    public double loss() {
        return loss;
    }

    /** Return a copy of dL/dx₀ [N]. */
    public double[] byInitialState() {
        return initialState.clone();
    }

    /** Return a copy of dL/dp [M]. */
    public double[] byParameters() {
        return parameters.clone();
    }
}
