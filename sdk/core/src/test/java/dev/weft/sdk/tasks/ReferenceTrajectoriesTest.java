package dev.weft.sdk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.testing.SharedData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation against the first eight trajectories of each published file. */
class ReferenceTrajectoriesTest {
    /** Rounding that the steps carry on, over up to a hundred steps; 2e-12 was seen. */
    private static final double ROUNDING = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "MSD, TRAIN, msd_train, x, v, x, v",
        "MSD, TEST, msd_test, x, v, x, v",
        "MSD_ZERO, TRAIN, msdzero_train, x, v, x, v",
        "MSD_ZERO, TEST, msdzero_test, x, v, x, v",
        "LV, TRAIN, lv_train, clip_prey, clip_pred, full_prey, full_pred",
        "LV, TEST, lv_test, clip_prey, clip_pred, full_prey, full_pred"
    })
    void beginAsPublished(
            PublishedTask task, Split split, String file, String in0, String in1, String out0, String out1) {
        Table published = Tables.read(SharedData.require("warp/ref_" + file + "_first8.csv"));
        double[][] inputs = {published.numbers(in0), published.numbers(in1)};
        double[][] targets = {published.numbers(out0), published.numbers(out1)};
        double[] trajectory = published.numbers("traj");
        double[] step = published.numbers("i");

        Trajectories made = task.generate(split, done -> {});

        assertThat(published.rows()).isEqualTo(8 * 256);
        for (int row = 0; row < published.rows(); row++) {
            int n = (int) trajectory[row];
            int t = (int) step[row];
            for (int c = 0; c < 2; c++) {
                assertThat(made.input(n, t, c)).as(published.where(row)).isCloseTo(inputs[c][row], within(ROUNDING));
                assertThat(made.target(n, t, c)).as(published.where(row)).isCloseTo(targets[c][row], within(ROUNDING));
            }
        }
    }
}
