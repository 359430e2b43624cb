package dev.weft.sdk.hybrid;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.residual.ResidualInput;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.residual.ResidualTarget;
import dev.weft.sdk.residual.ResidualTarget.Kind;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Choose what the network reads and is added to, and the scales that make both of order one: means and standard
 * deviations along the calibrated free run.
 */
final class ResidualDesign {
    private static final String EACH_STATE = "state";
    private static final String EACH_OUTPUT = "output";

    private final PhysicsPrior prior;
    private final List<Row> rows = new ArrayList<>();

    /** One sample of the calibrated run: states, rates, inputs, outputs. */
    private record Row(double[] x, double[] rates, double[] u, double[] y) {}

    /**
     * Go over the calibrated run.
     *
     * @param parameters physical values [M]. Not modified
     */
    ResidualDesign(PhysicsPrior prior, double[] parameters, List<MeasuredSeries> series, List<Trajectory> simulated) {
        this.prior = prior;
        OdeSystem system = prior.system();
        double[] scratch = system.rates().newScratch();
        for (int s = 0; s < series.size(); s++) {
            Trajectory run = simulated.get(s);
            for (int i = 0; i < run.length(); i++) {
                double[] u = series.get(s).inputs(i);
                double[] arguments = Vectors.concat(run.states(i), parameters, u);
                double[] rates = new double[system.stateCount()];
                system.rates().evaluate(arguments, rates, scratch);
                rows.add(new Row(run.states(i), rates, u, run.outputs(i)));
            }
        }
    }

    /**
     * Return the network.
     *
     * @throws IllegalArgumentException if a name in {@code on} is neither a state nor an output
     */
    ResidualNetwork network(ResidualSettings settings) {
        List<ResidualInput> inputs = new ArrayList<>();
        for (int i = 0; i < prior.states().size(); i++) {
            int index = i;
            inputs.add(input(prior.states().get(i).name(), row -> row.x[index]));
        }
        for (int k = 0; k < prior.inputs().size(); k++) {
            int index = k;
            inputs.add(input(prior.inputs().get(k).name(), row -> row.u[index]));
        }
        return new ResidualNetwork(
                settings.hidden(), settings.activation(), inputs, targets(settings.on()), settings.live());
    }

    private ResidualInput input(String name, ToDoubleFunction<Row> value) {
        double mean = mean(value);
        return new ResidualInput(name, mean, size(row -> value.applyAsDouble(row) - mean));
    }

    private List<ResidualTarget> targets(List<String> on) {
        Set<ResidualTarget> targets = new LinkedHashSet<>();
        List<String> states = prior.states().stream().map(State::name).toList();
        List<String> outputs = prior.outputs().stream().map(Output::name).toList();
        for (String name : on) {
            if (name.equals(EACH_STATE)) {
                uncertain().forEach(i -> targets.add(ofState(i)));
            } else if (name.equals(EACH_OUTPUT)) {
                for (int k = 0; k < outputs.size(); k++) {
                    targets.add(ofOutput(k));
                }
            } else if (states.contains(name)) {
                targets.add(ofState(states.indexOf(name)));
            } else if (outputs.contains(name)) {
                targets.add(ofOutput(outputs.indexOf(name)));
            } else {
                throw new IllegalArgumentException("the network shall be added to '" + name
                        + "', expected state, output, or one of "
                        + Stream.concat(states.stream(), outputs.stream())
                                .distinct()
                                .toList());
            }
        }
        return List.copyOf(targets);
    }

    /** An equation without a parameter, as that position changes by velocity, is a definition: nothing is to be added. */
    private List<Integer> uncertain() {
        OdeSystem system = prior.system();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < system.stateCount(); i++) {
            boolean holdsParameter =
                    Derivative.jacobian(List.of(system.rateExpressions().get(i)), system.parameters()).stream()
                            .anyMatch(slope -> !slope.isConstant(0));
            if (holdsParameter) {
                found.add(i);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no equation of prior " + prior.name()
                    + " holds a parameter, expected one or more; name the states that the network is added to");
        }
        return found;
    }

    private ResidualTarget ofState(int i) {
        return new ResidualTarget(Kind.STATE, prior.states().get(i).name(), size(row -> row.rates[i]));
    }

    private ResidualTarget ofOutput(int k) {
        double mean = mean(row -> row.y[k]);
        return new ResidualTarget(Kind.OUTPUT, prior.outputs().get(k).name(), size(row -> row.y[k] - mean));
    }

    private double mean(ToDoubleFunction<Row> value) {
        return rows.stream().mapToDouble(value).average().orElse(0);
    }

    /** Root mean square; 1 of what never moves, which then stays what it is. */
    private double size(ToDoubleFunction<Row> value) {
        double square =
                rows.stream().mapToDouble(value).map(v -> v * v).average().orElse(0);
        double size = Math.sqrt(square);
        return size > 1e-12 && size < Double.POSITIVE_INFINITY ? size : 1;
    }
}
