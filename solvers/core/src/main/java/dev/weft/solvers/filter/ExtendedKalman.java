package dev.weft.solvers.filter;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Write the extended Kalman filter: x ← F(x, p, u), and with Φ = ∂F/∂x, Ψ = ∂F/∂z
 *
 * <pre>
 *   P_xx ← Φ P_xx Φᵀ + Φ P_xp Ψᵀ + Ψ P_px Φᵀ + Ψ P_pp Ψᵀ + Q_x     P_xp ← (Φ P_xp + Ψ P_pp) A     P_pp ← A P_pp A + Q_p
 * </pre>
 *
 * with A the diagonal of the decays. The slopes are those of the flow's steps themselves, not of the equations: exactly the
 * derivative of what moves the mean.
 *
 * <p>Source: A. H. Jazwinski, "Stochastic Processes and Filtering Theory", 1970, section 8.3.
 */
final class ExtendedKalman extends GaussianMethod {
    @Override
    public String name() {
        return "extended Kalman";
    }

    /** Values of the parameters, then dp/dz [M], [M]. */
    @Override
    List<Expr> prepare(FilterSymbols s) {
        List<Expr> z = s.before.mean().subList(0, s.m);
        return FilterSymbols.concat(s.values(z), s.slopes(z));
    }

    /** x⁺ [N], then Φ and Ψ row by row [N×N], [N×M]; errors [N], if they are asked for. */
    @Override
    List<Expr> flow(FilterSymbols s, List<Expr> prepared) {
        Expr[][] phi = new Expr[s.n][s.n];
        Expr[][] psi = new Expr[s.n][s.m];
        MovedStates moved = move(s, prepared, phi, psi);
        List<Expr> values = new ArrayList<>(moved.states());
        Stream.of(phi).flatMap(Stream::of).forEach(values::add);
        Stream.of(psi).flatMap(Stream::of).forEach(values::add);
        return withErrors(s, values, moved.errors());
    }

    @Override
    Gaussian predict(FilterSymbols s, List<Expr> prepared, List<Expr> flow) {
        List<Expr> x = flow.subList(0, s.n);
        Expr[][] phi = matrix(flow, s.n, s.n, s.n);
        Expr[][] psi = matrix(flow, s.n + s.n * s.n, s.n, s.m);
        Expr[][] left = left(s, phi, psi);
        List<Expr> packed = parameterCovariance(s);
        for (int i = 0; i < s.n; i++) {
            for (int j = 0; j < s.m; j++) {
                packed.add(Terms.times(left[i][j], s.decays.get(j)));
            }
            for (int k = 0; k <= i; k++) {
                Expr sum = i == k ? s.added.get(s.m + i) : Expr.ZERO;
                for (int j = 0; j < s.m; j++) {
                    sum = Terms.plus(sum, Terms.times(left[i][j], psi[k][j]));
                }
                for (int j = 0; j < s.n; j++) {
                    sum = Terms.plus(sum, Terms.times(left[i][s.m + j], phi[k][j]));
                }
                packed.add(sum);
            }
        }
        return new Gaussian(FilterSymbols.concat(s.driftedCoordinates(), x), packed);
    }

    /** Φ P_x· + Ψ P_p· [N×D]. */
    private static Expr[][] left(FilterSymbols s, Expr[][] phi, Expr[][] psi) {
        Gaussian p = s.before;
        Expr[][] left = new Expr[s.n][s.d];
        for (int i = 0; i < s.n; i++) {
            for (int k = 0; k < s.d; k++) {
                Expr sum = Expr.ZERO;
                for (int j = 0; j < s.m; j++) {
                    sum = Terms.plus(sum, Terms.times(psi[i][j], p.covariance(j, k)));
                }
                for (int j = 0; j < s.n; j++) {
                    sum = Terms.plus(sum, Terms.times(phi[i][j], p.covariance(s.m + j, k)));
                }
                left[i][k] = sum;
            }
        }
        return left;
    }

