package dev.weft.sdk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.bench.Case;
import dev.weft.solvers.bench.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark runs and tells what it measured; how fast anything is no test asks. */
class TrainBenchmarkTest {
    @Test
    void measuresEveryStructureInBothModes() {
        TrainBenchmark small = new TrainBenchmark("tiny", List.of(List.of(3)), 4, 6);
        List<String> progress = new ArrayList<>();
        List<Case> cases = small.run(new Stopwatch(1e-4, 1e-4), progress::add);
        assertThat(cases).hasSize(8).hasSize(progress.size());
        assertThat(progress.size()).isLessThanOrEqualTo(small.size());
        assertThat(cases)
                .allSatisfy(one -> assertThat((double) one.values().get("s_per_step"))
                        .isPositive()
                        .isFinite()
                        .isGreaterThanOrEqualTo((double) one.values().get("fastest_s_per_step")));
        assertThat(cases.stream()
                        .map(one -> one.values().get("structure") + " "
                                + one.values().get("mode"))
                        .distinct())
                .hasSize(8);
    }
}
