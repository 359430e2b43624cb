package dev.weft.twins.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.priors.Input;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.priors.Units;
import dev.weft.twins.Reading;
import dev.weft.twins.quality.SignalFinding.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every defect, alone: found, with the reason, and the value kept from what comes behind the gate. */
class QualityGateTest {
    /** Inputs ambient, sun and heater; output indoor in kelvin. */
    private static final PhysicsPrior ROOM = prior("rc-room-two-states");

    private static final double INTERVAL = 60;
    private static final double NAN = Double.NaN;

    private static PhysicsPrior prior(String name) {
        return PriorCatalogue.load().find(name).orElseThrow();
    }

    private final List<SignalFinding> seen = new ArrayList<>();
    private SignalRule rule = SignalRule.ANY;
    private QualityGate gate = gate();
    private double[] memory = gate.newMemory();

    private QualityGate gate() {
        QualityRules rules = QualityRules.of(ROOM, INTERVAL).with(ROOM, Map.of(indoor(), rule));
        return new QualityGate(ROOM, rules);
    }

    private static String indoor() {
        return ROOM.outputs().get(0).name();
    }

    private void ruled(SignalRule by) {
        rule = by;
        gate = gate();
        memory = gate.newMemory();
    }

    private Inspection inspect(Reading r) {
        return gate.inspect(r.time(), r.inputs(), r.outputs(), r.redundant(), r.provenance(), memory);
    }

    private static double[] inputs() {
        double[] u = new double[ROOM.inputs().size()];
        for (int k = 0; k < u.length; k++) {
            u[k] = ROOM.inputs()
                    .get(k)
                    .range()
                    .map(r -> 0.5 * (r.low() + r.high()))
                    .orElse(0.0);
        }
        return u;
    }

    private static Reading reading(double minute, double value) {
        return new Reading(minute * INTERVAL, inputs(), new double[] {value});
    }