    @Override
    List<Expr> shared(FilterSymbols s, List<Expr> prepared, List<Expr> flow) {
        Expr[][] left = left(s, matrix(flow, s.n, s.n, s.n), matrix(flow, s.n + s.n * s.n, s.n, s.m));
        List<Expr> shared = new ArrayList<>();
        for (int k = 0; k < s.d; k++) {
            for (int i = 0; i < s.n; i++) {
                shared.add(left[i][k]);
            }
        }
        return shared;
    }

    /** A P_pp A + Q_p, which is exact for every method. */
    static List<Expr> parameterCovariance(FilterSymbols s) {
        List<Expr> packed = new ArrayList<>();
        for (int i = 0; i < s.m; i++) {
            for (int j = 0; j <= i; j++) {
                Expr decayed = s.before.covariance(i, j).times(s.decays.get(i).times(s.decays.get(j)));
                packed.add(i == j ? Terms.plus(decayed, s.added.get(i)) : decayed);
            }
        }
        return packed;
    }

    /** Write x⁺, and fill Φ and Ψ: for each step with slopes A, B they become A Φ and A Ψ + B. */
    private static MovedStates move(FilterSymbols s, List<Expr> prepared, Expr[][] phi, Expr[][] psi) {
        OdeSystem system = s.model.system();
        List<Expr> next = s.model.method().next(system, s.step);
        List<Expr> byState = Derivative.jacobian(next, system.states());
        List<Expr> byParameter = Derivative.jacobian(next, system.parameters());
        List<Expr> p = prepared.subList(0, s.m);
        List<Expr> slopes = prepared.subList(s.m, 2 * s.m);
        List<Expr> x = s.before.mean().subList(s.m, s.d);
        List<Expr> error = MovedStates.stepErrors(s);
        List<Expr> errors = Collections.nCopies(s.n, Expr.ZERO);
        for (int step = 0; step < s.model.substeps(); step++) {
            Substitution here =
                    Substitution.of(FilterSymbols.systemSymbols(system), FilterSymbols.concat(x, p, s.inputs));
            List<Expr> a = here.apply(byState);
            List<Expr> b = here.apply(byParameter);
            errors = MovedStates.added(errors, here.apply(error));
            x = here.apply(next);
            Expr[][] phiBefore = copy(phi);
            Expr[][] psiBefore = copy(psi);
            for (int i = 0; i < s.n; i++) {
                for (int j = 0; j < s.n; j++) {
                    phi[i][j] = step == 0 ? a.get(i * s.n + j) : rowTimesColumn(a, i, phiBefore, j, s.n);
                }
                for (int j = 0; j < s.m; j++) {
                    Expr own = Terms.times(b.get(i * s.m + j), slopes.get(j));
                    psi[i][j] = step == 0 ? own : Terms.plus(rowTimesColumn(a, i, psiBefore, j, s.n), own);
                }
            }
        }
        return new MovedStates(x, errors);
    }

    private static Expr[][] matrix(List<Expr> values, int from, int rows, int columns) {
        Expr[][] matrix = new Expr[rows][columns];
        for (int i = 0; i < rows * columns; i++) {
            matrix[i / columns][i % columns] = values.get(from + i);
        }
        return matrix;
    }

    private static Expr rowTimesColumn(List<Expr> a, int row, Expr[][] b, int column, int n) {
        Expr sum = Expr.ZERO;
        for (int k = 0; k < n; k++) {
            sum = Terms.plus(sum, Terms.times(a.get(row * n + k), b[k][column]));
        }
        return sum;
    }

    private static Expr[][] copy(Expr[][] matrix) {
        Expr[][] copy = matrix.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    @Override
    Expectation expect(FilterSymbols s, int output) {
        List<Expr> mean = s.before.mean();
        return new Expectation(OutputSlopes.value(s, mean, output), OutputSlopes.slopes(s, mean, output), Expr.ZERO);
    }
}
