package dev.weft.sdk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.data.DataException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Validation against figures that are published or were taken from the published data. */
class PublishedTaskTest {
    private static Trajectories make(PublishedTask task, Split split) {
        return task.generate(split, done -> {});
    }

    /** Return least and greatest target of all trajectories. */
    private static double[] range(Trajectories data) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < data.count(); n++) {
            for (int t = 0; t < data.steps(); t++) {
                for (int c = 0; c < data.targetChannels(); c++) {
                    least = Math.min(least, data.target(n, t, c));
                    most = Math.max(most, data.target(n, t, c));
                }
            }
        }
        return new double[] {least, most};
    }

    @Test
    void theFirstOscillatorBeginsAsPublished() {
        Trajectories train = make(PublishedTask.MSD, Split.TRAIN);

        assertThat(train.input(0, 0, 0)).isEqualTo(1);
        assertThat(train.input(0, 0, 1)).isZero();
        assertThat(train.input(0, 1, 0)).isCloseTo(0.99605961, within(5e-9));
        assertThat(train.input(0, 1, 1)).isCloseTo(-2.0050772, within(5e-8));
    }

    @Test
    void theFirstStartIsDrawnAsPublished() {
        Trajectories train = make(PublishedTask.MSD_ZERO, Split.TRAIN);

        assertThat(train.input(0, 0, 0)).isCloseTo(0.83034801, within(5e-9));
        assertThat(train.input(0, 0, 1)).isCloseTo(0.34998454, within(5e-9));
    }

    /** The extremes are those of the published training data: one trajectory that differs would hardly leave them. */
    @ParameterizedTest
    @EnumSource(names = {"MSD", "MSD_ZERO", "LV"})
    void theTrainingTargetsSpanTheNormalisation(PublishedTask task) {
        double[] range = range(make(task, Split.TRAIN));

        // MSD's is known to 16 digits, the others to 10.
        double known = task == PublishedTask.MSD ? 1e-12 : 1e-7;
        assertThat(range[0]).isCloseTo(task.facts().normalisation().minimum(), within(known));
        assertThat(range[1]).isCloseTo(task.facts().normalisation().maximum(), within(known));
    }

    @ParameterizedTest
    @EnumSource
    void hasItsSizes(PublishedTask task) {
        List<Integer> told = new ArrayList<>();
        Trajectories test = task.generate(Split.TEST, told::add);

        assertThat(test.count()).isEqualTo(task.facts().split(Split.TEST).size());
        assertThat(test.steps()).isEqualTo(task.facts().steps());
        assertThat(test.inputChannels()).isEqualTo(task.facts().inputs().size());
        assertThat(test.targetChannels()).isEqualTo(task.facts().targets().size());
        assertThat(told).hasSize(test.count()).endsWith(test.count());
    }

    /** What is drawn for all trajectories at once is drawn for all of them, however few are made. */
    @ParameterizedTest
    @EnumSource
    void theBeginningOfAPartIsThatOfTheWholePart(PublishedTask task) {
        Trajectories whole = make(task, Split.TEST);
        Trajectories few = task.generate(Split.TEST, 3, done -> {});

        assertThat(few.count()).isEqualTo(3);
        for (int t = 0; t < few.steps(); t++) {
            for (int c = 0; c < few.inputChannels(); c++) {
                assertThat(few.input(2, t, c)).isEqualTo(whole.input(2, t, c));
                assertThat(few.target(2, t, c)).isEqualTo(whole.target(2, t, c));
            }
        }
        int most = task.facts().split(Split.TEST).size();
        for (int size : new int[] {0, most + 1}) {
            assertThatThrownBy(() -> task.generate(Split.TEST, size, done -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("number of trajectories = " + size + ", expected 1 … " + most);
        }
    }

    @Test
    void theCopyRepeatsWhatWasShown() {
        Trajectories test = make(PublishedTask.LV, Split.TEST);

        for (int n = 0; n < 100; n++) {
            int shown = 0;
            while (test.input(n, shown, 0) != 0) {
                shown++;
            }
            assertThat(shown).isBetween(32, 63);
            for (int t = 0; t < 256; t++) {
                int within = t % (shown + 50);
                for (int c = 0; c < 2; c++) {
                    assertThat(test.target(n, t, c)).isEqualTo(within < shown ? test.input(n, within, c) : 0);
                    if (t >= shown) {
                        assertThat(test.input(n, t, c)).isZero();
                    }
                }
            }
        }
    }

    /** φ is below π/6 in size, so the first value tells it. */
    @Test
    void sinesAreSines() {
        TaskData data = PublishedTask.SINE.generate();
        Trajectories validation = data.validation().orElseThrow();

        TaskScore score = new TaskScorer(PublishedTask.SINE.facts())
                .score(validation, (n, t, c) -> Math.sin(2 * Math.PI * t / 15 + Math.asin(validation.input(n, 0, 0))));

        assertThat(validation.count()).isEqualTo(1_000);
        // Rounding; as NumPy's figure for the same predictor, some 1e-33.
        assertThat(score.mse()).isLessThan(1e-31);
        // NumPy 2.4: RandomState(10).uniform(-pi/6, pi/6).
        assertThat(Math.asin(data.train().input(0, 0, 0))).isCloseTo(0.28412631321802206, within(1e-15));
    }

    @Test
    void smallTrainingSetsAreBeginnings() {
        TaskData data = PublishedTask.SINE.generate();

        assertThat(data.train(10).count()).isEqualTo(10);
        assertThat(data.train(10).input(9, 3, 0)).isEqualTo(data.train().input(9, 3, 0));
        assertThat(data.task()).isEqualTo(PublishedTask.SINE);
        assertThatThrownBy(() -> data.train(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size of the subset of sine = 7, expected one of [1, 10, 100, 1000, 10000]");
        assertThatThrownBy(() -> data.train().first(10_001)).hasMessageContaining("expected 1 … 10000");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> make(PublishedTask.MSD, Split.VALIDATION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("split = validation, expected one of [train, test]");
        assertThatThrownBy(() -> PublishedTask.named("msd_zero"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nearest: 'msd-zero'");
        assertThat(PublishedTask.named("msd-zero")).isEqualTo(PublishedTask.MSD_ZERO);
        Trajectories waves = make(PublishedTask.SINE, Split.TEST);
        assertThatThrownBy(() -> waves.input(0, 16, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
