package dev.weft.solvers.ode;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Advance one trajectory of equations that are linear in their states, ẋ = A(p, u) x + b(p, u), exactly, with the exact
 * sensitivities.
 *
 * <p>With Ã = [A b; 0 0], (x(t+Δt), 1) = e^{ÃΔt} (x(t), 1). Φ is the block of A, and column j of Ψ is L_j (x(t), 1), L_j being
 * the derivative of e^{ÃΔt} in the direction ∂Ã/∂p_j. Both come from one Taylor series of ÃΔt/2^s, whose norm is at most ½,
 * and s squarings: E ← E², L_j ← E L_j + L_j E. Errors are roundings, amplified by the squarings where e^{ÃΔt} is much smaller
 * than its powers on the way.
 *
 * <p>Cost: about (M + 1)(32 + 2s) products of matrices of N + 1 rows, s = 1 + log₂‖ÃΔt‖: it does not depend on how stiff
 * the equations are, and hardly on Δt. No allocation. Holds scratch: one instance a thread.
 *
 * <p>Source: C. Moler, C. Van Loan, "Nineteen Dubious Ways to Compute the Exponential of a Matrix, Twenty-Five Years Later",
 * 2003, method 3; A. H. Al-Mohy, N. J. Higham, "Computing the Fréchet Derivative of the Matrix Exponential", 2009, sections 3
 * and 4, with the Taylor series in place of Padé's approximant.
 */
public final class LinearFlow {
    /** The first term left out is below 1e-19 of the first. */
    private static final int TERMS = 16;

    /** Beyond, nothing is left but rounding. */
    private static final int MOST_SQUARINGS = 60;

    private final Kernel coefficients;
    private final double[] arguments;
    private final double[] values;
    private final double[] scratch;
    private final int n;
    private final int m;
    private final int k;
    private final boolean[] moves;
    private final double[] matrix;
    private final double[] slopes;
    private final double[] e;
    private final double[] term;
    private final double[] next;
    private final double[] l;
    private final double[] slopeTerm;
    private final double[] slopeNext;

    /** What was derived of a system, for all its flows; empty if it is not linear in the states. */
    private static final Map<OdeSystem, Optional<Equations>> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Hold A, b and their slopes.
     *
     * @param coefficients rows of [A b], then for each parameter those of its slope
     * @param moves whether a parameter moves any of them [M]. Not modified
     */
    private record Equations(Kernel coefficients, boolean[] moves) {}

    /**
     * Prepare the flow of a system. What is derived of it is kept for all its flows.
     *
     * @throws IllegalArgumentException if the rates are not linear in the states
     */
    public LinearFlow(OdeSystem system) {
        Equations equations = equations(system)
                .orElseThrow(() -> new IllegalArgumentException("the rates " + system.rateExpressions()
                        + " are not linear in the states, expected equations that are; take OdeFlow"));
        this.n = system.stateCount();
        this.m = system.parameterCount();
        this.k = system.inputCount();
        this.coefficients = equations.coefficients();
        this.moves = equations.moves();
        this.arguments = new double[m + k];
        this.values = new double[coefficients.outputs()];
        this.scratch = coefficients.newScratch();
        int size = (n + 1) * (n + 1);
        this.matrix = new double[size];
        this.e = new double[size];
        this.term = new double[size];
        this.next = new double[size];
        this.slopes = new double[m * size];
        this.l = new double[m * size];
        this.slopeTerm = new double[m * size];
        this.slopeNext = new double[m * size];
    }

    private static Optional<Equations> equations(OdeSystem system) {
        return KNOWN.computeIfAbsent(system, LinearFlow::derive);
    }

