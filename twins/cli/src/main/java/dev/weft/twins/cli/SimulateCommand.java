package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.simulation.Trajectory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Make data from a prior. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        header = "Make data from a prior.",
        description =
                "Make data from a prior: series, time, inputs and noisy outputs. The same seed gives the same file.",
        footer = {
            "",
            "Example: weft simulate mass-spring-damper --set mass=0.03 --set stiffness=10 \\",
            "             --set damping=0.1 --duration 1 --step 0.004 --noise 0.01 --seed 1 \\",
            "             --out oscillator.csv"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int MAX_ROWS = 50_000_000;

    @Parameters(index = "0", paramLabel = "PRIOR", description = "Prior to simulate, see weft priors.")
    String priorName = "";

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Value of a parameter, or of an input that is held; parameters are nominal otherwise.")
    Map<String, Double> values = new LinkedHashMap<>();

    @Option(names = "--initial", paramLabel = "STATE=VALUE", description = "Initial value of a state.")
    Map<String, Double> initial = new LinkedHashMap<>();

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description =
                    "Inputs by their names, each held from its row on; the column time tells when (seconds from the start), "
                            + "without it row i is at i steps.")
    @Nullable
    Path inputs;

    @Option(names = "--duration", required = true, paramLabel = "SECONDS", description = "Length of a series.")
    double duration;

    @Option(names = "--step", required = true, paramLabel = "SECONDS", description = "Time between two rows.")
    double step;

    @Option(
            names = "--noise",
            paramLabel = "SD",
            defaultValue = "0",
            description = "Standard deviation of the noise on every output, in its unit (default ${DEFAULT-VALUE}).")
    double noise;

    @Option(
            names = "--spread",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "Let parameters that are not set differ from series to series: standard deviation of their coordinate, "
                            + "about the relative spread (default ${DEFAULT-VALUE}).")
    double spread;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of noise and spread (default ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of series (default ${DEFAULT-VALUE}).")
    int count;

    @Mixin
    OutputOptions out = new OutputOptions();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        PhysicsPrior prior = new ModelSource().prior(priorName);
        requireSizes();
        Simulation simulation = new Simulation(prior, values, initial, times());
        simulation.readInputs(inputs);
        out.requireTable();
        List<Trajectory> runs;
        try (Progress progress = new Progress("simulating", count)) {
            runs = simulation.run(seed, count, spread, noise, progress::stepTo);
        }
        Table table = simulation.table(runs);
        out.write(table);
        if (output.json) {
            JsonOutput.print(JsonOutput.newObject()
                    .put("prior", prior.name())
                    .put("out", out.path().toString())
                    .put("series", count)
                    .put("rows", table.rows()));
        } else {
            System.out.println(table.rows() + " rows of " + prior.name() + " written to " + out.path());
        }
        return 0;
    }

    private void requireSizes() {
        requirePositive("--duration", duration);
        requirePositive("--step", step);
        requireNotNegative("--noise", noise);
        requireNotNegative("--spread", spread);
        if (count < 1) {
            throw new DataException("--count = " + count + ", expected 1 or more series");
        }
        double rows = count * (Math.floor(duration / step) + 1);
        if (rows > MAX_ROWS) {
            throw new DataException(
                    "--duration, --step and --count ask for " + (long) rows + " rows, expected at most " + MAX_ROWS);
        }
    }

    private static void requirePositive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new DataException(option + " = " + value + ", expected a finite number > 0");
        }
    }

    private static void requireNotNegative(String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new DataException(option + " = " + value + ", expected a finite number >= 0");
        }
    }

    /** Rows at 0, step, 2·step … up to the duration, which a rounding error shall not cut off. */
    private double[] times() {
        int rows = (int) Math.floor(duration / step * (1 + 1e-12)) + 1;
        double[] times = new double[rows];
        for (int i = 0; i < rows; i++) {
            times[i] = i * step;
        }
        return times;
    }
}
