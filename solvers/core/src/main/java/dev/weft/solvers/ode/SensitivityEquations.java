package dev.weft.solvers.ode;

import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Extend a system by its forward sensitivities, as expressions: ẋ = f, Ṡ₀ = f_x S₀, Ṡ = f_x S + f_p with
 * S₀ = ∂x/∂x₀ [N×N] from I and S = ∂x/∂p [N×M] from 0.
 *
 * <p>The extended system is an {@link OdeSystem} like any other, so one trajectory or a fleet of it is integrated as
 * such, and its kernel shares the subexpressions of f and its derivatives. States: x [N], then [S₀ S] row-major
 * [N×(N+M)]. Where an integrator controls errors, it controls those of the sensitivities too. Immutable.
 */
public final class SensitivityEquations {
    private final OdeSystem original;
    private final OdeSystem extended;

    /** Derive the equations of a system. */
    public SensitivityEquations(OdeSystem system) {
        this.original = system;
        int n = system.stateCount();
        int columns = n + system.parameterCount();
        List<Expr> x = system.states();
        List<Expr> states = new ArrayList<>(x);
        List<Expr> rates = new ArrayList<>(system.rateExpressions());
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < columns; c++) {
                String by = c < n ? x.get(c).name() + "(0)" : system.parameterName(c - n);
                states.add(Expr.symbol("d" + x.get(i).name() + "/d" + by));
            }
        }
        List<Expr> fx = Derivative.jacobian(system.rateExpressions(), x);
        List<Expr> fp = Derivative.jacobian(system.rateExpressions(), system.parameters());
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < columns; c++) {
                List<Expr> terms = new ArrayList<>();
                for (int k = 0; k < n; k++) {
                    if (!fx.get(i * n + k).isConstant(0.0)) {
                        terms.add(fx.get(i * n + k).times(states.get(n + k * columns + c)));
                    }
                }
                if (c >= n && !fp.get(i * system.parameterCount() + c - n).isConstant(0.0)) {
                    terms.add(fp.get(i * system.parameterCount() + c - n));
                }
                rates.add(Expr.sum(terms));
            }
        }
        this.extended = new OdeSystem(states, system.parameters(), system.inputs(), rates, system.outputExpressions());
    }

    /** Return the system whose sensitivities these are. */
    public OdeSystem original() {
        return original;
    }

    /** Return the extended system of N(1 + N + M) states. */
    public OdeSystem extended() {
        return extended;
    }

    /**
     * Return the initial state of the extended system.
     *
     * @param x0 initial state [N]. Not modified
     * @return (x₀, [I 0]) [N + N(N+M)]
     */
    public double[] initialState(double[] x0) {
        int n = original.stateCount();
        Shapes.check("state", x0, n);
        double[] start = new double[extended.stateCount()];
        System.arraycopy(x0, 0, start, 0, n);
        for (int i = 0; i < n; i++) {
            start[byInitialState(i, i)] = 1;
        }
        return start;
    }

    /** Return the index of ∂x_i/∂x_j(0) among the states of the extended system. */
    public int byInitialState(int i, int j) {
        return original.stateCount() + i * (original.stateCount() + original.parameterCount()) + j;
    }

    /** Return the index of ∂x_i/∂p_j among the states of the extended system. */
    public int byParameter(int i, int j) {
        return byInitialState(i, original.stateCount() + j);
    }
}
