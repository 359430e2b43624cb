package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookBeforeWeightsMoveTest {
    @Test
    void onlyTheReadingsThatNeedACloserLookAreHandedOver() {
        Printed printed = new Printed();
        int[] handed = LookBeforeWeightsMove.run(printed.stream());

        for (int i = 0; i < handed.length; i++) {
            if (i == LookBeforeWeightsMove.LIGHT) {
                assertThat(handed[i]).isEqualTo(199);
            } else {
                assertThat(handed[i]).as("machine %d", i).isEqualTo(i == LookBeforeWeightsMove.WILD ? 1 : 0);
            }
        }
        assertThat(printed.toString()).contains("machine 3: stiffness 50.00 N/m before, 50.00 afterwards");
    }
}
