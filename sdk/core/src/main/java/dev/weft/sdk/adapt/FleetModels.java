package dev.weft.sdk.adapt;

import dev.weft.priors.State;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.ByLane;
import dev.weft.solvers.filter.Drift;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FlowCheck;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.fleet.StepMethod;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Say what the filter of a fleet estimates, for machines of which one model is known: its equations, coordinates, noise and
 * drift, with as many fixed steps of the classical Runge–Kutta method an interval as it takes.
 *
 * <p>{@link WeightFilter} controls the error of every interval, a {@link dev.weft.solvers.filter.FleetFilter} does not. So
 * the number of steps is found beforehand, where the model starts and two standard deviations of each weight either way: it
 * is doubled until the flow errs by less than {@value #ALLOWED} of a state and its usual spread. Thread-safe.
 */
public final class FleetModels {
    private static final double ALLOWED = 1e-6;
    private static final double REACH = 2;
    private static final int MOST_STEPS = 64;
    private static final StepMethod METHOD = ExplicitRungeKutta.ZONNEVELD_43;

    /** The step depends on the equations alone: machines that were calibrated one by one share it. */
    private static final Map<OdeSystem, Kernel> STEPS = Collections.synchronizedMap(new WeakHashMap<>());

    private FleetModels() {}

    /**
     * Translate a model, for intervals as long as usual.
     *
     * @param inputs typical inputs, with which the flow is tried [K]. Not modified
     * @throws IllegalArgumentException if 64 steps an interval are not enough, as for stiff equations, or the inputs are
     *     not K
     * @throws IntegrationException if the equations have no solution where the model starts
     */
    public static FilterModel of(PhysicsModel model, double[] inputs) {
        return of(model, inputs, model.samplingInterval());
    }

    /**
     * Translate a model.
     *
     * @param inputs typical inputs, with which the flow is tried [K]. Not modified
     * @param longest the longest interval that will be asked for, greater than 0 [s]
     * @throws IllegalArgumentException if 64 steps an interval are not enough, as for stiff equations, the inputs are not
     *     K, or the interval is not finite and greater than 0
     * @throws IntegrationException if the equations have no solution where the model starts
     */
    public static FilterModel of(PhysicsModel model, double[] inputs, double longest) {
        if (!(longest > 0) || Double.isInfinite(longest)) {
            throw new IllegalArgumentException("longest interval = " + longest + " s, expected a finite number > 0");
        }
        if (inputs.length != model.prior().inputs().size()) {
            throw new IllegalArgumentException("inputs = " + inputs.length + ", expected "
                    + model.prior().inputs().size());
        }
        return withSteps(model, steps(model, inputs, longest));
    }

    /**
     * Say when the flow of a filter errs too much for the states of a model: {@code FleetModels.of(model,
     * inputs).withFlowCheck(FleetModels.check(model, 1e-4))}.
     *
     * <p>At 10⁻⁴ of a state and its usual spread machines pass for which the steps were counted, and what passes errs by some
     * 10⁻⁶; see {@link FlowCheck}.
     *
     * @param tolerance of the estimate, greater than 0
     * @throws IllegalArgumentException if the tolerance is not finite and greater than 0
     */
    public static FlowCheck check(PhysicsModel model, double tolerance) {
        return new FlowCheck(
                tolerance, model.prior().states().stream().map(State::spread).toList());
    }

    /**
     * Put a machine into a lane: what its model says of it, which is also where parameters with a home are drawn back to. Its
     * noise is put there too, where the fleet has noise {@link ByLane}; else it is that of the model of the fleet.
     *
     * @param fleet made for a translation of this model, or of one with the same prior. Modified
     * @throws IllegalArgumentException if the model has another number of weights, or noise of a weight that has none in the
     *     model of the fleet
     */
    public static void put(FilterPlanes fleet, int lane, PhysicsModel machine) {
        GaussianEstimate start = machine.start();
        fleet.put(lane, start);
        for (int j = 0; j < fleet.homes().length; j++) {
            if (fleet.model().drifts().get(j).hasHome()) {
                fleet.homes()[j][lane] = start.mean()[j];
            }
        }
        List<Double> sensors = squares(machine.prior().outputs().size(), machine.noise()::measurement);
        write(fleet.outputVariances(), lane, sensors, "sensor noise");
        write(fleet.driftDensities(), lane, densities(machine), "drift");
        write(fleet.stateNoise(), lane, squares(machine.layout().stateCount(), machine.noise()::state), "state noise");
    }

    private static List<Double> densities(PhysicsModel machine) {
        return ParameterDrifts.of(machine).stream().map(Drift::density).toList();
    }

    private static void write(double[][] planes, int lane, List<Double> values, String what) {
        for (int k = 0; k < planes.length; k++) {
            if (planes[k].length > 0) {
                planes[k][lane] = values.get(k);
            } else if (values.get(k) != 0) {
                throw new IllegalArgumentException(
                        what + " " + k + " of the machine in lane " + lane + " = " + values.get(k)
                                + ", expected 0 as in the model of the fleet; make that of a machine with noise");
            }
        }
    }

    private static FilterModel withSteps(PhysicsModel model, int steps) {
        NoiseModel noise = model.noise();
        return FilterModel.of(
                        model.prior().system(), squares(model.prior().outputs().size(), noise::measurement))
                .withCoordinates(model.layout().parameterCoordinates())
                .withDrifts(ParameterDrifts.of(model))
                .withStateNoise(squares(model.layout().stateCount(), noise::state))
                .withFlow(METHOD, steps);
    }

    private static List<Double> squares(int count, IntToDoubleFunction deviation) {
        return IntStream.range(0, count)
                .mapToObj(i -> deviation.applyAsDouble(i) * deviation.applyAsDouble(i))
                .toList();
    }

    private static int steps(PhysicsModel model, double[] inputs, double longest) {
        Trial trial = new Trial(model, inputs, longest);
        GaussianEstimate start = model.start();
        int steps = trial.steps(start.mean(), 1, true);
        for (int i = 0; i < start.dimension(); i++) {
            for (double side : new double[] {-REACH, REACH}) {
                double[] theta = start.mean().clone();
                theta[i] += side * start.standardDeviation(i);
                steps = trial.steps(theta, steps, false);
            }
        }
        return steps;
    }

    /** Compares fixed steps with the flow that controls its error. */
    private static final class Trial {
        private final PhysicsModel model;
        private final double[] inputs;
        private final double longest;
        private final OdeFlow flow;
        private final Kernel step;
        private final double[] scratch;
        private final int m;
        private final int n;

        Trial(PhysicsModel model, double[] inputs, double longest) {
            OdeSystem system = model.prior().system();
            this.model = model;
            this.inputs = inputs;
            this.longest = longest;
            this.flow = new OdeFlow(system, Tolerances.STANDARD);
            this.m = system.parameterCount();
            this.n = system.stateCount();
            this.step = STEPS.computeIfAbsent(system, Trial::step);
            this.scratch = step.newScratch();
        }

        private static Kernel step(OdeSystem system) {
            Expr h = Expr.symbol("step");
            List<Expr> symbols = new ArrayList<>(system.states());
            symbols.addAll(system.parameters());
            symbols.addAll(system.inputs());
            return Kernel.compile(METHOD.next(system, h), symbols, List.of(h));
        }

        /** How many steps it takes at θ, at least {@code fewest}; a place that has no solution need not be reached. */
        int steps(double[] theta, int fewest, boolean required) {
            double[] p = new double[m];
            double[] x = new double[n];
            List<Coordinate> coordinates = model.layout().parameterCoordinates();
            for (int j = 0; j < m; j++) {
                p[j] = coordinates.get(j).toValue(theta[j]);
            }
            System.arraycopy(theta, m, x, 0, n);
            double[] exact = x.clone();
            try {
                flow.advance(0, longest, exact, p, inputs);
            } catch (IntegrationException e) {
                if (required) {
                    throw e;
                }
                return fewest;
            }
            for (int steps = fewest; steps <= MOST_STEPS; steps *= 2) {
                if (agrees(x, p, exact, steps)) {
                    return steps;
                }
            }
            throw new IllegalArgumentException("steps of prior " + model.prior().name() + " over " + longest
                    + " s = more than " + MOST_STEPS
                    + ", expected equations that are not stiff; read more often, or follow the machines one by one");
        }

        private boolean agrees(double[] x, double[] p, double[] exact, int steps) {
            double[] arguments = new double[n + m + inputs.length + 1];
            System.arraycopy(x, 0, arguments, 0, n);
            System.arraycopy(p, 0, arguments, n, m);
            System.arraycopy(inputs, 0, arguments, n + m, inputs.length);
            arguments[arguments.length - 1] = longest / steps;
            for (int i = 0; i < steps; i++) {
                step.evaluate(arguments, arguments, scratch);
            }
            List<State> states = model.prior().states();
            for (int i = 0; i < n; i++) {
                double allowed = ALLOWED * (Math.abs(exact[i]) + states.get(i).spread());
                if (!(Math.abs(arguments[i] - exact[i]) <= allowed)) {
                    return false;
                }
            }
            return true;
        }
    }
}
