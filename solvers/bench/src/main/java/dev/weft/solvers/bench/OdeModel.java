package dev.weft.solvers.bench;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A system of the benchmarks with moderate values to start from.
 *
 * @param name as reported
 * @param system the equations; names are identifiers of C too
 * @param start a state [N]
 * @param values parameters, then inputs [M + K]
 */
public record OdeModel(String name, OdeSystem system, List<Double> start, List<Double> values) {
    /** Copy the lists. */
    public OdeModel {
        start = List.copyOf(start);
        values = List.copyOf(values);
    }

    /** Return the systems that fleets are measured with. */
    public static List<OdeModel> all() {
        return List.of(lotkaVolterra(), massSpringDamper(), thermalRc4());
    }

    /** x' = a x − b x y, y' = c x y − d y. */
    static OdeModel lotkaVolterra() {
        Expr x = Expr.symbol("x");
        Expr y = Expr.symbol("y");
        List<Expr> p = symbols("a", "b", "c", "d");
        Expr xy = x.times(y);
        List<Expr> rates = List.of(
                p.get(0).times(x).minus(p.get(1).times(x).times(y)),
                p.get(2).times(x).times(y).minus(p.get(3).times(y)));
        return new OdeModel(
                "lotka-volterra",
                new OdeSystem(List.of(x, y), p, List.of(), rates, List.of(xy)),
                List.of(1.0, 0.8),
                List.of(1.1, 0.9, 0.7, 1.2));
    }

    /** s' = v, v' = −(k s + c v)/m. */
    static OdeModel massSpringDamper() {
        Expr s = Expr.symbol("s");
        Expr v = Expr.symbol("v");
        List<Expr> p = symbols("m", "k", "c");
        Expr force = p.get(1).times(s).plus(p.get(2).times(v)).negate();
        return new OdeModel(
                "mass-spring-damper",
                new OdeSystem(List.of(s, v), p, List.of(), List.of(v, force.over(p.get(0))), List.of(s)),
                List.of(1.0, 0.0),
                List.of(1.0, 4.0, 0.1));
    }

    /** C_i T_i' = (T_{i−1} − T_i)/R_{i−1} + (T_{i+1} − T_i)/R_i between two boundary temperatures. */
    static OdeModel thermalRc4() {
        List<Expr> t = symbols("t1", "t2", "t3", "t4");
        List<Expr> p = symbols("c1", "c2", "c3", "c4", "r0", "r1", "r2", "r3", "r4");
        List<Expr> u = symbols("left", "right");
        List<Expr> rates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Expr before = i == 0 ? u.get(0) : t.get(i - 1);
            Expr after = i == 3 ? u.get(1) : t.get(i + 1);
            Expr flow = before.minus(t.get(i))
                    .over(p.get(4 + i))
                    .plus(after.minus(t.get(i)).over(p.get(5 + i)));
            rates.add(flow.over(p.get(i)));
        }
        return new OdeModel(
                "thermal-rc4",
                new OdeSystem(t, p, u, rates, t),
                List.of(20.0, 21.0, 22.0, 23.0),
                List.of(1.0, 2.0, 1.5, 1.2, 0.5, 0.4, 0.6, 0.5, 0.7, 15.0, 30.0));
    }

    /** Return the value that a plane of a kernel begins with: of a state, parameter or input. */
    public double value(int plane) {
        return plane < start.size() ? start.get(plane) : values.get(plane - start.size());
    }

    /** Return states, parameters, inputs: the planes of a kernel in this order. */
    public List<Expr> symbols() {
        List<Expr> all = new ArrayList<>(system.states());
        all.addAll(system.parameters());
        all.addAll(system.inputs());
        return all;
    }

    private static List<Expr> symbols(String... names) {
        return Arrays.stream(names).map(Expr::symbol).toList();
    }
}
