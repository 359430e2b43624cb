package dev.weft.twins.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.twins.OscillatorReadings;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.quality.SignalRule;
import dev.weft.twins.store.MemoryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A drill on the simulated oscillator: what each fault is found by, and that its figures are those of twins. */
class DrillTest {
    private static final int AT = 150;
    private static final int LENGTH = 20;
    private static final int AHEAD = 40;
    private static final List<Reading> CLEAN = OscillatorReadings.of(260, 11);
    private static final PhysicsModel MODEL = OscillatorReadings.model();
    private static final DrillSettings SETTINGS = new DrillSettings(List.of(AT), LENGTH, AHEAD, 3, 1);
    private static DrillReport report;

    @BeforeAll
    static void drill() {
        report = new Drill(MODEL, Policy.standard(), SETTINGS)
                .run(CLEAN, "position", List.of(FaultKind.values()), done -> {});
    }

    private static FaultResult of(FaultKind kind) {
        return report.results().stream()
                .filter(r -> r.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsByWhatEachFaultIsFound() {
        assertThat(of(FaultKind.MISSING).foundBy()).contains("missing");
        assertThat(of(FaultKind.NOT_A_NUMBER).foundBy()).contains("not a finite number");
        assertThat(of(FaultKind.OUT_OF_RANGE).foundBy()).contains("out of range");
        assertThat(of(FaultKind.STEP).foundBy()).contains("outlier");
        assertThat(of(FaultKind.SPIKES).foundBy()).contains("outlier");
        assertThat(of(FaultKind.TIME_BACK).foundBy()).contains("time goes back");
        assertThat(of(FaultKind.DUPLICATE).foundBy()).contains("duplicate");
        assertThat(of(FaultKind.LATE).foundBy()).contains("late");
        assertThat(of(FaultKind.GAP).foundBy()).contains("gap");
        assertThat(of(FaultKind.OWN_OUTPUT).foundBy()).contains("own output");
        assertThat(of(FaultKind.OWN_OUTPUT_UNMARKED).foundBy())
                .as("nobody can tell a good forecast from a reading")
                .isEmpty();
    }

    @Test
    void theSecondSensorFindsADriftWithoutTheInnovationGate() {
        LearningLimits open = LearningLimits.standard().withOutlierSurprise(Double.POSITIVE_INFINITY);

        List<FaultResult> results = new Drill(MODEL, Policy.standard().withLearning(open), SETTINGS)
                .run(CLEAN, "position", List.of(FaultKind.DRIFT, FaultKind.DRIFT_BESIDE_SECOND), done -> {})
                .results();

        assertThat(results.get(0).foundBy()).isEmpty();
        assertThat(results.get(0).withGate().taken()).isEqualTo(LENGTH);
        assertThat(results.get(1).foundBy()).contains("drift against the redundant sensor");
        assertThat(results.get(1).fault()).isEqualTo("drift beside a second sensor");
        assertThat(results.get(1).withGate().taken()).isLessThan(LENGTH / 2);
    }

    @Test
    void whatIsRefusedAsAWholeMovesNoParameter() {
        // The clean twin went on learning from the readings that the others did not get, so they differ a little; a
        // marked
        // forecast and a gap leave the same parameters, those of before.
        assertThat(of(FaultKind.OWN_OUTPUT).withGate().distance())
                .isEqualTo(of(FaultKind.GAP).withGate().distance());
        assertThat(of(FaultKind.DUPLICATE).withGate()).satisfies(harm -> {
            assertThat(harm.distance()).isZero();
            assertThat(harm.error()).isEqualTo(harm.cleanError());
            assertThat(harm.taken()).isZero();
        });
    }

    @Test
    void aPlainFilterIsHarmedWhereTheGateHelps() {
        for (FaultKind kind : List.of(FaultKind.OUT_OF_RANGE, FaultKind.STEP, FaultKind.STUCK, FaultKind.SPIKES)) {
            FaultResult result = of(kind);
            assertThat(result.withoutGate().distance())
                    .as("parameters after %s", kind)
                    .isGreaterThan(result.withGate().distance());
            assertThat(result.withoutGate().error())
                    .as("forecast after %s", kind)
                    .isGreaterThan(result.withGate().error());
        }
    }

    /** A second way to the same figures: two twins that were never rolled back, one with -9999 put in by hand. */
    @Test
    void figuresAreThoseOfTwinsThatWentThatWayOnly() {
        Twin good = Twin.of(MODEL).openIn(new MemoryStore(), "good");
        Twin bad = Twin.of(MODEL).openIn(new MemoryStore(), "bad");
        for (int i = 0; i < AT + LENGTH; i++) {
            Reading r = CLEAN.get(i);
            good.update(r);
            bad.update(i < AT ? r : new Reading(r.time(), r.inputs(), new double[] {-9999, r.outputs()[1]}));
        }

        Harm harm = of(FaultKind.OUT_OF_RANGE).withGate();
        assertThat(harm.cleanError()).isEqualTo(error(good));
        assertThat(harm.error()).isEqualTo(error(bad));
        double[] distances = new double[MODEL.layout().parameterCount()];
        Arrays.setAll(
                distances,
                j -> Math.abs(bad.snapshot().estimate().mean()[j]
                                - good.snapshot().estimate().mean()[j])
                        / good.snapshot().estimate().standardDeviation(j));
        assertThat(harm.distance()).isEqualTo(Arrays.stream(distances).max().orElseThrow());
        assertThat(harm.taken()).isZero();
    }

    /** Errors of both outputs, each in its standard deviations over all rows. */
    private static double error(Twin twin) {
        List<Reading> ahead = CLEAN.subList(AT + LENGTH, AT + LENGTH + AHEAD);
        var forecast = twin.whatIf(
                ahead.stream().mapToDouble(Reading::time).toArray(),
                ahead.stream().map(Reading::inputs).toArray(double[][]::new));
        double sum = 0;
        for (int i = 0; i < AHEAD; i++) {
            for (int k = 0; k < 2; k++) {
                double off = (forecast.output(i, k) - ahead.get(i).outputs()[k]) / Signals.deviation(CLEAN, 1 + k);
                sum += off * off;
            }
        }
        return Math.sqrt(sum / (2 * AHEAD));
    }

    @Test
    void countsWhatTheCleanReadingsLose() {
        Twin twin = Twin.of(MODEL).openIn(new MemoryStore(), "clean");
        List<Verdict> verdicts = new ArrayList<>();
        CLEAN.forEach(r -> verdicts.add(twin.update(r)));

        assertThat(report.readings()).isEqualTo(CLEAN.size());
        assertThat(report.refusedWithGate())
                .isEqualTo(verdicts.stream().filter(v -> !v.accepted()).count());
        assertThat(report.refusedWithoutGate()).isZero();
    }

    @Test
    void isTheSameEachTime() {
        List<FaultKind> some = List.of(FaultKind.DRIFT_BESIDE_SECOND, FaultKind.LATE);

        DrillReport again = new Drill(MODEL, Policy.standard(), SETTINGS).run(CLEAN, "position", some, done -> {});

        assertThat(again.results())
                .extracting(FaultResult::withGate)
                .containsExactly(
                        of(FaultKind.DRIFT_BESIDE_SECOND).withGate(),
                        of(FaultKind.LATE).withGate());
    }

    @Test
    void aRuleOfThePolicyIsWhatFinds() {
        Policy knows = Policy.standard().withSignal("position", SignalRule.ANY.withStuckAfter(3));

        FaultResult stuck = new Drill(MODEL, knows, SETTINGS)
                .run(CLEAN, "position", List.of(FaultKind.STUCK), done -> {})
                .results()
                .get(0);

        assertThat(stuck.foundBy()).contains("stuck");
        // The reading before the fault shows the value first: the second wrong one is the third of its kind.
        assertThat(stuck.delay()).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeDrilled() {
        assertThatThrownBy(() -> new Drill(MODEL, Policy.standard(), SETTINGS.withAt(List.of(240)))
                        .run(CLEAN, "position", List.of(FaultKind.GAP), done -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 260");
        assertThatThrownBy(() -> new Drill(MODEL, Policy.standard(), SETTINGS)
                        .run(CLEAN, "level", List.of(FaultKind.GAP), done -> {}))
                .hasMessageContaining("no signal level, expected one of force, position, velocity");
        assertThatThrownBy(() -> SETTINGS.withAt(List.of(9, 9))).hasMessageContaining("rows [9, 9]");
        assertThatThrownBy(() -> SETTINGS.withSize(0)).hasMessageContaining("size = 0");
    }
}
