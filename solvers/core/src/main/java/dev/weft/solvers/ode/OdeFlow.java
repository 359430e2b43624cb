package dev.weft.solvers.ode;

import dev.weft.solvers.kernel.Kernel;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.SecondaryODE;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;

/**
 * Advance one trajectory of an {@link OdeSystem} over a sampling interval with its inputs held constant,
 * by Hipparchus' adaptive Dormand–Prince 5(4) pair.
 *
 * <p>With sensitivities the variational equations Φ̇ = f_x Φ, Ψ̇ = f_x Ψ + f_p ride along from Φ = I,
 * Ψ = 0, so Φ = ∂x(t+Δt)/∂x(t) [N×N] and Ψ = ∂x(t+Δt)/∂p [N×M] of the interval. They follow the step
 * size chosen for the states (partial error control). Consecutive intervals chain by multiplication.
 *
 * <p>Cost: 7 evaluations of f a step. Holds scratch and the last step size: one instance a thread.
 *
 * <p>Source: J. R. Dormand, P. J. Prince, "A family of embedded Runge–Kutta formulae", 1980.
 */
public final class OdeFlow {
    private static final int MAX_EVALUATIONS_PER_INTERVAL = 200_000;
    private static final double FIRST_STEP = 1e-3;
    private static final String REMEDY =
            "the equations may be stiff or have a pole there: check parameters and initial state, or sample more often";

    private final OdeSystem system;
    private final Tolerances tolerances;
    private final int n;
    private final int m;
    private final double[] arguments;
    private final double[] rates;
    private final double[] jacobians;
    private final double[] ratesScratch;
    private final double[] jacobiansScratch;
    private final ExpandableODE stateOnly;
    private final ExpandableODE stateAndSensitivities;
    private double step = Double.NaN;

    // Of the interval under way: its time, whether f was evaluated at its start, and what is not finite since the
    // last accepted step.
    private double beginning;
    private boolean started;
    private int broken = -1;
    private double brokenRate;

    /** Prepare a flow of {@code system}. */
    public OdeFlow(OdeSystem system, Tolerances tolerances) {
        this.system = system;
        this.tolerances = tolerances;
        this.n = system.stateCount();
        this.m = system.parameterCount();
        this.arguments = new double[n + m + system.inputCount()];
        this.rates = new double[n];
        this.jacobians = new double[n + n * n + n * m];
        this.ratesScratch = system.rates().newScratch();
        this.jacobiansScratch = system.ratesAndJacobians().newScratch();
        // Hipparchus asks for the dimension here, so n must be set before.
        this.stateOnly = new ExpandableODE(new Plain());
        this.stateAndSensitivities = new ExpandableODE(new WithJacobians());
        this.stateAndSensitivities.addSecondaryEquations(new Variational());
    }

    /** Return the system this flow belongs to. */
    public OdeSystem system() {
        return system;
    }

    /**
     * Advance the state from t to t + dt.
     *
     * @param x state [N]. Modified
     * @param p parameters [M]. Not modified
     * @param u inputs, held over the interval [K]. Not modified
     * @throws IntegrationException if the step size falls below what double can resolve, or a value stops being finite
     * @throws IllegalArgumentException if {@code dt} is negative or not finite, or the state is not finite
     */
    public void advance(double t, double dt, double[] x, double[] p, double[] u) {
        if (!prepare(dt, x, p, u)) {
            return;
        }
        ODEStateAndDerivative end = integrate(stateOnly, new ODEState(0, x), t, dt);
        System.arraycopy(end.getPrimaryState(), 0, x, 0, n);
    }

    /**
     * Advance the state from t to t + dt and return the sensitivities of the interval.
     *
     * @param x state [N]. Modified
     * @param p parameters [M]. Not modified
     * @param u inputs, held over the interval [K]. Not modified
     * @param phi ∂x(t+dt)/∂x(t), row-major [N·N]. Modified
     * @param psi ∂x(t+dt)/∂p, row-major [N·M]. Modified
     * @throws IntegrationException as {@link #advance(double, double, double[], double[], double[])}
     * @throws IllegalArgumentException as {@link #advance(double, double, double[], double[], double[])}
     */
    public void advance(double t, double dt, double[] x, double[] p, double[] u, double[] phi, double[] psi) {
        double[] secondary = new double[n * n + n * m];
        for (int i = 0; i < n; i++) {
            secondary[i * n + i] = 1;
        }
        if (prepare(dt, x, p, u)) {
            ODEState start = new ODEState(0, x, new double[][] {secondary});
            ODEStateAndDerivative end = integrate(stateAndSensitivities, start, t, dt);
            System.arraycopy(end.getPrimaryState(), 0, x, 0, n);
            secondary = end.getSecondaryState(1);
        }
        System.arraycopy(secondary, 0, phi, 0, n * n);
        System.arraycopy(secondary, n * n, psi, 0, n * m);
    }

