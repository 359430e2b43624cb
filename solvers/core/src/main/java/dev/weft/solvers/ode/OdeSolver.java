package dev.weft.solvers.ode;

import dev.weft.solvers.ode.stiff.AutomaticIntegrator;
import dev.weft.solvers.ode.stiff.IntegrationReport;
import dev.weft.solvers.ode.stiff.RodasIntegrator;
import dev.weft.solvers.ode.stiff.StepFailedException;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEIntegrator;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.jspecify.annotations.Nullable;

/**
 * Solve one trajectory of a system on the caller's grid of times, by any integrator of Hipparchus.
 *
 * <p>States on the grid come from the integrator's dense output, so the grid does not shorten steps. The integration
 * restarts where a piece of the inputs ends. Sensitivities are secondary equations: they follow the steps of the
 * states. Events are Hipparchus'; one that stops ends the trajectory early.
 *
 * <p>Immutable and thread-safe, as far as the event detectors are.
 */
public final class OdeSolver {
    /** In one piece of the inputs: some seconds of work, after which something is wrong with the method or the problem. */
    private static final int MAX_EVALUATIONS = 5_000_000;

    /** An explicit method whose step times the norm of the Jacobian is beyond this is held by stability, not accuracy. */
    private static final double STIFF_STEP = 1;

    private final OdeSystem system;
    private final SensitivityEquations sensitivities;
    private final Tolerances tolerances;
    private final IntegratorFactory integrators;
    private final List<ODEEventDetector> events;

    /**
     * Solve a system by Dormand–Prince 8(5,3), without events.
     *
     * <p>Not by {@link IntegratorFactory#AUTOMATIC}, whose explicit pair has order 5 only and needs more evaluations at
     * tight tolerances; choose that, or {@link IntegratorFactory#RODAS}, for equations that are or may be stiff.
     *
     * @param tolerances the error that a step may make, in the unit of the states
     */
    public OdeSolver(OdeSystem system, Tolerances tolerances) {
        this(system, new SensitivityEquations(system), tolerances, IntegratorFactory.DORMAND_PRINCE_853, List.of());
    }

    private OdeSolver(
            OdeSystem system,
            SensitivityEquations sensitivities,
            Tolerances tolerances,
            IntegratorFactory integrators,
            List<ODEEventDetector> events) {
        this.system = system;
        this.sensitivities = sensitivities;
        this.tolerances = tolerances;
        this.integrators = integrators;
        this.events = List.copyOf(events);
    }

    /** Return a solver with another integrator. */
    public OdeSolver withIntegrator(IntegratorFactory other) {
        return new OdeSolver(system, sensitivities, tolerances, other, events);
    }

    /** Return a solver with one event more. */
    public OdeSolver withEvent(ODEEventDetector event) {
        List<ODEEventDetector> more = new ArrayList<>(events);
        more.add(event);
        return new OdeSolver(system, sensitivities, tolerances, integrators, more);
    }

    /**
     * Solve from x₀ at times[0].
     *
     * @param x0 initial state [N]. Not modified
     * @param p parameters [M]. Not modified
     * @param inputs inputs over the whole time
     * @param times grid, strictly increasing, two or more. Not modified
     * @throws IllegalArgumentException if a shape does not fit, a number is not finite, the grid does not increase, or the
     *     inputs do not cover it
     * @throws IntegrationException if the trajectory cannot be continued to the end
     */
    public OdeTrajectory solve(double[] x0, double[] p, InputSignal inputs, double[] times) {
        return new Run(x0, p, inputs, times, false).trajectory();
    }

    /**
     * Solve as {@link #solve}, with ∂x/∂x₀ and ∂x/∂p at every time of the grid: N(N + M) equations more, which do not
     * take part in the choice of steps.
     *
     * @param x0 initial state [N]. Not modified
     * @param p parameters [M]. Not modified
     * @param inputs inputs over the whole time
     * @param times grid, strictly increasing, two or more. Not modified
     * @throws IllegalArgumentException as {@link #solve}
     * @throws IntegrationException as {@link #solve}
     */
    public OdeTrajectory solveWithSensitivities(double[] x0, double[] p, InputSignal inputs, double[] times) {
        return new Run(x0, p, inputs, times, true).trajectory();
    }

