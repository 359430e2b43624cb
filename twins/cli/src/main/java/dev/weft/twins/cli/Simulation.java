package dev.weft.twins.cli;

import dev.weft.priors.Input;
import dev.weft.priors.Output;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.priors.Units;
import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.simulation.FleetRun;
import dev.weft.sdk.simulation.FleetSimulator;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.ode.IntegrationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.jspecify.annotations.Nullable;

/** Set up and run simulations of a prior from values by name, and lay them out as a table. */
final class Simulation {
    /** Groups of lanes that a thread gets at a time: 512 lanes, the blocks of a fleet. */
    private static final int GROUPS_A_THREAD = 4;

    private final PhysicsPrior prior;
    private final Map<String, Double> values;
    private final double[] initial;
    private final double[] times;
    private final double[][] inputs;

    Simulation(PhysicsPrior prior, Map<String, Double> values, Map<String, Double> initial, double[] times) {
        this.prior = prior;
        this.values = values;
        this.times = times;
        this.initial = prior.states().stream()
                .mapToDouble(s -> initial.getOrDefault(s.name(), s.start()))
                .toArray();
        this.inputs = new double[times.length][prior.inputs().size()];
        List<String> known = Stream.concat(
                        prior.parameters().stream().map(Parameter::name),
                        prior.inputs().stream().map(Input::name))
                .toList();
        values.forEach((name, value) -> requireKnown("parameter or input", name, value, known));
        List<String> states = prior.states().stream().map(State::name).toList();
        initial.forEach((name, value) -> requireKnown("state", name, value, states));
        for (Parameter p : prior.parameters()) {
            Values.requireAdmitted(p, values.getOrDefault(p.name(), p.nominal()));
        }
    }

    private void requireKnown(String kind, String name, double value, List<String> known) {
        if (!known.contains(name)) {
            throw Nearest.unknown("prior " + prior.name(), kind, name, known);
        }
        if (!Double.isFinite(value)) {
            throw new DataException(kind + " " + name + " = " + value + ", expected a finite number");
        }
    }

    /**
     * Fill in the inputs: from a file, else the value set, else as drawn, else the prior's default.
     *
     * @param drawn inputs [T×K], or null if none were drawn. Not modified
     */
    void readInputs(@Nullable Path file, double @Nullable [][] drawn) {
        Table table = file == null ? null : Tables.read(file);
        if (table != null && prior.inputs().stream().noneMatch(i -> table.has(i.name()))) {
            throw new DataException(
                    file + " has no column of an input of " + prior.name() + ", expected one or more of "
                            + prior.inputs().stream().map(Input::name).toList());
        }
        for (int k = 0; k < prior.inputs().size(); k++) {
            Input input = prior.inputs().get(k);
            Double held = values.get(input.name());
            if (table != null && table.has(input.name())) {
                hold(k, table, input.name());
            } else if (held != null) {
                fill(k, held);
            } else if (drawn != null) {
                for (int i = 0; i < times.length; i++) {
                    inputs[i][k] = drawn[i][k];
                }
            } else {
                fill(
                        k,
                        input.fallback()
                                .orElseThrow(() -> new DataException("prior " + prior.name() + " needs its input "
                                        + input.name() + ": give a file (--inputs FILE with a column " + input.name()
                                        + "), hold it (--set " + input.name()
                                        + "=VALUE), or let it step at random (--usual)")));
            }
        }
    }

    private void fill(int k, double value) {
        for (double[] row : inputs) {
            row[k] = value;
        }
    }

    private void hold(int k, Table table, String name) {
        double[] given = table.numbers(name);
        if (given.length == 0) {
            throw new DataException(table.source() + " has no rows, expected one or more");
        }
        double[] since = table.has(Sampling.TIME) ? table.numbers(Sampling.TIME) : null;
        int row = 0;
        for (int i = 0; i < times.length; i++) {
            while (row + 1 < given.length
                    && (since == null ? row + 1 <= i : since[row + 1] - since[0] <= times[i] * (1 + 1e-12))) {
                row++;
                if (since != null && !(since[row] > since[row - 1])) {
                    throw new DataException(
                            table.where(row) + ": time = " + since[row] + ", expected one after " + since[row - 1]);
                }
            }
            inputs[i][k] = given[row];
        }
        double end = since == null
                ? (given.length - 1) * (times.length > 1 ? times[1] - times[0] : 1)
                : since[given.length - 1] - since[0];
        if (given.length > 1 && end + 1e-9 * Math.abs(end) < times[times.length - 1] - longestStep(since)) {
            throw new DataException(table.source() + " ends at " + end + " s, expected inputs up to "
                    + times[times.length - 1] + " s; shorten --duration");
        }
    }

    /** The last row holds for one more interval of the file. */
    private double longestStep(double @Nullable [] since) {
        return since == null || since.length < 2
                ? times[1] - times[0]
                : since[since.length - 1] - since[since.length - 2];
    }

