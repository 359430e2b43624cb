package dev.weft.solvers.ode;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/**
 * Hold dynamics with their closed form: what a flow is measured against.
 *
 * <p>The solution is a function of elapsed time, initial state and parameters, so that its sensitivities
 * can be had by differencing it, independently of any integration.
 */
abstract class OdeProblem {
    final OdeSystem system;
    final double[] start;
    final double[] parameters;
    final double[] inputs;

    private OdeProblem(OdeSystem system, double[] start, double[] parameters, double[] inputs) {
        this.system = system;
        this.start = start;
        this.parameters = parameters;
        this.inputs = inputs;
    }

    /** Return x(t) from x(0) = x0. */
    abstract double[] solution(double t, double[] x0, double[] p);

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }

    static List<OdeProblem> all() {
        return List.of(new Decay(), new Harmonic(), new Damped(), new HeldInput(), new Logistic());
    }

    /** x' = −k x. */
    static final class Decay extends OdeProblem {
        Decay() {
            super(system(), new double[] {2}, new double[] {0.7}, new double[0]);
        }

        private static OdeSystem system() {
            Expr x = Expr.symbol("x");
            Expr k = Expr.symbol("k");
            return new OdeSystem(
                    List.of(x), List.of(k), List.of(), List.of(k.times(x).negate()), List.of(x));
        }

        @Override
        double[] solution(double t, double[] x0, double[] p) {
            return new double[] {x0[0] * Math.exp(-p[0] * t)};
        }
    }

    /** x'' = −ω² x, as a rotation in (x, v/ω). */
    static final class Harmonic extends OdeProblem {
        Harmonic() {
            super(system(), new double[] {1, 0.5}, new double[] {1.7}, new double[0]);
        }

        private static OdeSystem system() {
            Expr x = Expr.symbol("x");
            Expr v = Expr.symbol("v");
            Expr w = Expr.symbol("w");
            return new OdeSystem(
                    List.of(x, v),
                    List.of(w),
                    List.of(),
                    List.of(v, w.pow(2).times(x).negate()),
                    List.of(x));
        }

        @Override
        double[] solution(double t, double[] x0, double[] p) {
            double c = Math.cos(p[0] * t);
            double s = Math.sin(p[0] * t);
            return new double[] {x0[0] * c + x0[1] / p[0] * s, -x0[0] * p[0] * s + x0[1] * c};
        }
    }

    /** m x'' = −k x − c x', underdamped. */
    static final class Damped extends OdeProblem {
        Damped() {
            super(system(), new double[] {1, -0.3}, new double[] {2, 8, 0.6}, new double[0]);
        }

        private static OdeSystem system() {
            Expr x = Expr.symbol("x");
            Expr v = Expr.symbol("v");
            Expr m = Expr.symbol("m");
            Expr k = Expr.symbol("k");
            Expr c = Expr.symbol("c");
            Expr force = k.times(x).plus(c.times(v)).negate();
            return new OdeSystem(List.of(x, v), List.of(m, k, c), List.of(), List.of(v, force.over(m)), List.of(x));
        }

        @Override
        double[] solution(double t, double[] x0, double[] p) {
            double decay = p[2] / (2 * p[0]);
            double frequency = Math.sqrt(p[1] / p[0] - decay * decay);
            double b = (x0[1] + decay * x0[0]) / frequency;
            double c = Math.cos(frequency * t);
            double s = Math.sin(frequency * t);
            double e = Math.exp(-decay * t);
            double x = e * (x0[0] * c + b * s);
            return new double[] {x, -decay * x + e * frequency * (b * c - x0[0] * s)};
        }
    }

    /** Two tanks in a row, x1' = u − a x1, x2' = a x1 − b x2, with a ≠ b and the inflow u held. */
    static final class HeldInput extends OdeProblem {
        HeldInput() {
            super(system(), new double[] {0.2, 1.5}, new double[] {0.9, 0.4}, new double[] {1.3});
        }

        private static OdeSystem system() {
            Expr x1 = Expr.symbol("x1");
            Expr x2 = Expr.symbol("x2");
            Expr a = Expr.symbol("a");
            Expr b = Expr.symbol("b");
            Expr u = Expr.symbol("u");
            return new OdeSystem(
                    List.of(x1, x2),
                    List.of(a, b),
                    List.of(u),
                    List.of(u.minus(a.times(x1)), a.times(x1).minus(b.times(x2))),
                    List.of(x2));
        }

        @Override
        double[] solution(double t, double[] x0, double[] p) {
            double a = p[0];
            double b = p[1];
            double u = inputs[0];
            // x1 = u/a + d e^(−at);  x2' + b x2 = u + a d e^(−at)
            double d = x0[0] - u / a;
            double forced = a * d / (b - a);
            double x2 = u / b + forced * Math.exp(-a * t) + (x0[1] - u / b - forced) * Math.exp(-b * t);
            return new double[] {u / a + d * Math.exp(-a * t), x2};
        }
    }

    /** x' = r x (1 − x/K). */
    static final class Logistic extends OdeProblem {
        Logistic() {
            super(system(), new double[] {0.3}, new double[] {1.4, 5}, new double[0]);
        }

        private static OdeSystem system() {
            Expr x = Expr.symbol("x");
            Expr r = Expr.symbol("r");
            Expr k = Expr.symbol("K");
            Expr rate = r.times(x).times(Expr.ONE.minus(x.over(k)));
            return new OdeSystem(List.of(x), List.of(r, k), List.of(), List.of(rate), List.of(x));
        }

        @Override
        double[] solution(double t, double[] x0, double[] p) {
            return new double[] {p[1] / (1 + (p[1] / x0[0] - 1) * Math.exp(-p[0] * t))};
        }
    }
}
