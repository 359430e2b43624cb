package dev.weft.solvers.ode;

import dev.weft.solvers.ode.IntegrationException.Cause;

/**
 * Advance one trajectory of an {@link OdeSystem} over a sampling interval with its inputs held constant,
 * by the adaptive Dormand–Prince 5(4) pair.
 *
 * <p>With sensitivities the variational equations Φ̇ = f_x Φ, Ψ̇ = f_x Ψ + f_p ride along from Φ = I,
 * Ψ = 0, so Φ = ∂x(t+Δt)/∂x(t) [N×N] and Ψ = ∂x(t+Δt)/∂p [N×M] of the interval. They follow the step
 * size chosen for the states (partial error control) and never change them. Consecutive intervals chain by
 * multiplication.
 *
 * <p>A result depends on the arguments of its call only. Cost: 6 evaluations of f a step and one an interval, as many of
 * the Jacobians with sensitivities; no allocation. Holds scratch: one instance a thread. For a grid of times, dense
 * output, events and other integrators there is {@link OdeSolver}.
 *
 * <p>Source: J. R. Dormand, P. J. Prince, "A family of embedded Runge–Kutta formulae", 1980; error norm and
 * control: E. Hairer, S. P. Nørsett, G. Wanner, "Solving Ordinary Differential Equations I", 1993, section II.4.
 */
public final class OdeFlow {
    private static final int MAX_EVALUATIONS_PER_INTERVAL = 200_000;
    private static final double STABILITY_LIMIT = 3.25;
    private static final int STIFF_STEPS = 15;
    private static final int CALM_STEPS = 6;

    private final OdeSystem system;
    private final DormandPrinceStep step;
    private final StepSizeController controller = new StepSizeController(4);
    private final int n;
    private final int m;

    /** Prepare a flow of {@code system}. */
    public OdeFlow(OdeSystem system, Tolerances tolerances) {
        this.system = system;
        this.step = new DormandPrinceStep(system, tolerances);
        this.n = system.stateCount();
        this.m = system.parameterCount();
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
        if (dt > 0) {
            integrate(t, dt, x, p, u, false);
            System.arraycopy(step.state(), 0, x, 0, n);
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
        Shapes.check("phi", phi, n * n);
        Shapes.check("psi", psi, n * m);
        step.startSensitivities();
        if (dt > 0) {
            integrate(t, dt, x, p, u, true);
            System.arraycopy(step.state(), 0, x, 0, n);
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(step.sensitivities(), i * (n + m), phi, i * n, n);
            System.arraycopy(step.sensitivities(), i * (n + m) + n, psi, i * m, m);
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

    private void integrate(double t, double dt, double[] x, double[] p, double[] u, boolean withSensitivities) {
        if (!step.start(x, p, u)) {
            throw failure(t, dt, Cause.NON_FINITE, "has the rate " + step.brokenRate);
        }
        double smallest = 1e-12 * dt;
        double h = controller.firstStep(step.norm(step.state()), step.norm(step.rates()), dt);
        double previousError = StepSizeController.NO_ERROR_YET;
        int stiff = 0;
        int calm = 0;
        boolean rejected = false;
        // The equations do not contain t, so the clock starts at 0: steps keep their precision at any date.
        double reached = 0;
        while (reached < dt) {
            if (h < smallest) {
                throw broken(t + reached, h, smallest);
            }
            if (step.evaluations > MAX_EVALUATIONS_PER_INTERVAL) {
                throw failure(
                        t + reached,
                        h,
                        stiff >= STIFF_STEPS ? Cause.STIFFNESS : Cause.TOO_MANY_EVALUATIONS,
                        "needs more than " + MAX_EVALUATIONS_PER_INTERVAL + " evaluations");
            }
            // A last step that would leave a sliver is stretched to the end.
            boolean last = reached + 1.01 * h >= dt;
            double taken = last ? dt - reached : h;
            double error = step.attempt(taken);
            if (!(error <= 1)) {
                h = taken * controller.afterRejection(error);
                rejected = true;
                continue;
            }
            if (step.stiffness(taken) > STABILITY_LIMIT) {
                stiff++;
                calm = 0;
            } else if (++calm == CALM_STEPS) {
                stiff = 0;
            }
            if (withSensitivities) {
                step.followWithSensitivities(taken);
            }
            step.accept();
            reached = last ? dt : reached + taken;
            double factor = controller.afterAcceptance(error, previousError);
            h = taken * (rejected ? Math.min(1, factor) : factor);
            previousError = controller.remembered(error);
            rejected = false;
        }
    }

    private IntegrationException broken(double time, double h, double smallest) {
        return step.broken >= 0
                ? failure(
                        time,
                        h,
                        Cause.NON_FINITE,
                        "has the rate " + step.brokenRate + " at any step down to " + smallest)
                : failure(time, h, Cause.STEP_UNDERFLOW, "needs a step below " + smallest);
    }

    private IntegrationException failure(double time, double h, Cause cause, String finding) {
        int component = step.broken >= 0 ? step.broken : fastest();
        return new IntegrationException(time, system.stateName(component), h, cause, finding, null);
    }

    /** The state that moves fastest where the integration stopped: a hint, not a proof. */
    private int fastest() {
        double[] rates = step.rates();
        int worst = 0;
        for (int i = 1; i < n; i++) {
            if (Math.abs(rates[i]) > Math.abs(rates[worst])) {
                worst = i;
            }
        }
        return worst;
    }
}