    static void checkCoverage(InputSignal inputs, double[] times) {
        double last = times[times.length - 1];
        if (inputs.begin() > times[0] || inputs.end() < last) {
            throw new IllegalArgumentException("inputs from t = " + inputs.begin() + " to " + inputs.end()
                    + ", expected from " + times[0] + " to " + last + ": the inputs must cover the integration");
        }
    }

    /** One solution under way. */
    private final class Run {
        private final CompiledOde ode;
        private final ExpandableODE equations;
        private final double[] times;
        private final double[] x0;
        private final InputSignal inputs;
        private final boolean sensitive;
        private final List<double[]> states = new ArrayList<>();
        private final List<double[]> variations = new ArrayList<>();
        private final List<IntegrationReport> reports = new ArrayList<>();

        Run(double[] x0, double[] p, InputSignal inputs, double[] times, boolean sensitive) {
            Shapes.check("state", x0, system.stateCount());
            Shapes.checkFinite("state", x0, system.states());
            TimeGrid.check(times);
            if (times.length < 2) {
                throw new IllegalArgumentException("times = 1×1, expected two or more");
            }
            this.ode = new CompiledOde(system, p, inputs);
            checkCoverage(inputs, times);
            this.x0 = x0;
            this.inputs = inputs;
            this.times = times.clone();
            this.sensitive = sensitive;
            this.equations = new ExpandableODE(ode);
            if (sensitive) {
                equations.addSecondaryEquations(new VariationalOde(sensitivities, ode));
            }
        }

        OdeTrajectory trajectory() {
            double last = times[times.length - 1];
            double span = last - times[0];
            // Hipparchus cannot step below what the clock resolves.
            double shortest = Math.max(1e-13 * span, 4 * Math.max(Math.ulp(times[0]), Math.ulp(last)));
            ODEIntegrator integrator = integrators.create(shortest, span, tolerances);
            integrator.setMaxEvaluations(MAX_EVALUATIONS);
            events.forEach(integrator::addEventDetector);
            integrator.addStepHandler(interpolator -> {
                ODEStateAndDerivative reached = interpolator.getCurrentState();
                checkFinite(reached, interpolator.getPreviousState().getTime());
                // The end of a step may miss a time of the grid by roundings of the clock.
                double rounding = 4 * Math.ulp(reached.getTime());
                while (states.size() < times.length && times[states.size()] <= reached.getTime() + rounding) {
                    double t = times[states.size()];
                    boolean atEnd = Math.abs(t - reached.getTime()) <= rounding;
                    keep(atEnd ? reached : interpolator.getInterpolatedState(t));
                }
            });
            ODEState state = sensitive
                    ? new ODEState(times[0], x0, new double[][] {VariationalOde.start(sensitivities, x0)})
                    : new ODEState(times[0], x0);
            keep(state);
            double t = times[0];
            int evaluations = 0;
            while (t < last) {
                double pieceEnd = Math.min(last, inputs.pieceEnd(t));
                ode.beginPiece(t);
                if (integrator instanceof AdaptiveStepsizeIntegrator adaptive) {
                    adaptive.setInitialStepSize(firstStep(t, state.getPrimaryState(), pieceEnd - t, shortest));
                }
                ODEStateAndDerivative end = integrate(integrator, state, t, pieceEnd);
                evaluations += integrator.getEvaluations();
                addReport(integrator);
                if (pieceEnd - end.getTime() > shortest) {
                    state = end;
                    t = end.getTime();
                    break;
                }
                t = pieceEnd;
                state = sensitive
                        ? new ODEState(t, end.getPrimaryState(), new double[][] {end.getSecondaryState(1)})
                        : new ODEState(t, end.getPrimaryState());
            }
            return new OdeTrajectory(times, states, variations, t, state.getPrimaryState(), evaluations, reports);
        }

