package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Twin;
import org.junit.jupiter.api.Test;

class LiveTwinTest {
    @Test
    void refusesTheStuckSensorForecastsAndRollsBack() {
        Printed printed = new Printed();

        Twin pump = LiveTwin.follow(LiveTwin.station(), printed.stream());

        assertThat(printed.toString().lines())
                .filteredOn(line -> line.endsWith("refused: sensor stuck"))
                .as("readings 501 to 529 repeat the one before")
                .hasSizeBetween(15, 29);
        assertThat(printed.toString()).contains("level in five minutes: ", "recorded as version 301");
        // One entry at the start, one for each of 300 readings, one for the rollback.
        assertThat(pump.version()).isEqualTo(301);
    }
}
