package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.bench.TrainBenchmark;
import dev.weft.sdk.data.Nearest;
import dev.weft.solvers.bench.Benchmark;
import dev.weft.solvers.bench.Benchmarks;
import dev.weft.solvers.bench.Case;
import dev.weft.solvers.bench.Stopwatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measure what solvers, training and live twins cost on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = "Measure solvers, training and live twins on this machine, against peers.",
        description = {
            "Run the benchmark NAME and print what every case cost; without NAME list the benchmarks. Figures of a "
                    + "shared machine drift: compare within one run.",
            "A peer that is not installed (gcc, a system BLAS) is left out."
        },
        footer = {"", "Example: weft bench fleet-ode --json"})
final class BenchCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Benchmark to run.")
    @Nullable
    String name;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "Seconds without a faster run before a case is timed. Default: ${DEFAULT-VALUE}")
    double warmUp = Stopwatch.STANDARD.warmUpSeconds();

    @Option(names = "--seconds", paramLabel = "S", description = "Seconds to time a case. Default: ${DEFAULT-VALUE}")
    double seconds = Stopwatch.STANDARD.seconds();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        if (name == null) {
            list();
            return 0;
        }
        Benchmark benchmark = find(name);
        Stopwatch clock = new Stopwatch(warmUp, seconds);
        List<Case> cases;
        try (Progress progress = new Progress(benchmark.name(), benchmark.size())) {
            int[] begun = {0};
            cases = benchmark.run(clock, text -> progress.stepTo(begun[0]++));
        }
        if (output.json) {
            printJson(benchmark, cases);
        } else {
            System.out.print(table(cases));
        }
        return 0;
    }

    private static Benchmark find(String name) {
        List<Benchmark> all = all();
        return all.stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Nearest.unknown(
                        "weft bench",
                        "benchmark",
                        name,
                        all.stream().map(Benchmark::name).toList()));
    }

    private static List<Benchmark> all() {
        List<Benchmark> all = new ArrayList<>(Benchmarks.all());
        all.add(new TrainBenchmark());
        all.add(TrainBenchmark.small());
        all.add(new FleetLiveBenchmark());
        all.add(new FleetWaysBenchmark());
        return all;
    }

    private void list() {
        if (output.json) {
            ObjectNode object = JsonOutput.newObject();
            ArrayNode all = object.putArray("benchmarks");
            all().forEach(b -> all.addObject().put("name", b.name()).put("about", b.about()));
            JsonOutput.print(object);
            return;
        }
        TextTable table = new TextTable("ll", "benchmark", "what it measures");
        all().forEach(b -> table.row(b.name(), b.about()));
        System.out.print(table);
    }

    private static void printJson(Benchmark benchmark, List<Case> cases) {
        ObjectNode object = JsonOutput.newObject();
        object.put("bench", benchmark.name());
        object.putObject("machine")
                .put("java", System.getProperty("java.version"))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("architecture", System.getProperty("os.arch"));
        ArrayNode all = object.putArray("cases");
        for (Case one : cases) {
            ObjectNode node = all.addObject();
            one.values().forEach((key, value) -> node.set(key, node.pojoNode(value)));
        }
        JsonOutput.print(object);
    }

    private static TextTable table(List<Case> cases) {
        Set<String> names = new LinkedHashSet<>();
        cases.forEach(c -> names.addAll(c.values().keySet()));
        StringBuilder alignment = new StringBuilder();
        for (String column : names) {
            boolean text = cases.stream().anyMatch(c -> c.values().get(column) instanceof String);
            alignment.append(text ? 'l' : 'r');
        }
        TextTable table = new TextTable(
                alignment.toString(),
                names.stream().map(n -> n.replace('_', ' ')).toArray(String[]::new));
        for (Case one : cases) {
            table.row(names.stream().map(n -> cell(one.values().get(n))).toArray(String[]::new));
        }
        return table;
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double number ? TextTable.number(number) : value.toString();
    }
}
