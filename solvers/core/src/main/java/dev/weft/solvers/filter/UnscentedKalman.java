package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Write the unscented Kalman filter: the flow takes the mean and 2D points θ ± √(D + κ) L_c, L_c the columns of the
 * Cholesky factor of P, with the weights κ/(D + κ) and 1/(2(D + κ)). For κ = 0 the mean has no weight and drops out.
 *
 * <p>What is linear is not sampled: the coordinates drift exactly, and since L is triangular with the coordinates first,
 * only 2M points move parameters. An output that is affine in the weights is read as such. Of others the line of least
 * squares through the points is used, P hᵀ being their covariance with the output; what the line does not explain is noise
 * on top, so that h P hᵀ + excess is the variance of the points. What the excesses of two outputs share is left out.
 *
 * <p>Sources: S. J. Julier, J. K. Uhlmann, "Unscented filtering and nonlinear estimation", 2004; I. Arasaratnam,
 * S. Haykin, "Cubature Kalman filters", 2009 (κ = 0).
 */
final class UnscentedKalman extends GaussianMethod {
    private final double kappa;

    UnscentedKalman(double kappa) {
        if (!(kappa >= 0) || Double.isInfinite(kappa)) {
            throw new IllegalArgumentException("kappa = " + kappa + ", expected a finite number >= 0");
        }
        this.kappa = kappa;
    }

    @Override
    public String name() {
        return kappa == 0 ? "unscented Kalman" : "unscented Kalman, kappa = " + kappa;
    }

    /** L, column by column from the diagonal. */
    @Override
    List<Expr> prepare(FilterSymbols s) {
        Expr[][] l = Cholesky.factor(s.before);
        List<Expr> values = new ArrayList<>();
        for (int c = 0; c < s.d; c++) {
            for (int i = c; i < s.d; i++) {
                values.add(l[i][c]);
            }
        }
        return values;
    }

    private static Expr[][] factor(int d, List<Expr> prepared) {
        Expr[][] l = new Expr[d][d];
        int at = 0;
        for (int c = 0; c < d; c++) {
            for (int i = c; i < d; i++) {
                l[i][c] = prepared.get(at++);
            }
        }
        return l;
    }

    /** Where the points go: above and below for each column, and the mean's where it counts; errors, if asked for. */
    @Override
    List<Expr> flow(FilterSymbols s, List<Expr> prepared) {
        Expr[][] l = factor(s.d, prepared);
        double reach = Math.sqrt(s.d + kappa);
        double weight = 0.5 / (s.d + kappa);
        List<MovedStates> points = new ArrayList<>();
        for (int c = 0; c < s.d; c++) {
            points.add(MovedStates.of(s, along(s.before.mean(), l, c, reach)));
            points.add(MovedStates.of(s, along(s.before.mean(), l, c, -reach)));
        }
        List<Expr> errors = Collections.nCopies(s.n, Expr.ZERO);
        List<Expr> values = new ArrayList<>();
        for (MovedStates point : points) {
            errors = MovedStates.added(errors, point.errors());
            values.addAll(point.states());
        }
        errors = errors.stream().map(e -> Terms.times(e, Expr.constant(weight))).toList();
        if (kappa > 0) {
            MovedStates centre = MovedStates.of(s, s.before.mean());
            Expr share = Expr.constant(2 * weight * kappa);
            values.addAll(centre.states());
            errors = MovedStates.added(
                    errors,
                    centre.errors().stream().map(e -> Terms.times(e, share)).toList());
        }
        return withErrors(s, values, errors);
    }

