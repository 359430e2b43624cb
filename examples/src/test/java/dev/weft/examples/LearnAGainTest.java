package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.steady.SteadyModel;
import org.junit.jupiter.api.Test;

class LearnAGainTest {
    @Test
    void aPumpThatClogsIsFollowedByAConstantGain() {
        Printed printed = new Printed();
        SteadyModel learned = LearnAGain.run(printed.stream());

        // A level above the expected one tells of a stronger pump; what is known stays.
        assertThat(learned.gain(0, 0)).isPositive();
        for (int known = 1; known < 7; known++) {
            assertThat(learned.gain(known, 0)).isZero();
        }
        assertThat(printed.toString()).contains("5996 s: the pump gives");
    }
}
