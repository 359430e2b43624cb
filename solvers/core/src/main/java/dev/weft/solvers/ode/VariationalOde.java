package dev.weft.solvers.ode;

import java.util.Arrays;
import org.hipparchus.ode.SecondaryODE;

/** Let [∂x/∂x₀ ∂x/∂p] follow a trajectory as secondary equations of Hipparchus, from one compiled kernel. */
final class VariationalOde implements SecondaryODE {
    private final SensitivityEquations equations;
    private final CompiledOde primary;
    private final int n;
    private final double[] arguments;
    private final double[] rates;
    private final double[] scratch;

    VariationalOde(SensitivityEquations equations, CompiledOde primary) {
        this.equations = equations;
        this.primary = primary;
        this.n = equations.original().stateCount();
        OdeSystem extended = equations.extended();
        this.arguments = new double[extended.stateCount() + extended.parameterCount() + extended.inputCount()];
        this.rates = new double[extended.stateCount()];
        this.scratch = extended.rates().newScratch();
    }

    /** Return [I 0], row-major [N·(N+M)]. */
    static double[] start(SensitivityEquations equations, double[] x0) {
        double[] all = equations.initialState(x0);
        return Arrays.copyOfRange(all, x0.length, all.length);
    }

    @Override
    public int getDimension() {
        return equations.extended().stateCount() - n;
    }

    @Override
    public double[] computeDerivatives(double t, double[] x, double[] xDot, double[] s) {
        double[] own = primary.arguments(t, x);
        System.arraycopy(x, 0, arguments, 0, n);
        System.arraycopy(s, 0, arguments, n, s.length);
        System.arraycopy(own, n, arguments, n + s.length, own.length - n);
        equations.extended().rates().evaluate(arguments, rates, scratch);
        return Arrays.copyOfRange(rates, n, rates.length);
    }
}
