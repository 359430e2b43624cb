package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.guard.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunAFleetTest {
    @Test
    void keepsTheBrokenWireFromTheWeightsAndProvesAnEntry() {
        Printed printed = new Printed();
        Map<Finding, Integer> found = RunAFleet.run(printed.stream());

        assertThat(found.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(500 * 200);
        assertThat(printed.toString()).contains("-9999").contains("one of 128 entries of its block, proved: true");
    }
}