    /** Shows values a minute apart, and returns what came through. */
    private double[] show(double... values) {
        seen.clear();
        gate.forget(memory);
        double[] through = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            Inspection inspection = inspect(reading(i, values[i]));
            assertThat(inspection.refused()).isEmpty();
            through[i] = inspection.outputs()[0];
            seen.addAll(inspection.findings());
        }
        return through;
    }

    private void assertFound(Defect defect, Action action, String... details) {
        assertThat(seen).hasSize(1);
        SignalFinding finding = seen.get(0);
        assertThat(finding.signal()).isEqualTo(indoor());
        assertThat(finding.defect()).isEqualTo(defect);
        assertThat(finding.action()).isEqualTo(action);
        for (String detail : details) {
            assertThat(finding.detail()).contains(detail);
        }
    }

    @Test
    void letsGoodValuesThrough() {
        double[] values = {20, 20.5, 21, 20.7, 20.7, 20.7, 20.7};
        assertThat(show(values)).containsExactly(values);
        assertThat(seen).isEmpty();
    }

    @Test
    void tellsAValueThatIsMissingWhereThereWasOne() {
        assertThat(show(NAN)).containsExactly(NAN);
        assertThat(seen).as("no sensor, no defect").isEmpty();
        assertThat(show(20, NAN)).containsExactly(20, NAN);
        assertFound(Defect.MISSING, Action.REFUSED);
    }

    @Test
    void refusesWhatIsInfinite() {
        assertThat(show(20, Double.NEGATIVE_INFINITY)).containsExactly(20, NAN);
        assertFound(Defect.NOT_FINITE, Action.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"9.999", "30.001", "-9999", "1e300"})
    void refusesWhatIsOutOfRange(double value) {
        ruled(SignalRule.ANY.between(10, 30));
        assertThat(show(10, value, 30)).containsExactly(10, NAN, 30);
        assertFound(Defect.OUT_OF_RANGE, Action.REFUSED, "expected 10 … 30");
    }

    @Test
    void refusesWhatMovesTooFastUntilTimeExplainsIt() {
        ruled(SignalRule.ANY.withFastest(1 / 60.0));
        assertThat(show(20, 21, 23.5, 24.5, 23.9)).containsExactly(20, 21, NAN, NAN, 23.9);
        assertThat(seen).extracting(SignalFinding::defect).containsOnly(Defect.IMPOSSIBLE_RATE);
        assertThat(seen).hasSize(2);
    }

    @Test
    void refusesASpikeAndTakesAStep() {
        ruled(SignalRule.ANY.withSpike(2));
        assertThat(show(20, 20.1, 20.2, 26, 20.1, 20, 26, 26.1, 26.2))
                .containsExactly(20, 20.1, 20.2, NAN, 20.1, 20, NAN, 26.1, 26.2);
        assertThat(seen).extracting(SignalFinding::defect).containsExactly(Defect.SPIKE, Defect.SPIKE);
    }

    @Test
    void callsASensorStuckThatNeverRests() {
        ruled(SignalRule.ANY.withStuckAfter(3));
        assertThat(show(20, 20, 20, 20, 20.1, 20)).containsExactly(20, 20, NAN, NAN, 20.1, 20);
        assertThat(seen).extracting(SignalFinding::defect).containsExactly(Defect.STUCK, Defect.STUCK);
        assertThat(seen.get(1).detail()).contains("4 times");
    }

    @Test
    void holdsTheLastGoodInputForAWhile() {
        String name = ROOM.inputs().get(0).name();
        SignalRule held = SignalRule.ANY.between(-50, 50).withHoldFor(2 * INTERVAL);
        gate = new QualityGate(ROOM, QualityRules.of(ROOM, INTERVAL).with(ROOM, Map.of(name, held)));
        memory = gate.newMemory();
        double[] values = {8, NAN, 99, NAN, 9};
        double[] through = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double[] u = inputs();
            u[0] = values[i];
            Inspection inspection = inspect(new Reading(i * INTERVAL, u, new double[] {293}));
            through[i] = inspection.inputs()[0];
            seen.addAll(inspection.findings());
        }
        assertThat(through).containsExactly(8, 8, 8, NAN, 9);
        assertThat(seen)
                .extracting(SignalFinding::action)
                .containsExactly(Action.REPAIRED, Action.REPAIRED, Action.REFUSED);
    }

    @Test
    void holdsNoOutput() {
        assertThatThrownBy(() -> ruled(SignalRule.ANY.withHoldFor(60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to learn from");
    }

    @Test
    void findsAWrongUnitAndConvertsItIfTold() {
        SignalRule kelvin = SignalRule.ANY.between(250, 330);
        ruled(kelvin);
        assertThat(Units.text(ROOM.outputs().get(0).unit())).isEqualTo("K");
        assertThat(show(293, 294, 21.5)).containsExactly(293, 294, NAN);
        assertFound(Defect.WRONG_UNIT, Action.REFUSED, "21.5 K, expected 250 … 330 K; it would fit in °C");

        ruled(kelvin.withConversion(true));
        double[] through = show(293, 294, 70.7, 294.4);
        // 70.7 °F are 21.5 °C.
        assertThat(through[2]).isCloseTo(294.65, offset(1e-9));
        assertFound(Defect.WRONG_UNIT, Action.REPAIRED, "it would fit in °F", "taken as 294.65");
        assertThat(through[3]).isEqualTo(294.4);
        assertThat(show(293, 294, -9999)).containsExactly(293, 294, NAN);
        assertFound(Defect.OUT_OF_RANGE, Action.REFUSED);
        assertThat(show(293, 294, 5000)).as("no unit explains everything").containsExactly(293, 294, NAN);
        assertFound(Defect.OUT_OF_RANGE, Action.REFUSED);
    }

    @Test
    void findsDriftAgainstTheRedundantSensor() {
        ruled(SignalRule.ANY.withRedundancy(new Redundancy(0.5, false)));
        int found = -1;
        for (int i = 0; i < 40 && found < 0; i++) {
            double drifted = 20 + Math.max(0, i - 10) * 0.1;
            Reading both = reading(i, drifted).withRedundant(NAN, NAN, NAN, 20);
            found = inspect(both).findings().isEmpty() ? -1 : i;
        }
        // The difference passes the tolerance at reading 15, and the excesses 0.2, 0.4, 0.6 … add up to more than 4 at
        // the
        // sixth: 0.2 · 6 · 7 / 2 = 4.2.
        assertThat(found).isEqualTo(21);
    }

    @Test
    void takesTheRedundantSensorInstead() {
        ruled(SignalRule.ANY.between(0, 50).withRedundancy(new Redundancy(0.5, true)));
        Inspection inspection = inspect(reading(0, -300).withRedundant(NAN, NAN, NAN, 20.3));

        assertThat(inspection.outputs()).containsExactly(20.3);
        assertThat(inspection.findings().get(0).action()).isEqualTo(Action.REPAIRED);
    }

    private Defect whole(Reading reading) {
        double[] before = memory.clone();
        Inspection inspection = inspect(reading);
        assertThat(inspection.outputs()).containsOnly(NAN);
        assertThat(inspection.inputs()).containsOnly(NAN);
        // The memory of the clock comes first: a leap is remembered, no value is.
        assertThat(Arrays.copyOfRange(memory, 2, memory.length))
                .isEqualTo(Arrays.copyOfRange(before, 2, before.length));
        return inspection.refused().orElseThrow();
    }

    @Test
    void refusesReadingsWhoseTimeCannotBe() {
        inspect(reading(1000, 20));

        assertThat(whole(reading(NAN, 21))).isEqualTo(Defect.NO_TIME);
        assertThat(whole(reading(Double.POSITIVE_INFINITY, 21))).isEqualTo(Defect.NO_TIME);
        assertThat(whole(reading(1000, 20))).isEqualTo(Defect.DUPLICATE);
        assertThat(whole(reading(1000, 21))).isEqualTo(Defect.LATE);
        assertThat(whole(reading(901, 21))).isEqualTo(Defect.LATE);
        assertThat(whole(reading(899, 21))).isEqualTo(Defect.TIME_BACK);
        assertThat(whole(reading(1001, 21).from("weft:room@7"))).isEqualTo(Defect.OWN_OUTPUT);
    }

    @Test
    void believesALeapWhenASecondReadingConfirmsIt() {
        inspect(reading(0, 20));

        assertThat(whole(reading(2e9, 20))).isEqualTo(Defect.LEAP);
        assertThat(inspect(reading(1, 20)).refused())
                .as("one wrong clock does not make the twin deaf")
                .isEmpty();
        assertThat(whole(reading(3e9, 20))).isEqualTo(Defect.LEAP);
        Inspection confirmed = inspect(reading(3e9 + 1, 20));
        assertThat(confirmed.refused()).isEmpty();
        assertThat(confirmed.findings()).extracting(SignalFinding::defect).containsExactly(Defect.GAP);
    }

    @Test
    void notesAGap() {
        inspect(reading(0, 20));
        assertThat(inspect(reading(5, 20)).findings()).isEmpty();

        assertThat(inspect(reading(10.1, 20)).findings())
                .extracting(SignalFinding::defect, SignalFinding::action)
                .containsExactly(tuple(Defect.GAP, Action.NOTED));
    }

    @Test
    void knowsFromThePriorWhereSignalsCannotBe() {
        for (PhysicsPrior prior : PriorCatalogue.load().all()) {
            QualityRules rules = QualityRules.of(prior, 1);
            for (int k = 0; k < prior.inputs().size(); k++) {
                SignalRule of = rules.inputs().get(k);
                prior.inputs().get(k).range().ifPresent(r -> {
                    assertThat(of.low()).isLessThanOrEqualTo(r.low());
                    assertThat(of.high()).isGreaterThanOrEqualTo(r.high());
                    assertThat(of.high()).isFinite();
                });
            }
        }
        SignalRule temperature = QualityRules.of(ROOM, 1).outputs().get(0);
        assertThat(temperature.low()).isGreaterThanOrEqualTo(-273.15);
    }

    /** A rule about something else must not open the range that the prior tells. */
    @Test
    void aRuleKeepsTheEndsOfTheRangeThatItLeavesOut() {
        QualityRules usual = QualityRules.of(ROOM, 1);
        double low = usual.outputs().get(0).low();
        double high = usual.outputs().get(0).high();

        assertThat(indoorWith(SignalRule.USUAL.withFastest(1)))
                .isEqualTo(SignalRule.ANY.between(low, high).withFastest(1));
        assertThat(indoorWith(SignalRule.USUAL.between(280, Double.NaN))).isEqualTo(SignalRule.ANY.between(280, high));
        assertThat(indoorWith(SignalRule.ANY)).isEqualTo(SignalRule.ANY);
        assertThatThrownBy(() -> indoorWith(SignalRule.USUAL.between(high + 1, Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule of signal indoor: range low = " + (high + 1) + ", high = " + high);
    }

    private static SignalRule indoorWith(SignalRule rule) {
        return QualityRules.of(ROOM, 1)
                .with(ROOM, Map.of("indoor", rule))
                .outputs()
                .get(0);
    }

    @Test
    void refusesARuleForNoSignal() {
        assertThatThrownBy(() -> QualityRules.of(ROOM, 1).with(ROOM, Map.of("indor", SignalRule.ANY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such signal")
                .hasMessageContaining(indoor());
    }

    @Test
    void anAngleMayLeaveItsUsualRange() {
        PhysicsPrior room = prior("rc-room-vertical-windows");
        int height = room.inputs().stream().map(Input::name).toList().indexOf("sunHeight");

        SignalRule rule = QualityRules.of(room, 300).inputs().get(height);

        // At midnight in winter at 55.7° N the sun is 52° below the horizon; that is no broken sensor, and -9999 is
        // one.
        assertThat(Math.toRadians(-52)).isBetween(rule.low(), rule.high());
        assertThat(rule.low()).isGreaterThan(-10);
        assertThat(room.inputs().get(height).range().orElseThrow().low())
                .as("what is usual is by day")
                .isPositive();
    }
}
