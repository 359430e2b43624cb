package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.recurrence.Transition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static TrainingResult train(WarpSettings settings, TrainingSettings training) throws Exception {
        return new Trainer(settings, training, 2).train(Waves.data(), TrainingListener.NONE);
    }

    @Test
    void sameSeedSameBits() throws Exception {
        WarpSettings noisy = Waves.settings()
                .withUncertainty(true)
                .withInitial(InitialSettings.network(List.of(4)).withNoise(0.01));
        TrainingSettings training = Waves.training().withSampling(true);
        double[] first = train(noisy, training).parameters();
        assertThat(train(noisy, training).parameters()).isEqualTo(first);
        assertThat(train(noisy, training.withSeed(2)).parameters()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void sameBitsOnAnyNumberOfThreads(Precision precision) throws Exception {
        // 96 series are three shards, so that waves of one, two and three threads differ.
        TrainingSettings wide = Waves.training().withBatch(96).withEpochs(2);
        TrainingData data = new TrainingData(Waves.series(96, 1), List.of(), Waves.INTERVAL);
        double[][] found = new double[3][];
        for (int i = 0; i < 3; i++) {
            ResourceSettings resources = wide.resources().withThreads(i + 1).withPrecision(precision);
            found[i] = new Trainer(Waves.settings(), wide.withResources(resources), 2)
                    .train(data, TrainingListener.NONE)
                    .parameters();
        }
        assertThat(found[1]).isEqualTo(found[0]);
        assertThat(found[2]).isEqualTo(found[0]);
    }

    @ParameterizedTest
    @EnumSource(Structure.class)
    void learnsWaves(Structure structure) throws Exception {
        TransitionSettings transition =
                structure == Structure.LOW_RANK ? TransitionSettings.lowRank(2) : TransitionSettings.of(structure);
        TrainingResult result = train(
                Waves.settings().withTransition(transition), Waves.training().withEpochs(80));
        assertThat(result.end()).isEqualTo(new TrainingEnd.Completed());
        assertThat(result.records()).hasSize(80);
        // Predicting 0 costs the mean square of a sine, one half.
        assertThat(result.bestLoss()).isLessThan(0.02);
        assertThat(result.records().get(result.bestEpoch()).validationLoss()).isEqualTo(result.bestLoss());
    }

    @Test
    void convolutionAndRecurrenceLearnTheSame() throws Exception {
        TrainingSettings recurrent = Waves.training().withMode(TrainingMode.RECURRENT);
        double[] stepped = train(Waves.settings(), recurrent).parameters();
        double[] convolved = train(Waves.settings(), recurrent.withMode(TrainingMode.CONVOLUTIONAL))
                .parameters();
        // The forward passes differ by rounding, which a dozen steps of Adam keep small.
        for (int i = 0; i < stepped.length; i++) {
            assertThat(convolved[i]).isCloseTo(stepped[i], within(1e-9));
        }
    }

    @Test
    void divergenceNamesThePlaceAndKeepsTheLastGoodModel() throws Exception {
        OptimiserSettings wild = OptimiserSettings.STANDARD.withLearningRate(50).withClip(Double.POSITIVE_INFINITY);
        TrainingSettings training = Waves.training().withEpochs(500).withOptimiser(wild);
        TrainingResult result =
                train(Waves.settings().withTransition(TransitionSettings.of(Structure.DIAGONAL)), training);
        assertThat(result.end()).isInstanceOf(TrainingEnd.Diverged.class);
        TrainingEnd.Diverged end = (TrainingEnd.Diverged) result.end();
        assertThat(end.message()).contains("epoch " + end.epoch(), "batch " + end.batch(), "is not finite");
        assertThat(end.what()).containsAnyOf("weight", "gradient of");
        assertThat(result.parameters()).matches(p -> Arrays.stream(p).allMatch(Double::isFinite));
    }

    @ParameterizedTest
    @EnumSource(Structure.class)
    void radiusIsKept(Structure structure) throws Exception {
        TransitionSettings free =
                structure == Structure.LOW_RANK ? TransitionSettings.lowRank(2) : TransitionSettings.of(structure);
        WarpSettings settings = Waves.settings().withTransition(free.withRadius(0.9));
        assertThat(radius(settings, train(settings, Waves.training()))).isLessThanOrEqualTo(0.9);
    }

    private static double radius(WarpSettings settings, TrainingResult result) {
        int d = settings.weights();
        Transition any = settings.transition().start(d, new SplittableRandom(1));
        return any.withParameters(Arrays.copyOf(result.parameters(), any.parameterCount()))
                .spectralRadius();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DIAGONAL", "BLOCK_DIAGONAL"})
    void ratesStayStable(Structure structure) throws Exception {
        WarpSettings settings = Waves.settings()
                .withTransition(
                        TransitionSettings.of(structure).withContinuous(true).withRadius(1));
        TrainingResult result = train(settings, Waves.training().withEpochs(30));
        int d = settings.weights();
        Transition rates = settings.transition().start(d, new SplittableRandom(1));
        Transition step = rates.withParameters(Arrays.copyOf(result.parameters(), rates.parameterCount()))
                .exponential(1);
        // Rounding of the exponential's closed form.
        assertThat(step.spectralRadius()).isLessThanOrEqualTo(1 + 1e-12);
    }

    @Test
    void stopsWithoutProgress() throws Exception {
        // A step this small cannot improve the loss by more than rounding for long.
        TrainingSettings idle = Waves.training()
                .withEpochs(1000)
                .withOptimiser(OptimiserSettings.STANDARD
                        .withSchedule(new LearningRateSchedule.Constant())
                        .withLearningRate(1e-300))
                .withValidation(new ValidationSettings(0, 3));
        TrainingResult result = train(Waves.settings(), idle);
        assertThat(result.end()).isEqualTo(new TrainingEnd.NoProgress(3));
        assertThat(result.records()).hasSize(4);
        assertThat(result.bestEpoch()).isZero();
    }

    @Test
    void stopsWhenTimeIsUpOrSomebodySaysSo() throws Exception {
        TrainingSettings endless = Waves.training().withEpochs(1_000_000);
        TrainingSettings hurried = endless.withResources(endless.resources().withTimeBudget(Duration.ofMillis(300)));
        assertThat(train(Waves.settings(), hurried).end()).isEqualTo(new TrainingEnd.OutOfTime(0.3));
        TrainingResult stopped = new Trainer(Waves.settings(), endless, 2).train(Waves.data(), new StopAfter(7));
        assertThat(stopped.end()).isEqualTo(new TrainingEnd.Cancelled());
        // 40 series in batches of 16 are three batches an epoch.
        assertThat(stopped.records()).hasSize(2);
    }

    @Test
    void seriesOfDifferentLengthsAndMissingValuesAreLearned() throws Exception {
        List<WarpSeries> ragged = Waves.series(6, 3).stream()
                .map(s -> shortened(s, 5 + Integer.parseInt(s.name().substring(4))))
                .toList();
        TrainingResult result = new Trainer(Waves.settings(), Waves.training().withEpochs(60), 2)
                .train(new TrainingData(ragged, List.of(), Waves.INTERVAL), TrainingListener.NONE);
        assertThat(result.bestLoss()).isLessThan(0.2);
    }

    /** Where all steps are fed in use, all of them count in the validation, too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void validatesWithAndWithoutAContext(int context) throws Exception {
        TrainingSettings recurrent = Waves.training().withMode(TrainingMode.RECURRENT);
        TrainingResult result =
                new Trainer(Waves.settings(), recurrent, context).train(Waves.data(), TrainingListener.NONE);
        assertThat(result.records())
                .allSatisfy(
                        epoch -> assertThat(epoch.validationLoss()).isFinite().isPositive());
    }

    /** Five of six series have a single step, and nothing to predict: of three batches of two, two hold nothing else. */
    @Test
    void batchesWithoutAnythingToTellAreLeftOut() throws Exception {
        List<WarpSeries> some = Waves.series(6, 4).stream()
                .map(s -> s.name().endsWith("0") ? s : shortened(s, 1))
                .toList();
        TrainingResult result = new Trainer(Waves.settings(), Waves.training().withBatch(2), 2)
                .train(new TrainingData(some, List.of(), Waves.INTERVAL), TrainingListener.NONE);
        assertThat(result.end()).isEqualTo(new TrainingEnd.Completed());
        assertThat(result.records()).hasSize(4);
        assertThat(result.bestLoss()).isFinite();
    }

    @Test
    void refusesSeriesThatHaveNothingToTell() {
        List<WarpSeries> none =
                Waves.series(3, 5).stream().map(s -> shortened(s, 1)).toList();
        TrainingData data = new TrainingData(none, List.of(), Waves.INTERVAL);
        assertThatThrownBy(() -> new Trainer(Waves.settings(), Waves.training(), 2).train(data, TrainingListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predictions that count in the loss = none, expected at least one");
    }

    @Test
    void refusesValidationSeriesThatTellNothing() {
        List<WarpSeries> within =
                Waves.series(3, 5).stream().map(s -> shortened(s, 2)).toList();
        TrainingData data = new TrainingData(Waves.series(3, 6), within, Waves.INTERVAL);
        assertThatThrownBy(() -> new Trainer(Waves.settings(), Waves.training(), 2).train(data, TrainingListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 validation series to judge a model by = none")
                .hasMessageContaining("behind the context of 2 steps")
                .hasMessageContaining("validation = 0");
    }

    @Test
    void theWeightOfTheContextIsForModelsThatFeedThemselves() throws Exception {
        TrainingSettings fed = Waves.training().withMode(TrainingMode.RECURRENT);
        double[] usual = train(Waves.settings(), fed).parameters();
        assertThat(train(Waves.settings(), fed.withContextWeight(0)).parameters())
                .isEqualTo(usual);
        TrainingSettings free = Waves.training();
        assertThat(train(Waves.settings(), free.withContextWeight(0)).parameters())
                .isNotEqualTo(train(Waves.settings(), free).parameters());
    }

    @Test
    void secondsAreThoseOfAnUnfinishedEpochToo() throws Exception {
        TrainingResult stopped =
                new Trainer(Waves.settings(), Waves.training(), 2).train(Waves.data(), new StopAfter(1));
        assertThat(stopped.records()).isEmpty();
        assertThat(stopped.seconds()).isPositive();
    }

    /** So long a training warms its kernels up first, which may take a minute: it ends all the same, soon. */
    @Test
    @Timeout(20)
    void stopsWhileKernelsAreWarmedUp() throws Exception {
        TrainingSettings endless = Waves.training().withEpochs(1_000_000_000);
        TrainingResult cancelled = new Trainer(Waves.settings(), endless, 2).train(Waves.data(), new StopAfter(0));
        assertThat(cancelled.end()).isEqualTo(new TrainingEnd.Cancelled());
        assertThat(cancelled.records()).isEmpty();
        TrainingSettings hurried = endless.withResources(endless.resources().withTimeBudget(Duration.ofMillis(1)));
        TrainingResult late = train(Waves.settings(), hurried);
        assertThat(late.end()).isEqualTo(new TrainingEnd.OutOfTime(0.001));
        assertThat(late.records()).isEmpty();
    }

    private static WarpSeries shortened(WarpSeries series, int length) {
        double[] times = new double[length];
        double[][] signals = new double[length][1];
        for (int t = 0; t < length; t++) {
            times[t] = series.time(t);
            signals[t][0] = t == 3 ? Double.NaN : series.signal(t, 0);
        }
        return new WarpSeries(series.name(), times, signals, new double[length][0], new double[length][0], -1);
    }

    @Test
    void refusesWhatCannotBeRun() {
        assertThatThrownBy(() -> new Trainer(Waves.settings(), Waves.training(), 0))
                .hasMessageContaining("context = 0")
                .hasMessageContaining("at least 1 step of truth");
        TransitionSettings rates = TransitionSettings.of(Structure.DIAGONAL).withContinuous(true);
        TrainingSettings convolutional = Waves.training().withMode(TrainingMode.CONVOLUTIONAL);
        assertThatThrownBy(() -> new Trainer(Waves.settings().withTransition(rates), convolutional, 2))
                .hasMessageContaining("convolutional")
                .hasMessageContaining("recurrent");
    }
}
