package dev.weft.examples;

import dev.weft.solvers.fleet.AdaptiveIntegrator;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.fleet.FleetPlanes;
import dev.weft.solvers.fleet.FleetResult;
import dev.weft.solvers.ode.InputSignal;
import dev.weft.solvers.ode.IntegratorFactory;
import dev.weft.solvers.ode.OdeSolver;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.OdeTrajectory;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.ode.stiff.AutomaticIntegrator;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.ExprField;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.ode.FieldOrdinaryDifferentialEquation;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.AdaptableInterval;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.util.MathArrays;

/** Solve equations of one's own: as expressions or traced, with an event, sensitivities, stiff, as a fleet. */
public final class SolveYourOwnEquations {
    private SolveYourOwnEquations() {}

    /** Run the example. */
    public static void main(String[] args) {
        run(System.out);
    }

    // expressions begin
    /** Van der Pol's oscillator x″ = μ (1 − x²) x′ − x. */
    static OdeSystem vanDerPol() {
        Expr x = Expr.symbol("x");
        Expr v = Expr.symbol("v");
        Expr mu = Expr.symbol("mu");
        Expr force = mu.times(Expr.ONE.minus(x.times(x))).times(v).minus(x);
        return new OdeSystem(List.of(x, v), List.of(mu), List.of(), List.of(v, force), List.of(x));
    }
    // expressions end

    // traced begin
    /** The same, as code written for any field of Hipparchus. */
    record VanDerPol<T extends CalculusFieldElement<T>>(T mu) implements FieldOrdinaryDifferentialEquation<T> {
        @Override
        public int getDimension() {
            return 2;
        }

        @Override
        public T[] computeDerivatives(T t, T[] y) {
            T[] rates = MathArrays.buildArray(t.getField(), 2);
            rates[0] = y[1];
            rates[1] = mu.multiply(y[0].square().subtract(1).negate())
                    .multiply(y[1])
                    .subtract(y[0]);
            return rates;
        }
    }

    static OdeSystem traced() {
        Expr[] y = MathArrays.buildArray(ExprField.getInstance(), 2);
        y[0] = Expr.symbol("x");
        y[1] = Expr.symbol("v");
        Expr mu = Expr.symbol("mu");
        Expr[] rates = new VanDerPol<>(mu).computeDerivatives(Expr.ZERO, y);
        return new OdeSystem(List.of(y), List.of(mu), List.of(), List.of(rates), List.of(y[0]));
    }
    // traced end

    // event begin
    /** Stop where x comes down through zero. */
    record Crossing(double within) implements ODEEventDetector {
        @Override
        public double g(ODEStateAndDerivative state) {
            return state.getPrimaryState()[0];
        }

        @Override
        public ODEEventHandler getHandler() {
            return (state, detector, increasing) -> increasing ? Action.CONTINUE : Action.STOP;
        }

        @Override
        public AdaptableInterval getMaxCheckInterval() {
            return (state, forward) -> 0.1;
        }

        @Override
        public int getMaxIterationCount() {
            return 100;
        }

        @Override
        public BracketingNthOrderBrentSolver getSolver() {
            return new BracketingNthOrderBrentSolver(0, within, 0, 5);
        }
    }
    // event end

    static FleetResult run(PrintStream out) {
        grid(out);
        stiff(out);
        return fleet(out);
    }

    static OdeTrajectory grid(PrintStream out) {
        // grid begin
        OdeSolver solver = new OdeSolver(vanDerPol(), new Tolerances(1e-10, 1e-10));
        double[] start = {2, 0};
        double[] mu = {1};
        double[] times = {0, 1, 2, 3};

        OdeTrajectory path = solver.solveWithSensitivities(start, mu, InputSignal.constant(), times);
        double[] last = path.sensitivities(3); // [dx/dx(0) dx/dv(0) dx/dmu; dv/dx(0) …], row by row
        out.printf(Locale.ROOT, "x(3) = %.6f, dx(3)/dmu = %.6f%n", path.state(3)[0], last[2]);

        OdeTrajectory stopped = solver.withEvent(new Crossing(1e-10)).solve(start, mu, InputSignal.constant(), times);
        out.printf(Locale.ROOT, "x = 0 at t = %.6f, after %d times of the grid%n", stopped.end(), stopped.size());
        // grid end
        return path;
    }

    private static void stiff(PrintStream out) {
        // stiff begin
        AutomaticIntegrator[] used = new AutomaticIntegrator[1];
        IntegratorFactory automatic = (shortest, longest, tolerances) ->
                used[0] = new AutomaticIntegrator(shortest, longest, tolerances.absolute(), tolerances.relative());
        OdeTrajectory slow = new OdeSolver(vanDerPol(), new Tolerances(1e-6, 1e-6))
                .withIntegrator(automatic)
                .solve(new double[] {2, 0}, new double[] {1000}, InputSignal.constant(), new double[] {0, 500});
        out.printf(Locale.ROOT, "x(500) = %.4f for mu = 1000%n", slow.endState()[0]);
        used[0].report()
                .phases()
                .forEach(phase -> out.printf(Locale.ROOT, "  from t = %.4f by %s%n", phase.from(), phase.method()));
        // stiff end
    }

    private static FleetResult fleet(PrintStream out) {
        // fleet begin
        Expr x = Expr.symbol("x");
        Expr p = Expr.symbol("p");
        OdeSystem growth = new OdeSystem(
                List.of(x), List.of(p), List.of(), List.of(x.times(x).minus(p)), List.of(x)); // x' = x² − p
        FleetPlanes fleet = FleetPlanes.allocate(growth, 1000);
        for (int i = 0; i < fleet.lanes(); i++) {
            fleet.set(i, new double[] {0.5 + i * 5.03e-4}, new double[] {1}); // beyond 1 they grow without end
        }
        AdaptiveIntegrator integrator =
                new AdaptiveIntegrator(growth, ExplicitRungeKutta.DORMAND_PRINCE_54, new Tolerances(1e-9, 1e-8));
        FleetResult result = integrator.integrate(fleet, new double[] {0, 2, 4}, (index, time, lanes) -> {});

        out.println(result.failures().size() + " of " + fleet.lanes() + " lanes failed");
        result.failures()
                .forEach(f -> out.printf(Locale.ROOT, "  lane %d: %s, near t = %.3f%n", f.lane(), f.cause(), f.time()));
        out.printf(Locale.ROOT, "lane 0 is at %.6f%n", fleet.states()[0][0]);
        // fleet end
        return result;
    }
}