    private boolean prepare(double dt, double[] x, double[] p, double[] u) {
        if (!(dt >= 0) || Double.isInfinite(dt)) {
            throw new IllegalArgumentException("interval dt = " + dt + ", expected a finite number >= 0");
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException(
                        "state " + system.stateName(i) + " = " + x[i] + ", expected a finite number");
            }
        }
        System.arraycopy(p, 0, arguments, n, m);
        System.arraycopy(u, 0, arguments, n + m, system.inputCount());
        return dt > 0;
    }

    private ODEStateAndDerivative integrate(ExpandableODE ode, ODEState start, double t, double dt) {
        // The equations do not contain t, so the clock starts at 0: steps keep their precision at any date.
        double smallest = 1e-12 * dt;
        beginning = t;
        started = false;
        broken = -1;
        DormandPrince54Integrator integrator = new NonFiniteIsAnError(smallest, dt, tolerances);
        integrator.setMaxEvaluations(MAX_EVALUATIONS_PER_INTERVAL);
        // Hipparchus' own first step would come from a trial that may leave the domain of f.
        integrator.setInitialStepSize(step > smallest ? Math.min(step, dt) : FIRST_STEP * dt);
        // The last step of an interval is cut to its end; remember the step the error control had chosen before.
        double[] longest = {0};
        integrator.addStepHandler(interpolator -> {
            double accepted = interpolator.getCurrentState().getTime()
                    - interpolator.getPreviousState().getTime();
            longest[0] = Math.max(longest[0], accepted);
            broken = -1;
        });
        try {
            ODEStateAndDerivative end = integrator.integrate(ode, start, dt);
            checkFinite(t + end.getTime(), end.getPrimaryState(), "became");
            step = longest[0];
            return end;
        } catch (MathIllegalArgumentException | MathIllegalStateException e) {
            ODEStateAndDerivative reached = integrator.getStepStart();
            double time = reached == null ? t : t + reached.getTime();
            if (broken >= 0) {
                String finding = "has the rate " + brokenRate + " at any step down to " + smallest;
                throw new IntegrationException(time, system.stateName(broken), finding, REMEDY, e);
            }
            throw new IntegrationException(
                    time,
                    fastest(),
                    "needs a step below " + smallest + " or more than " + MAX_EVALUATIONS_PER_INTERVAL + " evaluations",
                    REMEDY,
                    e);
        }
    }

    /** The state that moves fastest where the integration stopped: a hint, not a proof. */
    private String fastest() {
        int worst = 0;
        for (int i = 1; i < n; i++) {
            if (Math.abs(rates[i]) > Math.abs(rates[worst])) {
                worst = i;
            }
        }
        return system.stateName(worst);
    }

    private void checkFinite(double t, double[] values, String verb) {
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IntegrationException(t, system.stateName(i), verb + " " + values[i], REMEDY);
            }
        }
    }

    private double[] ratesBy(Kernel kernel, double t, double[] x, double[] out, double[] scratch) {
        System.arraycopy(x, 0, arguments, 0, n);
        kernel.evaluate(arguments, out, scratch);
        System.arraycopy(out, 0, rates, 0, n);
        if (!started) {
            checkFinite(beginning + t, rates, "has the rate");
            started = true;
        }
        for (int i = 0; i < n && broken < 0; i++) {
            if (!Double.isFinite(rates[i])) {
                broken = i;
                brokenRate = rates[i];
            }
        }
        return rates.clone();
    }

    /** Retry with a shorter step where a trial stage left the domain of f; Hipparchus would accept a NaN. */
    private static final class NonFiniteIsAnError extends DormandPrince54Integrator {
        NonFiniteIsAnError(double smallest, double largest, Tolerances tolerances) {
            super(smallest, largest, tolerances.absolute(), tolerances.relative());
        }

        @Override
        protected double estimateError(double[][] stages, double[] start, double[] end, double h) {
            double error = super.estimateError(stages, start, end, h);
            return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }
    }

    private final class Plain implements OrdinaryDifferentialEquation {
        @Override
        public int getDimension() {
            return n;
        }

        @Override
        public double[] computeDerivatives(double t, double[] x) {
            return ratesBy(system.rates(), t, x, rates, ratesScratch);
        }
    }

    private final class WithJacobians implements OrdinaryDifferentialEquation {
        @Override
        public int getDimension() {
            return n;
        }

        @Override
        public double[] computeDerivatives(double t, double[] x) {
            return ratesBy(system.ratesAndJacobians(), t, x, jacobians, jacobiansScratch);
        }
    }

    /** Hipparchus evaluates the primary equations first, so the Jacobians of this t, x are at hand. */
    private final class Variational implements SecondaryODE {
        @Override
        public int getDimension() {
            return n * n + n * m;
        }

        @Override
        public double[] computeDerivatives(double t, double[] x, double[] xDot, double[] s) {
            double[] dot = new double[s.length];
            int psi = n * n;
            for (int i = 0; i < n; i++) {
                System.arraycopy(jacobians, n + n * n + i * m, dot, psi + i * m, m);
                for (int k = 0; k < n; k++) {
                    double fx = jacobians[n + i * n + k];
                    if (fx != 0) {
                        addScaled(fx, s, k * n, dot, i * n, n);
                        addScaled(fx, s, psi + k * m, dot, psi + i * m, m);
                    }
                }
            }
            return dot;
        }
    }

    private static void addScaled(double factor, double[] from, int fromOffset, double[] to, int toOffset, int count) {
        for (int i = 0; i < count; i++) {
            to[toOffset + i] += factor * from[fromOffset + i];
        }
    }
}
