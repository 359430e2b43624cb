package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.quality.SignalRule;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TwinTest {
    private final MemoryStore store = new MemoryStore();

    private Twin experienced(int readings) {
        Twin twin = Oscillator.twin().openIn(store, "oscillator");
        Oscillator.readings(readings, 1).forEach(twin::update);
        return twin;
    }

    private static Reading next(int after) {
        return Oscillator.readings(after + 1, 1).get(after);
    }

    private static List<Double> numbers(Prediction prediction) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < prediction.length(); i++) {
            numbers.add(prediction.time(i));
            for (int k = 0; k < 2; k++) {
                numbers.add(prediction.output(i, k));
                numbers.add(prediction.standardDeviation(i, k));
            }
        }
        return numbers;
    }

    @Test
    void learnsTheStiffness() {
        Twin twin = Oscillator.twin().openIn(store, "oscillator");
        double before = Math.abs(Oscillator.stiffness(twin) - Oscillator.STIFFNESS);
        int refused = 0;
        for (Reading reading : Oscillator.readings(400, 1)) {
            refused += twin.update(reading).accepted() ? 0 : 1;
        }
        double after = Math.abs(Oscillator.stiffness(twin) - Oscillator.STIFFNESS);

        assertThat(before).as("error of the prior's stiffness").isCloseTo(30, offset(1e-6));
        // It keeps a drift of 1e-3 a reading, so it averages over some hundred readings: a percent or two is what the
        // noise leaves, and an error ten times below the first one is five of those standard deviations away.
        assertThat(after).isLessThan(before / 10);
        // The first readings meet a wrong model; noise alone passes four standard deviations once in 3000 readings.
        assertThat(refused).isLessThan(20);
    }

    /** Nothing is measured, so the state is that of a simulation whose force was held, or ran in straight lines. */
    @Test
    void betweenReadingsInputsRunAsTheModelWasCalibratedAsFarAsTheyAreKnown() {
        double[] times = {0, 0.05, 0.1, 0.17};
        double[][] force = {{0}, {40}, {-10}, {25}};
        for (InputsBetween between : InputsBetween.values()) {
            PhysicsModel model = Oscillator.model();
            PhysicsModel calibrated = new PhysicsModel(
                    Oscillator.PRIOR,
                    new GaussianEstimate(model.start().mean(), new DMatrixRMaj(5, 5)),
                    model.noise().withDrift(0),
                    Oscillator.INTERVAL,
                    model.card().withInputsBetween(between));
            Twin twin = Twin.of(calibrated).openIn(new MemoryStore(), "twin");
            for (int i = 0; i < 3; i++) {
                twin.update(new Reading(times[i], force[i], new double[] {Double.NaN, Double.NaN}));
            }
            InputsBetween known = between == InputsBetween.HELD ? InputsBetween.HELD : InputsBetween.LINEAR;
            double[] values = model.layout().toPhysical(model.start().mean());
            Trajectory truth = new Simulator(Oscillator.PRIOR)
                    .run(
                            Arrays.copyOf(values, 3),
                            Arrays.copyOfRange(values, 3, 5),
                            new MeasuredSeries("truth", times, force, new double[4][2]).withInputsBetween(known));

            // Both integrate to 1e-8 of metres and metres a second.
            assertThat(Arrays.copyOfRange(twin.snapshot().estimate().mean(), 3, 5))
                    .containsExactly(truth.states(2), offset(1e-6));
            Prediction next = twin.whatIf(new double[] {0.17}, new double[][] {force[3]});
            assertThat(next.output(0, 0)).isCloseTo(truth.outputs(3)[0], offset(1e-6));
        }
    }

    @Test
    void forecastsBetterThanThePriorDid() {
        Twin fresh = Oscillator.twin().openIn(store, "fresh");
        Twin learned = Oscillator.twin().openIn(store, "learned");
        List<Reading> readings = Oscillator.readings(440, 1);
        fresh.update(readings.get(399));
        readings.subList(0, 400).forEach(learned::update);

        List<Reading> future = readings.subList(400, 440);
        double[] times = future.stream().mapToDouble(Reading::time).toArray();
        double[][] inputs = future.stream().map(Reading::inputs).toArray(double[][]::new);
        assertThat(error(learned.whatIf(times, inputs), future))
                .isLessThan(error(fresh.whatIf(times, inputs), future) / 3);
    }

    private static double error(Prediction prediction, List<Reading> truth) {
        double sum = 0;
        for (int i = 0; i < prediction.length(); i++) {
            double difference = prediction.output(i, 0) - truth.get(i).outputs()[0];
            sum += difference * difference;
        }
        return Math.sqrt(sum / prediction.length());
    }

    @Test
    void recordsEveryReading() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Twin twin = Oscillator.twin().timedBy(Clock.fixed(now, ZoneOffset.UTC)).openIn(store, "oscillator");
        Reading reading = next(0);
        Verdict good = twin.update(reading);
        Verdict refused = twin.update(reading);

        List<LedgerEntry> entries = new ArrayList<>();
        Ledger.of(store).readEntries("oscillator", entries::add);
        assertThat(entries).extracting(LedgerEntry::kind).containsExactly(Kind.CREATED, Kind.ACCEPTED, Kind.REFUSED);
        assertThat(entries).extracting(LedgerEntry::recordedAt).containsOnly(now);
        assertThat(entries.get(2).cause()).isEqualTo("refused: the reading came before; duplicate");
        assertThat(entries.get(1).observation().orElseThrow().measured()).isEqualTo(reading.outputs());
        assertThat(entries.get(1).after().toBytes()).isEqualTo(twin.snapshot().toBytes());
        assertThat(good.version()).isEqualTo(1);
        assertThat(refused.version()).isEqualTo(2).isEqualTo(twin.version());
    }

    @Test
    void reopensWhereItWasLeft() {
        Twin twin = experienced(50);
        Twin again = Twin.reopen(store, "oscillator");

        assertThat(again.version()).isEqualTo(50);
        assertThat(again.snapshot().toBytes()).isEqualTo(twin.snapshot().toBytes());
        assertThat(numbers(again.predict(Duration.ofSeconds(1))))
                .isEqualTo(numbers(twin.predict(Duration.ofSeconds(1))));

        again.update(next(50));
        assertThatThrownBy(() -> twin.update(next(50)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("somebody else wrote to it");
        assertThat(twin.version()).isEqualTo(50);
    }

    @Test
    void namesTheTwinsThereAre() {
        experienced(0);
        assertThatThrownBy(() -> Twin.reopen(store, "fan"))
                .isInstanceOf(StoreException.class)
                .hasMessage("there is no twin fan in the store, expected one of [oscillator]");
    }

    @Test
    void rollsBackBitByBit() {
        Twin twin = experienced(60);
        List<Double> then = numbers(twin.predict(Duration.ofSeconds(2)));
        byte[] snapshot = twin.snapshot().toBytes();
        Oscillator.readings(100, 1).subList(60, 100).forEach(twin::update);
        assertThat(numbers(twin.predict(Duration.ofSeconds(2)))).isNotEqualTo(then);

        long version = twin.rollback(60, "ada", "drill, by A. Person");

        assertThat(version).isEqualTo(101).isEqualTo(twin.version());
        assertThat(numbers(twin.predict(Duration.ofSeconds(2)))).isEqualTo(then);
        assertThat(twin.snapshot().toBytes()).isEqualTo(snapshot);
        LedgerEntry entry = Ledger.of(store).latest("oscillator").orElseThrow();
        assertThat(entry.kind()).isEqualTo(Kind.ROLLED_BACK);
        assertThat(entry.cause()).isEqualTo("rolled back to version 60: drill, by A. Person");
        assertThat(numbers(Twin.reopen(store, "oscillator").predict(Duration.ofSeconds(2))))
                .isEqualTo(then);
    }

    @Test
    void learnsTheSameAgainAfterARollback() {
        Twin twin = experienced(60);
        List<Reading> more = Oscillator.readings(80, 1).subList(60, 80);
        more.forEach(twin::update);
        byte[] once = twin.snapshot().toBytes();

        twin.rollback(60, "ada", "again");
        more.forEach(twin::update);

        assertThat(twin.snapshot().toBytes()).isEqualTo(once);
    }

    @Test
    void refusesToGoToAVersionThatIsNot() {
        Twin twin = experienced(3);
        for (long version : new long[] {-1, 4, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> twin.rollback(version, "ada", "why"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no version " + version + ", expected 0 … 3");
        }
        assertThatThrownBy(() -> twin.rollback(1, "ada", "why".repeat(2_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(twin.version()).isEqualTo(3);
    }

    record Bad(Finding finding, Reading reading) {}

    static List<Bad> badReadings() {
        Reading good = next(100);
        double t = good.time();
        double[] u = good.inputs();
        double[] y = good.outputs();
        double nan = Double.NaN;
        double infinite = Double.POSITIVE_INFINITY;
        return List.of(
                new Bad(Finding.INPUT_MISSING, new Reading(t, new double[] {nan}, y)),
                new Bad(Finding.INPUT_MISSING, new Reading(t, new double[] {-infinite}, y)),
                new Bad(Finding.OUT_OF_ORDER, new Reading(next(99).time(), u, y)),
                new Bad(Finding.DUPLICATE, next(99)),
                new Bad(Finding.OWN_OUTPUT, good.from("weft:oscillator@100")),
                new Bad(Finding.OUT_OF_ORDER, new Reading(1e9, u, y)),
                new Bad(Finding.OUT_OF_ORDER, new Reading(-1e9, u, y)),
                new Bad(Finding.OUT_OF_ORDER, new Reading(nan, u, y)),
                new Bad(Finding.OUT_OF_ORDER, new Reading(infinite, u, y)),
                new Bad(Finding.OUTPUT_MISSING, new Reading(t, u, new double[] {nan, nan})),
                new Bad(Finding.UNFIT, new Reading(t, u, new double[] {infinite, -infinite})),
                new Bad(Finding.OUTLIER, new Reading(t, u, new double[] {y[0] + 1, y[1]})),
                new Bad(Finding.OUTLIER, new Reading(t, u, new double[] {nan, y[1] - 20})),
                new Bad(Finding.OUTLIER, new Reading(t, u, new double[] {900, -900})),
                new Bad(Finding.UNFIT, new Reading(t, u, new double[] {1e300, -1e300})),
                new Bad(Finding.UNFIT, new Reading(t, u, new double[] {Double.MAX_VALUE, nan})));
    }

    @ParameterizedTest
    @MethodSource("badReadings")
    void learnsNoParameterFromWhatItRefuses(Bad bad) {
        Twin twin = experienced(100);
        double[] before = Oscillator.parameters(twin.snapshot());

        Verdict verdict = twin.update(bad.reading());

        assertThat(verdict.finding()).isEqualTo(bad.finding());
        assertThat(verdict.accepted()).isFalse();
        assertThat(Oscillator.parameters(twin.snapshot())).isEqualTo(before);
        assertThat(Ledger.of(store).latest("oscillator").orElseThrow().kind()).isEqualTo(Kind.REFUSED);
        // And the twin is none the worse for it.
        assertThat(twin.update(next(101)).accepted()).isTrue();
    }

    @Test
    void learnsFromTheSensorThatIsLeft() {
        Twin twin = experienced(100);
        Reading good = next(100);

        assertThat(twin.update(Oscillator.with(good, good.outputs()[0], Double.NaN))
                        .finding())
                .isEqualTo(Finding.GOOD);
        assertThat(twin.update(Oscillator.with(
                                next(101), Double.NEGATIVE_INFINITY, next(101).outputs()[1]))
                        .finding())
                .isEqualTo(Finding.GOOD);
    }

    @Test
    void goesOnAfterAnIntervalWithoutSolution() {
        Twin twin = Oscillator.twin()
                .guardedBy(Policy.standard().withSignal("force", SignalRule.ANY))
                .openIn(store, "oscillator");
        Oscillator.readings(100, 1).forEach(twin::update);
        double[] before = Oscillator.parameters(twin.snapshot());
        // Accepted by itself, as an input is believed; held over the next interval it leads out of the doubles.
        twin.update(
                new Reading(next(100).time(), new double[] {1e308}, next(100).outputs()));
        double[] between = Oscillator.parameters(twin.snapshot());

        Verdict lost = twin.update(next(101));

        assertThat(lost.finding()).isEqualTo(Finding.NO_SOLUTION);
        assertThat(Oscillator.parameters(twin.snapshot())).isEqualTo(between);
        assertThat(before).hasSameSizeAs(between);
        int accepted = 0;
        for (Reading reading : Oscillator.readings(150, 1).subList(102, 150)) {
            accepted += twin.update(reading).accepted() ? 1 : 0;
        }
        assertThat(accepted).isGreaterThan(40);
    }

    @Test
    void takesAReadingAfterALongGap() {
        Twin twin = experienced(100);
        double[] before = Oscillator.parameters(twin.snapshot());
        Reading late = next(100);

        Verdict verdict = twin.update(new Reading(4e3, late.inputs(), new double[] {-0.7, 3}));

        assertThat(verdict.accepted()).isTrue();
        // The state is taken as unknown, and one reading says nothing of the parameters then.
        assertThat(Oscillator.parameters(twin.snapshot())).isEqualTo(before);
    }

    @Test
    void opensUpAfterManyOutliersInARow() {
        Policy policy = Policy.standard().withLearning(LearningLimits.standard().withReopenAfter(6));
        Twin twin = Oscillator.twin().guardedBy(policy).openIn(store, "oscillator");
        Oscillator.readings(100, 1).forEach(twin::update);
        List<Finding> findings = new ArrayList<>();
        for (Reading reading : Oscillator.readings(107, 1).subList(100, 107)) {
            // Someone has moved the sensor by half a metre.
            findings.add(twin.update(Oscillator.with(reading, reading.outputs()[0] + 0.5, Double.NaN))
                    .finding());
        }

        assertThat(findings.subList(0, 5)).containsOnly(Finding.OUTLIER);
        assertThat(findings.get(5)).isEqualTo(Finding.REOPENED);
        assertThat(findings.get(6)).isNotEqualTo(Finding.REOPENED);
    }

    @Test
    void forgetsOutliersAtAGoodReading() {
        Twin twin = Oscillator.twin()
                .guardedBy(
                        Policy.standard().withLearning(LearningLimits.standard().withReopenAfter(2)))
                .openIn(store, "oscillator");
        Oscillator.readings(100, 1).forEach(twin::update);

        List<Finding> findings = new ArrayList<>();
        for (Reading reading : Oscillator.readings(110, 1).subList(100, 110)) {
            boolean wild = findings.size() % 2 == 0;
            double y = reading.outputs()[0];
            findings.add(twin.update(Oscillator.with(reading, wild ? y + 50 : y, reading.outputs()[1]))
                    .finding());
        }
        assertThat(findings).contains(Finding.OUTLIER).doesNotContain(Finding.REOPENED);
    }

    @Test
    void isAsBeforeIfTheStoreFails() {
        FailingStore failing = new FailingStore();
        Twin twin = Oscillator.twin()
                .guardedBy(
                        Policy.standard().withLearning(LearningLimits.standard().withReopenAfter(3)))
                .openIn(failing, "oscillator");
        Twin undisturbed = Oscillator.twin()
                .guardedBy(
                        Policy.standard().withLearning(LearningLimits.standard().withReopenAfter(3)))
                .openIn(store, "oscillator");
        List<Reading> readings = new ArrayList<>(Oscillator.readings(60, 1));
        // Outliers and repetitions, so that the guard has something to remember.
        for (int i : new int[] {20, 21, 30, 31, 32, 33}) {
            readings.set(i, Oscillator.with(readings.get(i), 9, 9));
        }
        for (int i = 40; i < 50; i++) {
            readings.set(i, Oscillator.with(readings.get(i), readings.get(40).outputs()));
        }
        List<RuntimeException> failures =
                List.of(new StoreException("the disk is full"), new IllegalStateException("something else"));
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            RuntimeException failure = failures.get(i % failures.size());
            byte[] before = twin.snapshot().toBytes();
            failing.failure = failure;
            assertThatThrownBy(() -> twin.update(reading)).isSameAs(failure);
            assertThatThrownBy(() -> twin.rollback(0, "ada", "why")).isSameAs(failure);
            assertThat(twin.snapshot().toBytes()).isEqualTo(before);
            assertThat(twin.version()).isEqualTo(i);

            failing.failure = null;
            assertThat(twin.update(reading)).isEqualTo(undisturbed.update(reading));
        }
        assertThat(twin.snapshot().toBytes()).isEqualTo(undisturbed.snapshot().toBytes());
    }

    @Test
    void refusesReadingsOfAnotherSize() {
        Twin twin = experienced(2);
        byte[] before = twin.snapshot().toBytes();

        assertThatThrownBy(() -> twin.update(new Reading(1, new double[2], new double[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reading of twin oscillator has 2 inputs and 1 outputs, expected 1 and 2");
        assertThat(twin.version()).isEqualTo(2);
        assertThat(twin.snapshot().toBytes()).isEqualTo(before);
    }

    @Test
    void refusesForecastsThatMakeNoSense() {
        Twin fresh = Oscillator.twin().openIn(store, "fresh");
        assertThatThrownBy(() -> fresh.predict(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("had no reading yet");

        Twin twin = experienced(3);
        double[][] one = {{0}};
        assertThatThrownBy(() -> twin.predict(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> twin.whatIf(new double[] {1, 2}, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 times and 1 input rows");
        for (double time : new double[] {0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> twin.whatIf(new double[] {time}, one))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("forecast time 0 = " + time);
        }
        for (double[] inputs : new double[][] {{}, {1, 2}, {Double.NaN}}) {
            assertThatThrownBy(() -> twin.whatIf(new double[] {1}, new double[][] {inputs}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected 1 finite numbers");
        }
    }

    @Test
    void forecastsWithTheVersionBehindThem() {
        Twin twin = experienced(20);
        Prediction prediction = twin.predict(Duration.ofSeconds(1));

        assertThat(prediction.version()).isEqualTo(20);
        assertThat(prediction.length()).isEqualTo(20);
        assertThat(prediction.time(0)).isEqualTo(19 * Oscillator.INTERVAL + Oscillator.INTERVAL);
        assertThat(prediction.standardDeviation(0, 0)).isGreaterThan(0.01);
    }

    @Test
    void startsFromNothing() {
        Twin twin = Oscillator.twin().openIn(store, "oscillator");
        TwinSnapshot start = twin.snapshot();

        assertThat(twin.version()).isZero();
        assertThat(start.time()).isNaN();
        assertThat(start.estimate().mean()).isEqualTo(Oscillator.model().start().mean());
    }
}
