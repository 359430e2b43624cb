package dev.weft.examples;

import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.ExprText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Follow two equations from what is written to what is run: prey x and predators y, ẋ = a x − b y (1 − exp(−h x)),
 * ẏ = c y (1 − exp(−h x)) − d y, where predators are sated exponentially.
 *
 * <p>Source of the model: V. S. Ivlev, Experimental Ecology of the Feeding of Fishes, 1961.
 */
public final class FromEquationsToKernel {
    private FromEquationsToKernel() {}

    /** Run the example. */
    public static void main(String[] args) {
        run(System.out);
    }

    static double[][] run(PrintStream out) {
        // equations begin
        Expr x = Expr.symbol("x");
        Expr y = Expr.symbol("y");
        Expr a = Expr.symbol("a");
        Expr b = Expr.symbol("b");
        Expr c = Expr.symbol("c");
        Expr d = Expr.symbol("d");
        Expr h = Expr.symbol("h");
        Expr eaten = y.times(Expr.ONE.minus(h.times(x).negate().exp()));
        List<Expr> rates =
                List.of(a.times(x).minus(b.times(eaten)), c.times(eaten).minus(d.times(y)));
        OdeSystem system = new OdeSystem(List.of(x, y), List.of(a, b, c, d, h), List.of(), rates, List.of(x));
        // equations end
        out.println(ExprText.block(named(rates, "x'", "y'")));

        // derivatives begin
        List<Expr> jacobian = Derivative.jacobian(rates, system.states());
        List<Expr> both = new ArrayList<>(rates);
        both.addAll(jacobian);
        // derivatives end
        out.println();
        out.println(ExprText.block(named(jacobian, "dx'/dx", "dx'/dy", "dy'/dx", "dy'/dy")));
        out.println();
        List<Expr> symbols = new ArrayList<>(system.states());
        symbols.addAll(system.parameters());
        int alone = Kernel.compile(rates, symbols).operations();
        out.println("operations of the rates:               " + alone);
        out.println("operations of the Jacobian:            "
                + Kernel.compile(jacobian, symbols).operations());
        out.println("operations of both together:           "
                + Kernel.compile(both, symbols).operations());

        // step begin
        Expr dt = Expr.symbol("dt");
        List<Expr> next = ExplicitRungeKutta.CLASSICAL_4.next(system, dt);
        Kernel step = Kernel.compile(next, symbols, List.of(dt));
        // step end
        out.println("operations of a Runge-Kutta step of 4: " + step.operations() + ", of which 4 times the rates are "
                + 4 * alone);
        out.println();

        // fleet begin
        double[][] fleet = lanes(1000);
        double[][] states = {fleet[0], fleet[1]};
        double[] scratch = step.newScratch();
        for (int i = 0; i < 100; i++) {
            step.evaluate(fleet, new double[] {0.05}, states, 0, 1000, scratch); // in place, all lanes
        }
        // fleet end
        double[][] vector = hundredSteps(step.with(Generator.best()));
        double[][] scalar = hundredSteps(step.with(Generator.SCALAR));
        double[][] walked = hundredSteps(step.with(Generator.INTERPRETER));
        out.println("lanes whose bits depend on the generator of code: "
                + (differing(vector, scalar) + differing(fleet, scalar)) + " of 1000");
        out.printf(
                Locale.ROOT,
                "largest deviation from the interpreter after 100 steps: %.0e of the value%n",
                deviation(fleet, walked));
        return fleet;
    }

    private static Map<String, Expr> named(List<Expr> exprs, String... names) {
        Map<String, Expr> named = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            named.put(names[i], exprs.get(i));
        }
        return named;
    }

    /** Planes x, y, a, b, c, d, h, one number a lane; lanes differ in the prey they begin with. */
    private static double[][] lanes(int count) {
        double[] values = {1, 0.5, 1, 1, 0.8, 0.4, 0.7};
        double[][] planes = new double[values.length][count];
        for (int k = 0; k < values.length; k++) {
            Arrays.fill(planes[k], values[k]);
        }
        Arrays.setAll(planes[0], i -> 0.5 + 0.001 * i);
        return planes;
    }

    private static double[][] hundredSteps(Kernel step) {
        double[][] fleet = lanes(1000);
        double[][] states = {fleet[0], fleet[1]};
        double[] scratch = step.newScratch();
        for (int i = 0; i < 100; i++) {
            step.evaluate(fleet, new double[] {0.05}, states, 0, 1000, scratch);
        }
        return fleet;
    }

    private static int differing(double[][] one, double[][] other) {
        int count = 0;
        for (int i = 0; i < one[0].length; i++) {
            count += one[0][i] == other[0][i] && one[1][i] == other[1][i] ? 0 : 1;
        }
        return count;
    }

    private static double deviation(double[][] one, double[][] other) {
        double largest = 0;
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < one[k].length; i++) {
                largest = Math.max(largest, Math.abs(one[k][i] / other[k][i] - 1));
            }
        }
        return largest;
    }
}
