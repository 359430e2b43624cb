package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.filter.Change;
import org.junit.jupiter.api.Test;

class FollowAFleetTest {
    @Test
    void findsTheMachineThatBrokeSoonAfterItDid() {
        Printed printed = new Printed();
        Change change = FollowAFleet.run(printed.stream());

        assertThat(change.lane()).isEqualTo(FollowAFleet.BROKEN);
        // Two seconds are 40 readings.
        assertThat(change.time()).isBetween(0.05 * FollowAFleet.BREAKS_AT, 0.05 * FollowAFleet.BREAKS_AT + 2);
        assertThat(printed.toString()).contains("changed: 1 of 200 machines");
    }
}
