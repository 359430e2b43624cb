package dev.weft.twins.cli;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Sampling;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.simulation.Excitation;
import dev.weft.sdk.simulation.SamplingGuess;
import dev.weft.sdk.simulation.Trajectory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
                "Make data from a prior: series, time, inputs and noisy outputs. The same seed gives the same file. With --usual no "
                        + "further options are needed: weft simulate dc-motor --usual --out motor.csv",
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

    @Option(
            names = "--usual",
            description =
                    "What the prior calls a usual record: its length and step, inputs that step at random within their usual "
                            + "ranges, the noise of its sensors. Other options change single parts of it.")
    boolean usual;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "Length of a series. Needed without --usual.")
    @Nullable
    Double duration;

    @Option(names = "--step", paramLabel = "SECONDS", description = "Time between two rows. Needed without --usual.")
    @Nullable
    Double step;

    @Option(
            names = "--noise",
            paramLabel = "SD",
            description = "Standard deviation of the noise on every output, in its unit (default 0, or --usual).")
    @Nullable
    Double noise;

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
            description = "Seed of noise, spread and random inputs (default ${DEFAULT-VALUE}).")
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
        double[] times = times(prior);
        Simulation simulation = new Simulation(prior, values, initial, times);
        simulation.readInputs(
                inputs, usual ? new Excitation(prior).draw(times.length, new SplittableRandom(seed)) : null);
        out.requireTable();
        List<Trajectory> runs;
        try (Progress progress = new Progress("simulating", count)) {
            runs = simulation.run(seed, count, spread, noise(prior), progress::stepTo);
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

    private double needed(String option, @Nullable Double given, PhysicsPrior prior, double usually) {
        if (given == null && !usual) {
            throw new DataException(option
                    + " is missing, expected a time in seconds; or --usual for the usual record of " + prior.name());
        }
        double value = given == null ? usually : given;
        requirePositive(option, value);
        return value;
    }

    /** The standard deviation of each sensor's noise [Q]. */
    private double[] noise(PhysicsPrior prior) {
        if (noise == null && usual) {
            return prior.outputs().stream().mapToDouble(Output::noise).toArray();
        }
        double[] all = new double[prior.outputs().size()];
        Arrays.fill(all, noise == null ? 0 : noise);
        return all;
    }

    private void requireRows(double duration, double step) {
        requireNotNegative("--noise", noise == null ? 0 : noise);
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
    private double[] times(PhysicsPrior prior) {
        Sampling usually = usual ? SamplingGuess.of(prior) : new Sampling(1, 2);
        double step = needed("--step", this.step, prior, usually.step());
        double duration = needed("--duration", this.duration, prior, usually.step() * (usually.samples() - 1));
        requireRows(duration, step);
        int rows = (int) Math.floor(duration / step * (1 + 1e-12)) + 1;
        double[] times = new double[rows];
        for (int i = 0; i < rows; i++) {
            times[i] = i * step;
        }
        return times;
    }
}
