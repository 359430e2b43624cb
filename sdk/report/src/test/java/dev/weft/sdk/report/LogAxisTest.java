package dev.weft.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogAxisTest {
    @Test
    void putsTicksAtRoundNumbersHoweverWideTheRange() {
        assertThat(LogAxis.ticks(0.24, 0.65)).containsExactly(0.3, 0.4, 0.5);
        assertThat(LogAxis.ticks(0.015, 1.1)).containsExactly(0.02, 0.05, 0.1, 0.2, 0.5, 1.0);
        assertThat(LogAxis.ticks(2e-5, 3)).containsExactly(1e-4, 1e-3, 1e-2, 0.1, 1.0);
        assertThat(LogAxis.ticks(1e-30, 1e10)).hasSizeBetween(6, 9).contains(1e-30, 1e10);
        assertThat(LogAxis.ticks(0.31, 0.35)).containsExactly(0.31, 0.35);
    }
}
