package dev.weft.sdk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.sdk.warp.Scaling;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskScorerTest {
    private static final TaskSignal SIGNAL = new TaskSignal("level", "m", "");

    /** Three steps, the last two scored, values 0 … 4. */
    private static final TaskFacts FACTS = new TaskFacts(
            "",
            List.of(SIGNAL),
            List.of(SIGNAL),
            List.of(new SplitFacts(Split.TEST, 2, 1)),
            List.of(),
            3,
            1,
            1,
            new Scaling.Range(0, 4),
            List.of(),
            "");

    private static Trajectories two(double... values) {
        double[][] plane = {values};
        return new Trajectories(2, 3, plane, plane);
    }

    /** By hand: errors 1, −2, 2, 1 of 1, 4, 0, 2. */
    @Test
    void meansAreOverTrajectoriesStepsAndChannels() {
        double[] predicted = {99, 2, 2, 99, 2, 3};

        TaskScore score = new TaskScorer(FACTS).score(two(5, 1, 4, 5, 0, 2), (n, t, c) -> predicted[3 * n + t]);

        assertThat(score.values()).isEqualTo(4);
        assertThat(score.mse()).isEqualTo(10.0 / 4);
        assertThat(score.mae()).isEqualTo(6.0 / 4);
        // The truth 0 has no relative error.
        assertThat(score.mape()).isCloseTo((1.0 + 2.0 / 4 + 1.0 / 2) / 3, offset(1e-15));
        // Normalised by half: truth −0.5, 1, −1, 0, errors 0.5, −1, 1, 0.5.
        assertThat(score.normalisedMse()).isCloseTo(10.0 / 16, offset(1e-15));
        assertThat(score.normalisedMae()).isCloseTo(6.0 / 8, offset(1e-15));
        assertThat(score.normalisedMape()).isCloseTo((1.0 + 1 + 1) / 3, offset(1e-15));
    }

    @Test
    void aPredictionThatIsNoNumberShows() {
        TaskScore score = new TaskScorer(FACTS).score(two(1, 1, 1, 1, 1, 1), (n, t, c) -> n + t == 3 ? Double.NaN : 1);

        assertThat(score.mse()).isNaN();
        assertThat(score.normalisedMae()).isNaN();
    }

    @Test
    void refusesTrajectoriesOfAnotherTask() {
        TaskScorer scorer = new TaskScorer(PublishedTask.MSD.facts());

        assertThatThrownBy(() -> scorer.score(two(1, 2, 3, 4, 5, 6), (n, t, c) -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trajectories = 3×1, expected 256×2 as in the task");
    }

    /** Validation: what zeros in raw units score was measured on the published data: 1.40e-2 and 0.81e-2. */
    @Test
    void zerosScoreAsMeasuredElsewhere() {
        assertThat(zeros(PublishedTask.MSD)).isCloseTo(1.40e-2, within(0.005e-2));
        assertThat(zeros(PublishedTask.MSD_ZERO)).isCloseTo(0.81e-2, within(0.005e-2));
    }

    private static double zeros(PublishedTask task) {
        return new TaskScorer(task.facts())
                .score(task.generate(Split.TEST, done -> {}), (n, t, c) -> 0)
                .normalisedMse();
    }

    /** Validation: the exact solution scores 1.48e-4 raw, 2.1e-7 normalised, which is the integrator's own error. */
    @Test
    void theExactSolutionScoresTheGeneratorsError() {
        TaskFacts facts = PublishedTask.MSD.facts();
        double[] times = facts.times();
        Trajectories test = PublishedTask.MSD.generate(Split.TEST, done -> {});
        RandomState random = new RandomState(42);
        double[] m = random.uniform(0.01, 0.05, test.count());
        double[] k = random.uniform(2, 18, test.count());
        double[] c = random.uniform(0.01, 0.3, test.count());

        // x = e^{−at} (cos wt + (a/w) sin wt), v = −(k/m) e^{−at} sin(wt)/w with a = c/2m, w² = k/m − a²
        TaskScore score = new TaskScorer(facts).score(test, (n, step, channel) -> {
            double t = times[step];
            double a = c[n] / (2 * m[n]);
            double w2 = k[n] / m[n] - a * a;
            double w = Math.sqrt(Math.abs(w2));
            double cos = w2 < 0 ? Math.cosh(w * t) : Math.cos(w * t);
            double sin = w2 < 0 ? Math.sinh(w * t) : Math.sin(w * t);
            return Math.exp(-a * t) * (channel == 0 ? cos + a / w * sin : -k[n] / m[n] * sin / w);
        });

        assertThat(score.mse()).isCloseTo(1.48e-4, withinPercentage(0.5));
        assertThat(score.normalisedMse()).isCloseTo(2.1e-7, withinPercentage(3));
    }
}
