package dev.weft.solvers.bench;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/**
 * A stiff problem with a published solution.
 *
 * <p>Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 2nd ed. 1996, section IV.10, and F.
 * Mazzia, C. Magherini, "Test Set for Initial Value Problem Solvers", release 2.4, 2008.
 *
 * @param name as reported
 * @param system the equations
 * @param start the state at 0 [N]
 * @param end the time of the published solution
 * @param solution the published solution [N]
 */
record StiffProblem(String name, OdeSystem system, double[] start, double end, double[] solution) {
    static List<StiffProblem> all() {
        return List.of(vanDerPol(), robertson(), oregonator());
    }

    /** y₁' = y₂, y₂' = 1000 (1 − y₁²) y₂ − y₁. */
    static StiffProblem vanDerPol() {
        Expr y1 = Expr.symbol("y1");
        Expr y2 = Expr.symbol("y2");
        Expr rate = Expr.ONE.minus(y1.times(y1)).times(y2).times(1000).minus(y1);
        return new StiffProblem(
                "van-der-pol",
                new OdeSystem(List.of(y1, y2), List.of(), List.of(), List.of(y2, rate), List.of(y1)),
                new double[] {2, 0},
                2000,
                new double[] {1.706167732170469, -0.8928097010248125e-3});
    }

    /** A fast, a slow and a very slow reaction, to t = 10¹¹. */
    static StiffProblem robertson() {
        Expr a = Expr.symbol("a");
        Expr b = Expr.symbol("b");
        Expr c = Expr.symbol("c");
        Expr slow = a.times(0.04);
        Expr back = b.times(c).times(1e4);
        Expr fast = b.times(b).times(3e7);
        return new StiffProblem(
                "robertson",
                new OdeSystem(
                        List.of(a, b, c),
                        List.of(),
                        List.of(),
                        List.of(back.minus(slow), slow.minus(back).minus(fast), fast),
                        List.of(a)),
                new double[] {1, 0, 0},
                1e11,
                new double[] {0.2083340149701255e-7, 0.8333360770334713e-13, 0.9999999791665050});
    }

    /** The Belousov–Zhabotinskii reaction. */
    static StiffProblem oregonator() {
        Expr x = Expr.symbol("x");
        Expr y = Expr.symbol("y");
        Expr z = Expr.symbol("z");
        Expr dx = y.plus(x.times(Expr.ONE.minus(x.times(8.375e-6)).minus(y))).times(77.27);
        Expr dy = z.minus(Expr.ONE.plus(x).times(y)).over(Expr.constant(77.27));
        Expr dz = x.minus(z).times(0.161);
        return new StiffProblem(
                "oregonator",
                new OdeSystem(List.of(x, y, z), List.of(), List.of(), List.of(dx, dy, dz), List.of(x)),
                new double[] {1, 2, 3},
                360,
                new double[] {0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3});
    }
}
