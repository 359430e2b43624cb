package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.stiff.RodasCoefficients;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Step by the Rosenbrock method RODAS of order 4(3): linearly implicit, for stiff systems of few states.
 *
 * <p>(I/(hγ) − J) k_i = f(x + Σ a_ij k_j) + Σ (c_ij/h) k_j,  x⁺ = x + Σ m_j k_j,  error = k_6, with J = ∂f/∂x at the
 * beginning. L-stable and stiffly accurate, 6 stages. Nothing is iterated, so every lane does the same operations: the
 * factorisation of the matrix is written out, without pivoting, and the kernel holds it. A pivot that vanishes makes
 * the lane's error infinite or NaN, and error control takes a shorter step, for which the diagonal dominates.
 *
 * <p>Cost: one Jacobian, one factorisation of N³/3 multiplications, 6 solutions of N² and 6 evaluations of f a step; meant
 * for N up to about 10. Needs the derivatives of f in the state, so it loses order where f has kinks.
 *
 * <p>Coefficients and source: {@link RodasCoefficients}.
 */
public final class Rosenbrock implements EmbeddedMethod {
    /** The method RODAS. */
    public static final Rosenbrock RODAS_43 = new Rosenbrock();

    private Rosenbrock() {}

    @Override
    public String name() {
        return "Rosenbrock RODAS 4(3)";
    }

    @Override
    public int order() {
        return 4;
    }

    @Override
    public int errorOrder() {
        return 3;
    }

    @Override
    public List<Expr> next(OdeSystem system, Expr h) {
        return solution(system.states(), stages(system, system.rateExpressions(), h));
    }

    @Override
    public Step step(OdeSystem system, List<Expr> rates, Expr h) {
        List<List<Expr>> k = stages(system, rates, h);
        List<Expr> next = solution(system.states(), k);
        return new Step(
                next,
                k.get(RodasCoefficients.STAGES - 1),
                Substitution.of(system.states(), next).apply(system.rateExpressions()));
    }

    private static List<List<Expr>> stages(OdeSystem system, List<Expr> rates, Expr h) {
        List<Expr> x = system.states();
        LinearSolution solution = LinearSolution.of(
                Expr.ONE.over(h.times(RodasCoefficients.GAMMA)),
                Derivative.jacobian(system.rateExpressions(), x),
                x.size());
        List<List<Expr>> k = new ArrayList<>();
        for (int s = 0; s < RodasCoefficients.STAGES; s++) {
            List<Expr> f =
                    s == 0 ? rates : Substitution.of(x, argument(x, k, s)).apply(system.rateExpressions());
            List<Expr> right = new ArrayList<>();
            for (int i = 0; i < x.size(); i++) {
                Expr sum = f.get(i);
                for (int j = 0; j < s; j++) {
                    sum = sum.plus(Expr.constant(RodasCoefficients.c(s, j))
                            .over(h)
                            .times(k.get(j).get(i)));
                }
                right.add(sum);
            }
            k.add(solution.solve(right));
        }
        return k;
    }

    /** x + Σ a_sj k_j, where stage s evaluates f. */
    private static List<Expr> argument(List<Expr> x, List<List<Expr>> k, int s) {
        return advance(x, k, j -> RodasCoefficients.a(s, j));
    }

    /** x⁺ = x + Σ m_j k_j. */
    private static List<Expr> solution(List<Expr> x, List<List<Expr>> k) {
        return advance(x, k, RodasCoefficients::m);
    }

    private static List<Expr> advance(List<Expr> x, List<List<Expr>> k, IntToDoubleFunction weights) {
        List<Expr> sums = new ArrayList<>(x);
        for (int j = 0; j < k.size(); j++) {
            double weight = weights.applyAsDouble(j);
            for (int i = 0; i < x.size(); i++) {
                sums.set(i, sums.get(i).plus(k.get(j).get(i).times(weight)));
            }
        }
        return sums;
    }
}
