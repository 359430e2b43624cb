package dev.weft.solvers.ode;

import dev.weft.solvers.ode.IntegrationException.Cause;
import dev.weft.solvers.ode.stiff.IntegrationReport;
import dev.weft.solvers.ode.stiff.IntegrationReport.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Advance one trajectory of an {@link OdeSystem} over a sampling interval with its inputs held constant,
 * by the adaptive Dormand–Prince 5(4) pair.
 *
 * <p>With sensitivities the variational equations Φ̇ = f_x Φ, Ψ̇ = f_x Ψ + f_p ride along from Φ = I,
 * Ψ = 0, so Φ = ∂x(t+Δt)/∂x(t) [N×N] and Ψ = ∂x(t+Δt)/∂p [N×M] of the interval. They follow the step
 * size chosen for the states (partial error control) and never change them. Consecutive intervals chain by
 * multiplication.
 *
 * <p>Equations that turn out stiff are taken over, within the interval, by the L-stable RODAS 4(3), from the state and
 * the sensitivities reached; {@link #report()} says so. Every interval begins explicitly, so a result depends on
 * the arguments of its call only.
 *
 * <p>Cost of an explicit step: 6 evaluations of f, as many of the Jacobians with sensitivities; of a stiff one: 6 of f,
 * one of the Jacobian and one N×N decomposition, with sensitivities 6 more of the Jacobians and their derivatives. No
 * allocation. Holds scratch: one instance a thread. For a grid of times, dense output, events and other integrators
 * there is {@link OdeSolver}.
 *
 * <p>Source: J. R. Dormand, P. J. Prince, "A family of embedded Runge–Kutta formulae", 1980; error norm and
 * control: E. Hairer, S. P. Nørsett, G. Wanner, "Solving Ordinary Differential Equations I", 1993, section II.4;
 * the stiff method and how stiffness is noticed: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II",
 * 1996, sections IV.7 and IV.2.
 */
public final class OdeFlow {
    private static final int MOST_EVALUATIONS = 200_000;

    private final OdeSystem system;
    private final FlowPoint point;
    private final DormandPrinceStep explicit;
    private @Nullable RodasStep implicit;
    private int mostEvaluations = MOST_EVALUATIONS;
    private final int n;
    private final int m;

    // What the last call did.
    private double begin;
    private double switched = Double.NaN;
    private int explicitSteps;
    private int implicitSteps;
    private int rejectedSteps;

    /** Prepare a flow of {@code system} that gives up after 200,000 evaluations an interval. */
    public OdeFlow(OdeSystem system, Tolerances tolerances) {
        this.system = system;
        this.point = new FlowPoint(system, tolerances);
        this.explicit = new DormandPrinceStep(point);
        this.n = system.stateCount();
        this.m = system.parameterCount();
    }

    /**
     * Give up earlier or later from here on: an interval that needs more evaluations of the equations, about, has no solution.
     *
     * @throws IllegalArgumentException if there are none
     */
    public void giveUpAfter(int evaluations) {
        if (evaluations < 1) {
            throw new IllegalArgumentException("evaluations = " + evaluations + ", expected 1 or more an interval");
        }
        mostEvaluations = evaluations;
    }

    /** Return how many evaluations of the equations the last call took. */
    public int evaluations() {
        return point.evaluations;
    }

    /** Return the system this flow belongs to. */
    public OdeSystem system() {
        return system;
    }

    /**
     * Advance the state from t to t + dt.
     *
     * @param t the time, for reports: the equations do not contain it
     * @param dt the interval, ≥ 0, in the time unit of the system
     * @param x state [N]. Modified
     * @param p parameters [M]. Not modified
     * @param u inputs, held over the interval [K]. Not modified
     * @throws IntegrationException if the step size falls below what double can resolve, or a value is not or stops being
     *     finite, that of a parameter or input included: a search may try such parameters
     * @throws IllegalArgumentException if {@code dt} is negative or not finite, the state is not finite, or the length
     *     of an array does not fit
     */
    public void advance(double t, double dt, double[] x, double[] p, double[] u) {
        check(dt, x, p, u);
        forgetLastCall(t);
        if (dt > 0) {
            integrate(t, dt, x, p, u, false);
            System.arraycopy(point.x, 0, x, 0, n);
        }
    }

    /**
     * Advance the state from t to t + dt and return the sensitivities of the interval.
     *
     * @param t the time, for reports: the equations do not contain it
     * @param dt the interval, ≥ 0, in the time unit of the system
     * @param x state [N]. Modified
     * @param p parameters [M]. Not modified
     * @param u inputs, held over the interval [K]. Not modified
     * @param phi ∂x(t+dt)/∂x(t), row-major [N·N]. Modified
     * @param psi ∂x(t+dt)/∂p, row-major [N·M]. Modified
     * @throws IntegrationException as {@link #advance(double, double, double[], double[], double[])}
     * @throws IllegalArgumentException as {@link #advance(double, double, double[], double[], double[])}
     */
    public void advance(double t, double dt, double[] x, double[] p, double[] u, double[] phi, double[] psi) {
        check(dt, x, p, u);
        forgetLastCall(t);
        Shapes.check("phi", phi, n * n);
        Shapes.check("psi", psi, n * m);
        point.startSensitivities();
        if (dt > 0) {
            integrate(t, dt, x, p, u, true);
            System.arraycopy(point.x, 0, x, 0, n);
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(point.s, i * (n + m), phi, i * n, n);
            System.arraycopy(point.s, i * (n + m) + n, psi, i * m, m);
        }
    }

    private void check(double dt, double[] x, double[] p, double[] u) {
        if (!(dt >= 0) || Double.isInfinite(dt)) {
            throw new IllegalArgumentException("interval dt = " + dt + ", expected a finite number >= 0");
        }
        Shapes.check("state x", x, n);
        Shapes.check("parameters p", p, m);
        Shapes.check("inputs u", u, system.inputCount());
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException(
                        "state " + system.stateName(i) + " = " + x[i] + ", expected a finite number");
            }
        }
    }

    private void forgetLastCall(double t) {
        begin = t;
        switched = Double.NaN;
        explicitSteps = 0;
        implicitSteps = 0;
        rejectedSteps = 0;
        point.evaluations = 0;
        point.jacobianEvaluations = 0;
    }

    /** Tell whether the equations turned out stiff in the last call: {@link #report()} without its allocations. */
    public boolean wentStiff() {
        return !Double.isNaN(switched);
    }

    /**
     * Tell how the last call went: which methods it used, when it went over to the stiff one, and what it cost; of a call
     * that failed, what it did so far. Sensitivities count among the Jacobians.
     */
    public IntegrationReport report() {
        List<Phase> phases = new ArrayList<>();
        if (explicitSteps > 0 || rejectedSteps > 0) {
            phases.add(new Phase(explicit.methodName(), begin, explicitSteps));
        }
        int decompositions = 0;
        RodasStep stiff = implicit;
        if (stiff != null && wentStiff()) {
            phases.add(new Phase(stiff.methodName(), switched, implicitSteps));
            decompositions = stiff.decompositions;
        }
        return new IntegrationReport(
                phases, rejectedSteps, point.evaluations, point.jacobianEvaluations, decompositions);
    }

    private void integrate(double t, double dt, double[] x, double[] p, double[] u, boolean withSensitivities) {
        if (!point.start(x, p, u)) {
            throw failure(t, dt, Cause.NON_FINITE, "has the rate " + point.brokenRate);
        }
        double smallest = 1e-12 * dt;
        explicit.begin();
        FlowMethod method = explicit;
        double h = method.controller().firstStep(point.norm(point.x), point.norm(point.f), dt);
        double previousError = StepSizeController.NO_ERROR_YET;
        boolean rejected = false;
        // The equations do not contain t, so the clock starts at 0: steps keep their precision at any date.
        double reached = 0;
        while (reached < dt) {
            if (h < smallest) {
                throw broken(t + reached, h, smallest);
            }
            if (point.evaluations > mostEvaluations) {
                throw failure(
                        t + reached,
                        h,
                        Cause.TOO_MANY_EVALUATIONS,
                        "needs more than " + mostEvaluations + " evaluations");
            }
            // A last step that would leave a sliver is stretched to the end.
            boolean last = reached + 1.01 * h >= dt;
            double taken = last ? dt - reached : h;
            double error = method.attempt(taken);
            if (!(error <= 1)) {
                h = taken * method.controller().afterRejection(error);
                rejected = true;
                rejectedSteps++;
                continue;
            }
            boolean stiff = method == explicit && explicit.noticesStiffness(taken);
            if (withSensitivities) {
                method.followWithSensitivities(taken);
            }
            method.accept();
            reached = last ? dt : reached + taken;
            if (method == explicit) {
                explicitSteps++;
            } else {
                implicitSteps++;
            }
            double factor = method.controller().afterAcceptance(error, previousError);
            h = taken * (rejected ? Math.min(1, factor) : factor);
            previousError = method.controller().remembered(error);
            rejected = false;
            if (stiff && reached < dt) {
                method = goOver(t + reached);
                h = taken;
                previousError = StepSizeController.NO_ERROR_YET;
            }
        }
    }

    private FlowMethod goOver(double time) {
        RodasStep known = implicit;
        if (known == null) {
            known = new RodasStep(point);
            implicit = known;
        }
        known.begin();
        switched = time;
        return known;
    }

    private IntegrationException broken(double time, double h, double smallest) {
        return point.broken >= 0
                ? failure(
                        time,
                        h,
                        Cause.NON_FINITE,
                        "has the rate " + point.brokenRate + " at any step down to " + smallest)
                : failure(time, h, Cause.STEP_UNDERFLOW, "needs a step below " + smallest);
    }

    private IntegrationException failure(double time, double h, Cause cause, String finding) {
        int component = point.broken >= 0 ? point.broken : fastest();
        return new IntegrationException(time, system.stateName(component), h, cause, finding, null);
    }

    /** The state that moves fastest where the integration stopped: a hint, not a proof. */
    private int fastest() {
        double[] rates = point.f;
        int worst = 0;
        for (int i = 1; i < n; i++) {
            if (Math.abs(rates[i]) > Math.abs(rates[worst])) {
                worst = i;
            }
        }
        return worst;
    }
}
