package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.Random;

/** Hold dynamics with their closed form, and make fleets of it with parameters of their own in every lane. */
enum FleetProblem {
    /** x' = v, v' = −w² x. */
    OSCILLATOR {
        @Override
        OdeSystem newSystem() {
            return new OdeSystem(
                    List.of(A, B),
                    List.of(P),
                    List.of(),
                    List.of(B, P.times(P).times(A).negate()),
                    List.of(A));
        }

        @Override
        double[] solution(double t, double[] x, double[] p, double[] u) {
            double c = Math.cos(p[0] * t);
            double s = Math.sin(p[0] * t);
            return new double[] {x[0] * c + x[1] / p[0] * s, -x[0] * p[0] * s + x[1] * c};
        }
    },
    /** x' = p x (1 − x/q). */
    LOGISTIC {
        @Override
        OdeSystem newSystem() {
            return new OdeSystem(
                    List.of(A),
                    List.of(P, Q),
                    List.of(),
                    List.of(P.times(A).times(Expr.ONE.minus(A.over(Q)))),
                    List.of(A));
        }

        @Override
        double[] solution(double t, double[] x, double[] p, double[] u) {
            return new double[] {p[1] / (1 + (p[1] / x[0] - 1) * Math.exp(-p[0] * t))};
        }
    },
    /** Two tanks in a row under a held inflow: a' = u − p a, b' = p a − q b. */
    FORCED {
        @Override
        OdeSystem newSystem() {
            return new OdeSystem(
                    List.of(A, B),
                    List.of(P, Q),
                    List.of(U),
                    List.of(U.minus(P.times(A)), P.times(A).minus(Q.times(B))),
                    List.of(A, A.plus(B.times(U))));
        }

        @Override
        double[] solution(double t, double[] x, double[] p, double[] u) {
            double d = x[0] - u[0] / p[0];
            double f = p[0] * d / (p[1] - p[0]);
            return new double[] {
                u[0] / p[0] + d * Math.exp(-p[0] * t),
                u[0] / p[1] + f * Math.exp(-p[0] * t) + (x[1] - u[0] / p[1] - f) * Math.exp(-p[1] * t)
            };
        }
    };

    private static final Expr A = Expr.symbol("a");
    private static final Expr B = Expr.symbol("b");
    private static final Expr P = Expr.symbol("p");
    private static final Expr Q = Expr.symbol("q");
    private static final Expr U = Expr.symbol("u");

    private OdeSystem built;

    abstract OdeSystem newSystem();

    abstract double[] solution(double t, double[] x, double[] p, double[] u);

    synchronized OdeSystem system() {
        if (built == null) {
            built = newSystem();
        }
        return built;
    }

    /** Make lanes that differ in everything; lane i is the same whatever the number of lanes. */
    FleetPlanes fleet(int lanes) {
        FleetPlanes fleet = FleetPlanes.allocate(system(), lanes);
        Random random = new Random(7);
        for (int i = 0; i < lanes; i++) {
            double[] x = new double[system().stateCount()];
            double[] p = new double[system().parameterCount()];
            for (int k = 0; k < x.length; k++) {
                x[k] = 0.5 + random.nextDouble();
            }
            for (int k = 0; k < p.length; k++) {
                p[k] = 1 + k + random.nextDouble() * 0.8;
            }
            fleet.set(i, x, p);
            for (double[] plane : fleet.inputs()) {
                plane[i] = random.nextDouble();
            }
        }
        return fleet;
    }

    /** Return the exact states after a time, from the present ones of a fleet [N×L]. */
    double[][] exact(FleetPlanes fleet, double t) {
        double[][] end = new double[system().stateCount()][fleet.lanes()];
        for (int i = 0; i < fleet.lanes(); i++) {
            Planes.scatter(
                    solution(t, lane(fleet.states(), i), lane(fleet.parameters(), i), lane(fleet.inputs(), i)), end, i);
        }
        return end;
    }

    static double[] lane(double[][] planes, int lane) {
        double[] values = new double[planes.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = planes[k][lane];
        }
        return values;
    }

    /** Return the largest difference of two sets of planes. */
    static double distance(double[][] a, double[][] b) {
        double largest = 0;
        for (int k = 0; k < a.length; k++) {
            for (int i = 0; i < a[k].length; i++) {
                largest = Math.max(largest, Math.abs(a[k][i] - b[k][i]));
            }
        }
        return largest;
    }
}