    @Override
    Gaussian predict(FilterSymbols s, List<Expr> prepared, List<Expr> flow) {
        Expr[][] l = factor(s.d, prepared);
        double reach = Math.sqrt(s.d + kappa);
        int at = 0;
        List<List<Expr>> above = new ArrayList<>();
        List<List<Expr>> below = new ArrayList<>();
        for (int c = 0; c < s.d; c++, at += 2 * s.n) {
            above.add(flow.subList(at, at + s.n));
            below.add(flow.subList(at + s.n, at + 2 * s.n));
        }
        List<Expr> centre = kappa > 0 ? flow.subList(at, at + s.n) : List.of();
        double weight = 0.5 / (s.d + kappa);
        List<Expr> x = new ArrayList<>();
        for (int i = 0; i < s.n; i++) {
            Expr sum = Expr.ZERO;
            for (int c = 0; c < s.d; c++) {
                sum = Terms.plus(sum, above.get(c).get(i).plus(below.get(c).get(i)));
            }
            Expr mean = sum.times(weight);
            x.add(kappa == 0 ? mean : mean.plus(centre.get(i).times(2 * weight * kappa)));
        }
        List<Expr> packed = ExtendedKalman.parameterCovariance(s);
        for (int i = 0; i < s.n; i++) {
            for (int j = 0; j < s.m; j++) {
                Expr sum = Expr.ZERO;
                for (int c = 0; c <= j; c++) {
                    sum = Terms.plus(
                            sum, above.get(c).get(i).minus(below.get(c).get(i)).times(l[j][c]));
                }
                packed.add(sum.times(weight * reach).times(s.decays.get(j)));
            }
            for (int k = 0; k <= i; k++) {
                Expr sum = Expr.ZERO;
                for (int c = 0; c < s.d; c++) {
                    sum = Terms.plus(sum, square(above.get(c), x, i, k));
                    sum = Terms.plus(sum, square(below.get(c), x, i, k));
                }
                Expr variance = sum.times(weight);
                if (kappa > 0) {
                    variance = variance.plus(square(centre, x, i, k).times(2 * weight * kappa));
                }
                packed.add(i == k ? Terms.plus(variance, s.added.get(s.m + i)) : variance);
            }
        }
        return new Gaussian(FilterSymbols.concat(s.driftedCoordinates(), x), packed);
    }

    /** Σ_c L_kc (X⁺_c − X⁻_c)_i over 2√(D + κ). */
    @Override
    List<Expr> shared(FilterSymbols s, List<Expr> prepared, List<Expr> flow) {
        Expr[][] l = factor(s.d, prepared);
        List<Expr> shared = new ArrayList<>();
        for (int k = 0; k < s.d; k++) {
            for (int i = 0; i < s.n; i++) {
                Expr sum = Expr.ZERO;
                for (int c = 0; c <= k; c++) {
                    Expr difference = flow.get(2 * c * s.n + i).minus(flow.get((2 * c + 1) * s.n + i));
                    sum = Terms.plus(sum, difference.times(l[k][c]));
                }
                shared.add(sum.times(0.5 / Math.sqrt(s.d + kappa)));
            }
        }
        return shared;
    }

    /** (X_i − x_i)(X_k − x_k). */
    private static Expr square(List<Expr> point, List<Expr> mean, int i, int k) {
        return point.get(i).minus(mean.get(i)).times(point.get(k).minus(mean.get(k)));
    }

    /** θ + reach·L_c. */
    private static List<Expr> along(List<Expr> mean, Expr[][] l, int column, double reach) {
        List<Expr> point = new ArrayList<>(mean);
        for (int i = column; i < mean.size(); i++) {
            point.set(i, mean.get(i).plus(l[i][column].times(reach)));
        }
        return point;
    }

    @Override
    Expectation expect(FilterSymbols s, int output) {
        Gaussian current = s.before;
        Expr centre = OutputSlopes.value(s, current.mean(), output);
        if (Derivative.isLinearIn(List.of(centre), current.mean())) {
            return new Expectation(centre, OutputSlopes.slopes(s, current.mean(), output), Expr.ZERO);
        }
        Expr[][] l = Cholesky.factor(current);
        double reach = Math.sqrt(s.d + kappa);
        double weight = 0.5 / (s.d + kappa);
        List<Expr> above = new ArrayList<>();
        List<Expr> below = new ArrayList<>();
        Expr mean = Expr.ZERO;
        for (int c = 0; c < s.d; c++) {
            above.add(OutputSlopes.value(s, along(current.mean(), l, c, reach), output));
            below.add(OutputSlopes.value(s, along(current.mean(), l, c, -reach), output));
            mean = Terms.plus(mean, above.get(c).plus(below.get(c)));
        }
        mean = mean.times(weight);
        if (kappa > 0) {
            mean = mean.plus(centre.times(2 * weight * kappa));
        }
        // c = L⁻¹ P_θy, so that h = L⁻ᵀ c and h P hᵀ = c cᵀ; per column what a line leaves is the bend.
        List<Expr> c = new ArrayList<>();
        Expr excess = kappa > 0 ? square(centre, mean).times(2 * weight * kappa) : Expr.ZERO;
        for (int i = 0; i < s.d; i++) {
            c.add(above.get(i).minus(below.get(i)).times(weight * reach));
            excess = Terms.plus(
                    excess,
                    square(above.get(i), mean).plus(square(below.get(i), mean)).times(weight));
        }
        excess = excess.minus(Terms.dot(c, c)).max(Expr.ZERO);
        return new Expectation(mean, Cholesky.solveTransposed(l, c), excess);
    }

    private static Expr square(Expr value, Expr mean) {
        Expr difference = value.minus(mean);
        return difference.times(difference);
    }
}
