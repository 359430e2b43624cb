package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.List;

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
 * <p>Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 1996, section IV.7; the form without
 * matrix–vector products of eq. (7.25).
 */
public final class Rosenbrock implements EmbeddedMethod {
    /** The method RODAS. */
    public static final Rosenbrock RODAS_43 = new Rosenbrock();

    private static final double GAMMA = 0.25;
    private static final double[] A5 = {1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950};
    private static final double[][] A = {
        {},
        {1.544},
        {0.9466785280815826, 0.2557011698983284},
        {3.314825187068521, 2.896124015972201, 0.9986419139977817},
        A5,
        {A5[0], A5[1], A5[2], A5[3], 1}
    };
    private static final double[][] C = {
        {},
        {-5.6688},
        {-2.430093356833875, -0.2063599157091915},
        {-0.1073529058151375, -9.594562251023355, -20.47028614809616},
        {7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160},
        {8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054}
    };
    private static final double[] M = {A5[0], A5[1], A5[2], A5[3], 1, 1};

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
        return advance(system.states(), stages(system, system.rateExpressions(), h), M);
    }

    @Override
    public Step step(OdeSystem system, List<Expr> rates, Expr h) {
        List<List<Expr>> k = stages(system, rates, h);
        List<Expr> next = advance(system.states(), k, M);
        return new Step(
                next,
                k.get(M.length - 1),
                Substitution.of(system.states(), next).apply(system.rateExpressions()));
    }

    private static List<List<Expr>> stages(OdeSystem system, List<Expr> rates, Expr h) {
        List<Expr> x = system.states();
        LinearSolution solution = LinearSolution.of(
                Expr.ONE.over(h.times(GAMMA)), Derivative.jacobian(system.rateExpressions(), x), x.size());
        List<List<Expr>> k = new ArrayList<>();
        for (int s = 0; s < A.length; s++) {
            List<Expr> f =
                    s == 0 ? rates : Substitution.of(x, advance(x, k, A[s])).apply(system.rateExpressions());
            double[] overStep = C[s];
            List<Expr> right = new ArrayList<>();
            for (int i = 0; i < x.size(); i++) {
                Expr sum = f.get(i);
                for (int j = 0; j < s; j++) {
                    sum = sum.plus(
                            Expr.constant(overStep[j]).over(h).times(k.get(j).get(i)));
                }
                right.add(sum);
            }
            k.add(solution.solve(right));
        }
        return k;
    }

    /** x + Σ w_j k_j. */
    private static List<Expr> advance(List<Expr> x, List<List<Expr>> k, double[] weights) {
        List<Expr> sums = new ArrayList<>(x);
        for (int j = 0; j < weights.length; j++) {
            for (int i = 0; i < x.size(); i++) {
                sums.set(i, sums.get(i).plus(k.get(j).get(i).times(weights[j])));
            }
        }
        return sums;
    }
}
