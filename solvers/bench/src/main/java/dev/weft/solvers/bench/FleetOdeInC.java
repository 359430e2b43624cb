package dev.weft.solvers.bench;

import dev.weft.solvers.symbolic.Expr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measure the fleet step written in C, where a compiler is installed: planes that do not overlap, one loop, as a
 * careful person would write it, from the same equations.
 */
final class FleetOdeInC {
    private static final List<String> COMMAND = List.of("gcc", "-O3", "-march=native", "-o");

    private final int[] fleets;

    FleetOdeInC(int[] fleets) {
        this.fleets = fleets.clone();
    }

    /** Return the cases, none if there is no compiler. */
    List<Case> measure(Stopwatch clock) {
        try {
            Path folder = Files.createTempDirectory("weft-bench");
            try {
                Path source = folder.resolve("fleet.c");
                Path program = folder.resolve("fleet");
                Files.writeString(source, source(clock));
                List<String> compile = new ArrayList<>(COMMAND);
                compile.addAll(List.of(program.toString(), source.toString(), "-lm"));
                if (run(compile) == null) {
                    return List.of();
                }
                String printed = run(List.of(program.toString()));
                return printed == null
                        ? List.of()
                        : printed.lines().map(FleetOdeInC::parse).toList();
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the loop in C could not be written to the temporary folder", e);
        }
    }

    /** Run a program and return what it printed, null where it does not exist or fails. */
    private static @org.jspecify.annotations.Nullable String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? printed : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Case parse(String line) {
        String[] words = line.split(" ");
        return Case.of("system", words[0])
                .with("n", Integer.parseInt(words[1]))
                .with("precision", words[2])
                .with("threads", 1)
                .with("generator", "gcc")
                .measured("ns_per_twin_step", Double.parseDouble(words[3]));
    }

    private String source(Stopwatch clock) {
        StringBuilder c = new StringBuilder(PRELUDE);
        StringBuilder calls = new StringBuilder();
        for (OdeModel model : OdeModel.all()) {
            for (String type : List.of("double", "float")) {
                String function = (model.name() + "_" + type).replace('-', '_');
                c.append(step(model, type, function));
                for (int n : fleets) {
                    calls.append(String.format(
                            Locale.ROOT, "  MEASURE(%s, %s, \"%s\", %d);%n", function, type, model.name(), n));
                }
                c.append(driver(model, type, function));
            }
        }
        return c.append("int main(void) {\n  warm = ")
                .append(clock.warmUpSeconds())
                .append("; measure = ")
                .append(clock.seconds())
                .append(";\n")
                .append(calls)
                .append("  return 0;\n}\n")
                .toString();
    }

    private static final String PRELUDE = """
            #define _POSIX_C_SOURCE 199309L
            #include <stdio.h>
            #include <stdlib.h>
            #include <time.h>
            static double warm, measure;
            static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + 1e-9 * t.tv_nsec; }
            static int ascending(const void *a, const void *b) { double x = *(double *)a, y = *(double *)b; return (x > y) - (x < y); }
            #define MEASURE(f, type, name, n) do { \\
              type **p = planes_##f(n); double start = now(), calls = 1; \\
              while (now() - start < warm) { double s = now(); for (int c = 0; c < calls; c++) f(p, n); \\
                double d = now() - s; calls = d > 0 ? 0.004 * calls / d : 2 * calls; if (calls < 1) calls = 1; } \\
              static double sample[100000]; int count = 0; start = now(); \\
              while (count < 5 || (now() - start < measure && count < 100000)) { double s = now(); \\
                for (int c = 0; c < (int)calls; c++) f(p, n); sample[count++] = (now() - s) / (int)calls; } \\
              qsort(sample, count, sizeof(double), ascending); \\
              printf("%s %d %s %.6g\\n", name, n, #type, 1e9 * sample[count / 2] / n); } while (0)
            """;

    private static String step(OdeModel model, String type, String function) {
        List<Expr> states = model.system().states();
        List<Expr> others =
                model.symbols().subList(states.size(), model.symbols().size());
        StringBuilder c = new StringBuilder();
        c.append("__attribute__((noinline)) static void ")
                .append(function)
                .append("(")
                .append(type);
        c.append(" **p, int n) {\n");
        for (int k = 0; k < model.symbols().size(); k++) {
            c.append("  ")
                    .append(type)
                    .append(" *restrict p")
                    .append(k)
                    .append(" = p[")
                    .append(k)
                    .append("];\n");
        }
        c.append("  const ")
                .append(type)
                .append(" h = ")
                .append(FleetOdeBenchmark.STEP)
                .append(";\n");
        c.append("#pragma GCC ivdep\n  for (int i = 0; i < n; i++) {\n");
        for (int k = 0; k < others.size(); k++) {
            line(c, type, others.get(k).name(), "p" + (states.size() + k) + "[i]");
        }
        for (int k = 0; k < states.size(); k++) {
            line(c, type, "s" + k, "p" + k + "[i]");
        }
        String[] reach = {"", "h / 2", "h / 2", "h"};
        for (int stage = 0; stage < 4; stage++) {
            c.append("    ").append(type).append(" ");
            c.append(IntStream.range(0, states.size())
                    .mapToObj(k -> "k%d_" + k)
                    .collect(Collectors.joining(", "))
                    .replace("%d", Integer.toString(stage)));
            c.append(";\n    {\n");
            for (int k = 0; k < states.size(); k++) {
                String moved = stage == 0 ? "s" + k : "s" + k + " + " + reach[stage] + " * k" + (stage - 1) + "_" + k;
                line(c, type, states.get(k).name(), moved);
            }
            for (int k = 0; k < states.size(); k++) {
                c.append("      k").append(stage).append("_").append(k).append(" = ");
                c.append(model.system().rateExpressions().get(k)).append(";\n");
            }
            c.append("    }\n");
        }
        for (int k = 0; k < states.size(); k++) {
            c.append(String.format(
                    Locale.ROOT, "    p%1$d[i] = s%1$d + h / 6 * (k0_%1$d + 2 * (k1_%1$d + k2_%1$d) + k3_%1$d);%n", k));
        }
        return c.append("  }\n}\n").toString();
    }

    private static void line(StringBuilder c, String type, String name, String value) {
        c.append("      const ")
                .append(type)
                .append(" ")
                .append(name)
                .append(" = ")
                .append(value)
                .append(";\n");
    }

    private static String driver(OdeModel model, String type, String function) {
        int planes = model.symbols().size();
        String values = IntStream.range(0, planes)
                .mapToObj(k -> Double.toString(model.value(k)))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, """
                static %1$s **planes_%2$s(int n) {
                  static const double v[] = {%3$s};
                  %1$s **p = malloc(%4$d * sizeof(*p));
                  for (int k = 0; k < %4$d; k++) { p[k] = malloc(n * sizeof(**p)); for (int i = 0; i < n; i++) p[k][i] = v[k]; }
                  return p;
                }
                """, type, function, values, planes);
    }
}