    /** One series: random numbers of its own, so that a longer --count begins with the same series. */
    private final class Draw {
        final RandomGenerator random;
        final double[] parameters = new double[prior.parameters().size()];

        Draw(long seed, int s, double spread) {
            random = new Well19937c(new int[] {(int) seed, (int) (seed >>> 32), s});
            for (int j = 0; j < parameters.length; j++) {
                Parameter p = prior.parameters().get(j);
                Double set = values.get(p.name());
                double draw = spread * random.nextGaussian();
                parameters[j] = set != null
                        ? set
                        : p.coordinate().toValue(p.coordinate().toCoordinate(p.nominal()) + draw);
            }
        }

        Trajectory withNoise(Trajectory exact, double[] noise) {
            for (int i = 0; i < exact.length(); i++) {
                for (int k = 0; k < exact.outputs(i).length; k++) {
                    exact.outputs(i)[k] += noise[k] * random.nextGaussian();
                }
            }
            return exact;
        }
    }

    /** Run {@code count} series: one alone, several as a fleet. */
    List<Trajectory> run(long seed, int count, double spread, double[] noise, IntConsumer progress) {
        Draw first = new Draw(seed, 0, spread);
        if (count == 1) {
            Trajectory exact = new Simulator(prior).run(first.parameters, initial, times, inputs);
            progress.accept(1);
            return List.of(first.withNoise(exact, noise));
        }
        int threads = Runtime.getRuntime().availableProcessors();
        List<Trajectory> runs = new ArrayList<>(count);
        try (FleetSimulator fleet = FleetSimulator.suiting(prior, threads, first.parameters, initial, times, inputs)) {
            int together = threads * GROUPS_A_THREAD * FleetSimulator.GROUP;
            for (int from = 0; from < count; from += together) {
                runs.addAll(runTogether(fleet, seed, from, Math.min(count - from, together), spread, noise));
                progress.accept(runs.size());
            }
        }
        return runs;
    }

    private List<Trajectory> runTogether(
            FleetSimulator fleet, long seed, int from, int count, double spread, double[] noise) {
        // Lanes of a group share their steps. Groups are always full, so that a series does not depend on --count.
        int lanes = (count + FleetSimulator.GROUP - 1) / FleetSimulator.GROUP * FleetSimulator.GROUP;
        List<Draw> draws = IntStream.range(0, lanes)
                .mapToObj(lane -> new Draw(seed, from + lane, spread))
                .toList();
        FleetRun run =
                fleet.run(draws.stream().map(draw -> draw.parameters).toArray(double[][]::new), initial, times, inputs);
        SortedMap<Integer, IntegrationException> failures = run.failures().headMap(count);
        if (!failures.isEmpty()) {
            Map.Entry<Integer, IntegrationException> first =
                    failures.entrySet().iterator().next();
            IntegrationException reason = first.getValue();
            String others = failures.size() == 1 ? "" : "; so did " + (failures.size() - 1) + " of those after it";
            throw new DataException(
                    "series " + (from + first.getKey() + 1) + ": " + reason.getMessage() + others, reason);
        }
        return IntStream.range(0, count)
                .mapToObj(lane -> draws.get(lane).withNoise(run.trajectory(lane), noise))
                .toList();
    }

    Table table(List<Trajectory> runs) {
        int rows = runs.size() * times.length;
        List<String> names = new ArrayList<>(rows);
        double[] time = new double[rows];
        double[][] in = new double[prior.inputs().size()][rows];
        double[][] out = new double[prior.outputs().size()][rows];
        for (int s = 0; s < runs.size(); s++) {
            for (int i = 0; i < times.length; i++) {
                int row = s * times.length + i;
                names.add(Integer.toString(s + 1));
                time[row] = times[i];
                for (int k = 0; k < in.length; k++) {
                    in[k][row] = inputs[i][k];
                }
                for (int k = 0; k < out.length; k++) {
                    out[k][row] = runs.get(s).outputs(i)[k];
                }
            }
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.texts("series", names).withMeaning("number of the simulated series"));
        columns.add(Column.numbers("time", time).withUnit("s").withMeaning("seconds from the start of the series"));
        for (int k = 0; k < in.length; k++) {
            Input input = prior.inputs().get(k);
            columns.add(Column.numbers(input.name(), in[k])
                    .withUnit(Units.text(input.unit()))
                    .withMeaning(input.meaning()));
        }
        for (int k = 0; k < out.length; k++) {
            Output o = prior.outputs().get(k);
            columns.add(Column.numbers(o.name(), out[k])
                    .withUnit(Units.text(o.unit()))
                    .withMeaning(o.meaning()));
        }
        return Table.of("simulation", columns).withMetadata(Map.of("weft.prior", prior.name()));
    }
}