        private void addReport(ODEIntegrator integrator) {
            if (integrator instanceof RodasIntegrator rodas) {
                reports.add(rodas.report());
            } else if (integrator instanceof AutomaticIntegrator automatic) {
                reports.add(automatic.report());
            }
        }

        /** Hipparchus' own first step would come from a trial that may leave the domain of f. */
        private double firstStep(double t, double[] x, double interval, double shortest) {
            double[] f = ode.computeDerivatives(t, x);
            double state = 0;
            double rate = 0;
            for (int i = 0; i < x.length; i++) {
                double scale = tolerances.absolute() + tolerances.relative() * Math.abs(x[i]);
                state += x[i] * x[i] / (scale * scale * x.length);
                rate += f[i] * f[i] / (scale * scale * x.length);
                if (!Double.isFinite(f[i])) {
                    throw failure(
                            t, i, Double.NaN, IntegrationException.Cause.NON_FINITE, "has the rate " + f[i], null);
                }
            }
            double h = new StepSizeController(4).firstStep(Math.sqrt(state), Math.sqrt(rate), interval);
            return Math.max(h, shortest);
        }

        private ODEStateAndDerivative integrate(ODEIntegrator integrator, ODEState state, double t, double end) {
            try {
                return integrator.integrate(equations, state, end);
            } catch (MathIllegalArgumentException | MathIllegalStateException e) {
                ODEStateAndDerivative reached = integrator.getStepStart();
                double[] x = reached == null ? state.getPrimaryState() : reached.getPrimaryState();
                double time = reached == null ? t : reached.getTime();
                throw failure(
                        time,
                        componentToBlame(e, time, x),
                        integrator.getCurrentSignedStepsize(),
                        likelyCause(integrator, time, x),
                        "could not be continued (" + e.getMessage() + ")",
                        e);
            }
        }

        private IntegrationException.Cause likelyCause(ODEIntegrator integrator, double time, double[] x) {
            if (integrator.getEvaluations() < integrator.getMaxEvaluations()) {
                return IntegrationException.Cause.STEP_UNDERFLOW;
            }
            double norm = 0;
            for (double[] row : ode.computeMainStateJacobian(time, x, new double[0])) {
                double sum = 0;
                for (double entry : row) {
                    sum += Math.abs(entry);
                }
                norm = Math.max(norm, sum);
            }
            return norm * Math.abs(integrator.getCurrentSignedStepsize()) > STIFF_STEP
                    ? IntegrationException.Cause.STIFFNESS
                    : IntegrationException.Cause.TOO_MANY_EVALUATIONS;
        }

        /** The one the integrator names, where it does and it is a state; else the one that moves fastest. */
        private int componentToBlame(Exception e, double time, double[] x) {
            if (e instanceof StepFailedException failed && failed.component() < x.length) {
                return failed.component();
            }
            double[] f = ode.computeDerivatives(time, x);
            int worst = 0;
            for (int i = 1; i < f.length; i++) {
                worst = Math.abs(f[i]) > Math.abs(f[worst]) ? i : worst;
            }
            return worst;
        }

        private void keep(ODEState at) {
            states.add(at.getPrimaryState().clone());
            if (sensitive) {
                variations.add(at.getSecondaryState(1).clone());
            }
        }

        private void checkFinite(ODEStateAndDerivative reached, double from) {
            double[] x = reached.getPrimaryState();
            for (int i = 0; i < x.length; i++) {
                if (!Double.isFinite(x[i])) {
                    throw failure(
                            from,
                            i,
                            reached.getTime() - from,
                            IntegrationException.Cause.NON_FINITE,
                            "became " + x[i],
                            null);
                }
            }
        }

        private IntegrationException failure(
                double time,
                int component,
                double step,
                IntegrationException.Cause cause,
                String finding,
                @Nullable Throwable source) {
            return new IntegrationException(time, system.stateName(component), step, cause, finding, source);
        }
    }
}
