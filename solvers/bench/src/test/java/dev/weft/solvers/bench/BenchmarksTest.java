package dev.weft.solvers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark runs and tells what it measured; how fast anything is no test asks. */
class BenchmarksTest {
    private static final Stopwatch HURRIED = new Stopwatch(1e-4, 1e-4);

    static List<Benchmark> small() {
        return List.of(
                new KernelBenchmark(50, 200),
                new FleetOdeBenchmark(64),
                new FleetFilterBenchmark(64),
                new HipparchusBenchmark(16),
                new StiffBenchmark(),
                new GemmBenchmark(16),
                new RecurrenceBenchmark(64));
    }

    @ParameterizedTest
    @MethodSource("small")
    void measuresWhatItSays(Benchmark benchmark) {
        List<String> progress = new ArrayList<>();

        List<Case> cases = benchmark.run(HURRIED, progress::add);

        assertThat(cases).isNotEmpty();
        assertThat(progress).hasSizeLessThanOrEqualTo(benchmark.size());
        assertThat(cases).allSatisfy(BenchmarksTest::isSane);
        assertThat(cases.stream().map(BenchmarksTest::names)).doesNotHaveDuplicates();
    }

    /** What was measured is a positive number, what is told of the case is there. */
    private static void isSane(Case measured) {
        assertThat(measured.values()).isNotEmpty().allSatisfy((name, value) -> {
            assertThat(name).matches("[a-z0-9_]+");
            if (value instanceof Number number) {
                assertThat(number.doubleValue()).as(name).isFinite().isPositive();
            } else {
                assertThat(value.toString()).as(name).isNotBlank();
            }
        });
    }

    /** What tells a case from the others: all but the measured figures. */
    private static String names(Case measured) {
        StringBuilder names = new StringBuilder();
        measured.values().forEach((name, value) -> {
            if (!(value instanceof Double) || name.equals("tolerance")) {
                names.append(name).append('=').append(value).append(' ');
            }
        });
        return names.toString();
    }

    @Test
    void allAreHereUnderTheirNames() {
        assertThat(Benchmarks.all().stream().map(Benchmark::name))
                .containsExactlyElementsOf(small().stream().map(Benchmark::name).toList());
        assertThat(Benchmarks.all()).allSatisfy(benchmark -> {
            assertThat(benchmark.about()).isNotBlank();
            assertThat(benchmark.size()).isPositive();
        });
    }
}