    private static Optional<Equations> derive(OdeSystem system) {
        List<Expr> x = system.states();
        if (!Derivative.isLinearIn(system.rateExpressions(), x)) {
            return Optional.empty();
        }
        int n = system.stateCount();
        int m = system.parameterCount();
        List<Expr> a = Derivative.jacobian(system.rateExpressions(), x);
        List<Expr> b = Substitution.of(x, Collections.nCopies(n, Expr.ZERO)).apply(system.rateExpressions());
        List<Expr> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows.addAll(a.subList(i * n, (i + 1) * n));
            rows.add(b.get(i));
        }
        List<Expr> all = new ArrayList<>(rows);
        boolean[] moves = new boolean[m];
        List<Expr> byParameter = Derivative.jacobian(rows, system.parameters());
        for (int j = 0; j < m; j++) {
            for (int r = 0; r < rows.size(); r++) {
                Expr slope = byParameter.get(r * m + j);
                all.add(slope);
                moves[j] |= !slope.isConstant(0.0) && !slope.isConstant(-0.0);
            }
        }
        List<Expr> symbols = new ArrayList<>(system.parameters());
        symbols.addAll(system.inputs());
        return Optional.of(new Equations(Kernel.compile(all, symbols), moves));
    }

    /** Tell whether the rates of a system are linear in its states, so that it has such a flow. */
    public static boolean isLinear(OdeSystem system) {
        return equations(system).isPresent();
    }

    /**
     * Advance the state from t to t + dt and return the sensitivities of the interval.
     *
     * @param dt the interval, ≥ 0, in the time unit of the system
     * @param x state [N]. Modified; unchanged where false is returned
     * @param p parameters [M]. Not modified
     * @param u inputs, held over the interval [K]. Not modified
     * @param phi ∂x(t+dt)/∂x(t), row-major [N·N]. Modified
     * @param psi ∂x(t+dt)/∂p, row-major [N·M]. Modified
     * @return whether all numbers are finite; if not, {@link OdeFlow} says what is wrong
     * @throws IllegalArgumentException if {@code dt} is negative or not finite, or the length of an array does not fit
     */
    public boolean advance(double dt, double[] x, double[] p, double[] u, double[] phi, double[] psi) {
        if (!(dt >= 0) || Double.isInfinite(dt)) {
            throw new IllegalArgumentException("interval dt = " + dt + ", expected a finite number >= 0");
        }
        Shapes.check("state x", x, n);
        Shapes.check("parameters p", p, m);
        Shapes.check("inputs u", u, k);
        Shapes.check("phi", phi, n * n);
        Shapes.check("psi", psi, n * m);
        System.arraycopy(p, 0, arguments, 0, m);
        System.arraycopy(u, 0, arguments, m, k);
        coefficients.evaluate(arguments, values, scratch);
        int squarings = squarings(dt);
        if (squarings > MOST_SQUARINGS) {
            return false;
        }
        double step = Math.scalb(dt, -squarings);
        fill(values, 0, step, matrix, 0);
        int size = (n + 1) * (n + 1);
        for (int j = 0; j < m; j++) {
            fill(values, (j + 1) * n * (n + 1), step, slopes, j * size);
        }
        series();
        for (int s = 0; s < squarings; s++) {
            square();
        }
        return read(x, phi, psi);
    }

    /** s with ‖ÃΔt‖₁ / 2^s ≤ ½; more than the most where the norm is not finite. */
    private int squarings(double dt) {
        double norm = 0;
        for (int j = 0; j <= n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.abs(values[i * (n + 1) + j]) * dt;
            }
            norm = Math.max(norm, sum);
            if (Double.isNaN(sum)) {
                return MOST_SQUARINGS + 1;
            }
        }
        return norm == 0 ? 0 : Math.max(0, Math.getExponent(norm) + 2);
    }

    private void fill(double[] from, int at, double factor, double[] to, int offset) {
        int rows = n * (n + 1);
        for (int i = 0; i < rows; i++) {
            to[offset + i] = factor * from[at + i];
        }
        Arrays.fill(to, offset + rows, offset + rows + n + 1, 0);
    }

    /** Σ Xⁱ/i!, and its derivatives: T_i = X T_{i−1}/i, T'_i = (X' T_{i−1} + X T'_{i−1})/i. */
    private void series() {
        int size = (n + 1) * (n + 1);
        Arrays.fill(term, 0);
        for (int i = 0; i <= n; i++) {
            term[i * (n + 1) + i] = 1;
        }
        System.arraycopy(term, 0, e, 0, size);
        Arrays.fill(l, 0);
        Arrays.fill(slopeTerm, 0);
        for (int i = 1; i <= TERMS; i++) {
            double share = 1.0 / i;
            for (int j = 0; j < m; j++) {
                if (moves[j]) {
                    int at = j * size;
                    Arrays.fill(slopeNext, at, at + size, 0);
                    addProduct(slopes, at, term, 0, slopeNext, at);
                    addProduct(matrix, 0, slopeTerm, at, slopeNext, at);
                    for (int c = at; c < at + size; c++) {
                        slopeTerm[c] = share * slopeNext[c];
                        l[c] += slopeTerm[c];
                    }
                }
            }
            Arrays.fill(next, 0);
            addProduct(matrix, 0, term, 0, next, 0);
            for (int c = 0; c < size; c++) {
                term[c] = share * next[c];
                e[c] += term[c];
            }
        }
    }

    private void square() {
        int size = (n + 1) * (n + 1);
        for (int j = 0; j < m; j++) {
            if (moves[j]) {
                int at = j * size;
                Arrays.fill(slopeNext, at, at + size, 0);
                addProduct(e, 0, l, at, slopeNext, at);
                addProduct(l, at, e, 0, slopeNext, at);
                System.arraycopy(slopeNext, at, l, at, size);
            }
        }
        Arrays.fill(next, 0);
        addProduct(e, 0, e, 0, next, 0);
        System.arraycopy(next, 0, e, 0, size);
    }

    private void addProduct(double[] a, int atA, double[] b, int atB, double[] c, int atC) {
        int rows = n + 1;
        for (int i = 0; i < rows; i++) {
            for (int h = 0; h < rows; h++) {
                double factor = a[atA + i * rows + h];
                if (factor != 0) {
                    for (int j = 0; j < rows; j++) {
                        c[atC + i * rows + j] += factor * b[atB + h * rows + j];
                    }
                }
            }
        }
    }

    private boolean read(double[] x, double[] phi, double[] psi) {
        int rows = n + 1;
        double finite = 0;
        for (int i = 0; i < n; i++) {
            double sum = e[i * rows + n];
            for (int h = 0; h < n; h++) {
                phi[i * n + h] = e[i * rows + h];
                sum += e[i * rows + h] * x[h];
            }
            next[i] = sum;
            finite += 0 * sum;
            for (int j = 0; j < m; j++) {
                int at = j * rows * rows + i * rows;
                double slope = l[at + n];
                for (int h = 0; h < n; h++) {
                    slope += l[at + h] * x[h];
                }
                psi[i * m + j] = slope;
                finite += 0 * slope;
            }
        }
        // Zero times anything that is not finite is NaN.
        if (Double.isNaN(finite)) {
            return false;
        }
        System.arraycopy(next, 0, x, 0, n);
        return true;
    }
}
