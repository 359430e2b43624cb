package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Alarm;
import dev.weft.twins.guard.FailSafe;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Freeze;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Mode;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.quality.SignalRule;
import dev.weft.twins.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may change what answers for forecasts, and what a person can do about it. */
class GovernanceTest {
    private static final Policy APPROVE = Policy.standard().withMode(Mode.APPROVE);

    private final MemoryStore store = new MemoryStore();

    private Twin twin(String id, Policy policy, int readings) {
        Twin twin = Oscillator.twin().guardedBy(policy).openIn(store, id);
        Oscillator.readings(readings, 1).forEach(twin::update);
        return twin;
    }

    private static List<Double> forecast(Twin twin) {
        Prediction prediction = twin.predict(Duration.ofSeconds(3));
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < prediction.length(); i++) {
            numbers.add(prediction.output(i, 0));
            numbers.add(prediction.standardDeviation(i, 1));
        }
        return numbers;
    }

    private static double[] parameters(GaussianEstimate estimate) {
        return Arrays.copyOf(estimate.mean(), Oscillator.PRIOR.parameters().size());
    }

    private LedgerEntry latest(String id) {
        return Ledger.of(store).latest(id).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"SHADOW", "APPROVE"})
    void approvedWeightsServeWhileOthersAdapt(Mode mode) {
        Twin twin = twin("pump", Policy.standard().withMode(mode), 300);
        Twin free = twin("free", Policy.standard(), 300);

        TwinSnapshot now = twin.snapshot();
        assertThat(now.estimate().mean())
                .as("what adapts is what adapts anywhere")
                .isEqualTo(free.snapshot().estimate().mean());
        assertThat(parameters(now.serving().orElseThrow()))
                .isEqualTo(parameters(twin.model().start()));
        // The state that serves follows the machine, by parameters that are off by a quarter.
        double position = Oscillator.readings(300, 1).get(299).outputs()[0];
        assertThat(now.serving().orElseThrow().mean()[3]).isCloseTo(position, offset(0.1));
        assertThat(forecast(twin)).isNotEqualTo(forecast(free));
        assertThat(twin.servesAdapting()).isFalse();
    }

    @Test
    void whatAPersonApprovesServes() {
        Twin twin = twin("pump", APPROVE, 300);
        Twin free = twin("free", Policy.standard(), 300);
        long version = twin.approve("ada", "three hundred readings, surprise as it should be");

        assertThat(twin.approvedVersion()).isEqualTo(version).isEqualTo(301);
        assertThat(latest("pump").kind()).isEqualTo(Kind.APPROVED);
        assertThat(latest("pump").actor()).isEqualTo("ada");
        TwinSnapshot now = twin.snapshot();
        assertThat(now.serving().orElseThrow().mean())
                .isEqualTo(free.snapshot().estimate().mean());

        Oscillator.readings(400, 1).subList(300, 400).forEach(twin::update);
        assertThat(parameters(twin.snapshot().serving().orElseThrow()))
                .as("and stays, whatever adapts")
                .isEqualTo(parameters(now.estimate()));
        assertThat(parameters(twin.snapshot().estimate())).isNotEqualTo(parameters(now.estimate()));
    }

    @Test
    void nobodyApprovesAShadow() {
        Twin twin = twin("pump", Policy.standard().withMode(Mode.SHADOW), 10);
        assertThatThrownBy(() -> twin.approve("ada", "why"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mode shadow")
                .hasMessageContaining("another policy");
        assertThat(twin.version()).isEqualTo(10);
    }

    @Test
    void whatAPersonRejectsIsForgotten() {
        Twin twin = twin("pump", APPROVE, 300);
        List<Double> before = forecast(twin);
        twin.reject("ada", "learned while the valve was open");

        assertThat(latest("pump").kind()).isEqualTo(Kind.REJECTED);
        assertThat(parameters(twin.snapshot().estimate()))
                .isEqualTo(parameters(twin.model().start()));
        assertThat(forecast(twin)).isEqualTo(before);
        assertThat(twin.approvedVersion()).isZero();

        Twin free = twin("free", Policy.standard(), 300);
        free.reject("ada", "the same where weights serve that adapt");
        assertThat(parameters(free.snapshot().estimate()))
                .isEqualTo(parameters(free.model().start()));
    }

    /** The prior believes in 100 N/m, the machine has 130: 0.26 in the logarithm. */
    @ParameterizedTest
    @EnumSource(FailSafe.class)
    void stopsLearningFarFromWhatWasApproved(FailSafe failSafe) {
        Policy policy = Policy.standard().withAlarm(new Alarm(0.2, failSafe));
        Twin twin = Oscillator.twin().guardedBy(policy).openIn(store, "pump");
        // Sure of what it does not know: an alarm asks for more than three standard deviations.
        Twin sure = Twin.of(Oscillator.surely(0.02)).guardedBy(policy).openIn(store, "sure");
        List<Reading> readings = Oscillator.readings(400, 1);
        readings.forEach(twin::update);
        int alarm = -1;
        for (int i = 0; i < readings.size() && alarm < 0; i++) {
            sure.update(readings.get(i));
            alarm = sure.isAlarmed() ? i : -1;
        }

        assertThat(twin.isAlarmed())
                .as("a prior that knows little is free to learn")
                .isFalse();
        assertThat(alarm).isPositive();
        assertThat(latest("sure").kind()).isEqualTo(Kind.ALARMED);
        assertThat(latest("sure").cause()).contains("stiffness is more than 0.2 from what version 0 has");
        double[] held = parameters(sure.snapshot().estimate());
        if (failSafe == FailSafe.APPROVED) {
            assertThat(held).isEqualTo(parameters(sure.model().start()));
        }
        Verdict after = sure.update(readings.get(alarm + 1));
        assertThat(after.finding()).isIn(Finding.ALARM, Finding.OUTLIER);
        assertThat(parameters(sure.snapshot().estimate())).isEqualTo(held);

        Twin again = Twin.reopen(store, "sure");
        assertThat(again.isAlarmed()).as("nobody has looked").isTrue();
        again.approve("ada", "the spring was exchanged");
        assertThat(again.isAlarmed()).isFalse();
        again.update(readings.get(alarm + 2));
        assertThat(Twin.reopen(store, "sure").isAlarmed()).isFalse();
    }

    @Test
    void movesNoFurtherInADayThanItMay() {
        Policy policy = Policy.standard().withLearning(LearningLimits.standard().withDailyRegion(0.05));
        Twin twin = Twin.of(Oscillator.surely(0.02)).guardedBy(policy).openIn(store, "pump");
        double start = Math.log(Oscillator.stiffness(twin));
        double reach = 0.05 + 3 * 0.02;
        List<Reading> readings = Oscillator.readings(800, 1);
        boolean limited = false;
        for (Reading reading : readings.subList(0, 400)) {
            limited |= twin.update(reading).finding() == Finding.LIMITED;
            assertThat(Math.abs(Math.log(Oscillator.stiffness(twin)) - start)).isLessThanOrEqualTo(reach + 1e-12);
        }
        assertThat(limited).isTrue();

        double evening = Math.log(Oscillator.stiffness(twin));
        for (Reading reading : readings.subList(400, 800)) {
            twin.update(new Reading(reading.time() + 86_400, reading.inputs(), reading.outputs()));
        }
        assertThat(Math.log(Oscillator.stiffness(twin)))
                .as("the next day goes on")
                .isGreaterThan(evening + 0.02);
    }

    @Test
    void stopsLearningWhileDataArePoor() {
        Policy policy = Policy.standard()
                .withFreeze(new Freeze(0.5, 10, true))
                .withSignal("position", SignalRule.ANY.between(-3, 3));
        Twin twin = Oscillator.twin().guardedBy(policy).openIn(store, "pump");
        List<Reading> readings = Oscillator.readings(200, 1);
        readings.subList(0, 100).forEach(twin::update);
        double[] before = parameters(twin.snapshot().estimate());
        // Two of three readings come from a gateway that has lost its sensor.
        List<Finding> findings = new ArrayList<>();
        for (int i = 100; i < 160; i++) {
            Reading good = readings.get(i);
            findings.add(twin.update(i % 3 == 0 ? good : Oscillator.with(good, -9999, Double.NaN))
                    .finding());
        }
        assertThat(findings).contains(Finding.UNFIT, Finding.POOR_DATA);
        double[] during = parameters(twin.snapshot().estimate());
        Verdict verdict = twin.update(readings.get(160));
        assertThat(verdict.finding()).isEqualTo(Finding.POOR_DATA);
        assertThat(parameters(twin.snapshot().estimate())).isEqualTo(during);
        // What was learned between is what the first few readings allowed, before the share had grown.
        assertThat(during[Oscillator.STIFFNESS_WEIGHT]).isCloseTo(before[Oscillator.STIFFNESS_WEIGHT], offset(0.05));

        List<Finding> later = readings.subList(161, 200).stream()
                .map(r -> twin.update(r).finding())
                .toList();
        assertThat(later.get(38)).as("learns again").isEqualTo(Finding.GOOD);
        assertThat(twin.refusedShare()).isLessThan(0.1);
    }

    @Test
    void aForkGoesItsOwnWay() {
        Twin twin = twin("pump", APPROVE, 100);
        List<Double> forecast = forecast(twin);
        byte[] before = twin.snapshot().toBytes();
        Twin fork = twin.fork("what-if", "ada", "what if the valve stays shut");

        assertThat(forecast(fork)).isEqualTo(forecast);
        assertThat(latest("what-if").kind()).isEqualTo(Kind.FORKED);
        assertThat(latest("what-if").cause()).contains("from pump at version 100");
        Oscillator.readings(150, 7).subList(100, 150).forEach(fork::update);
        fork.approve("ada", "only here");

        assertThat(twin.snapshot().toBytes()).isEqualTo(before);
        assertThat(twin.version()).isEqualTo(100);
        assertThat(forecast(twin)).isEqualTo(forecast);
        assertThatThrownBy(() -> twin.fork("what-if", "ada", "again")).hasMessageContaining("exists already");
    }

    @Test
    void anotherPolicyHoldsFromItsEntryOn() {
        Twin twin = twin("pump", Policy.standard(), 100);
        List<Double> before = forecast(twin);
        Policy other = APPROVE.named("careful", 2);
        long version = twin.govern(other, "ada", "season begins");

        assertThat(forecast(twin)).as("no jump").hasSameSizeAs(before);
        assertThat(forecast(twin).get(0)).isEqualTo(before.get(0));
        assertThat(twin.approvedVersion()).isEqualTo(version);
        assertThat(latest("pump").policy()).isEqualTo(PolicyJson.hash(other));
        assertThat(Ledger.of(store).entry("pump", version - 1).orElseThrow().policy())
                .isEqualTo(PolicyJson.hash(Policy.standard()));
        Twin again = Twin.reopen(store, "pump");
        assertThat(again.policy()).isEqualTo(other);
        assertThat(again.snapshot().toBytes()).isEqualTo(twin.snapshot().toBytes());

        again.govern(Policy.standard(), "ada", "season is over");
        assertThat(again.snapshot().serving()).isEmpty();

        assertThatThrownBy(() -> again.govern(other.withSignal("levle", SignalRule.ANY), "ada", "typing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("levle");
        assertThat(again.policy()).isEqualTo(Policy.standard());
    }

    @Test
    void goesBackToForecastsBitByBitWhateverServes() {
        Twin twin = twin("pump", APPROVE, 60);
        twin.approve("ada", "fine");
        List<Double> then = forecast(twin);
        byte[] known = twin.snapshot().toBytes();
        Oscillator.readings(200, 1).subList(60, 200).forEach(twin::update);
        twin.approve("bob", "finer");
        twin.rollback(61, "ada", "drill");

        assertThat(forecast(twin)).isEqualTo(then);
        assertThat(twin.snapshot().toBytes()).isEqualTo(known);
        assertThat(twin.approvedVersion()).isEqualTo(61);
    }

    /** What gate, guard and watches remember is kept too: closing a twin between any two readings changes nothing. */
    @ParameterizedTest
    @EnumSource(names = {"AUTO", "APPROVE"})
    void aTwinThatIsReopenedAtEveryReadingIsTheSame(Mode mode) {
        Policy policy = Policy.standard()
                .withMode(mode)
                .withLearning(LearningLimits.standard().withReopenAfter(6))
                .withFreeze(new Freeze(0.4, 8, true))
                .withSignal("force", SignalRule.ANY.withHoldFor(0.1));
        Oscillator.twin().guardedBy(policy).openIn(store, "reopened");
        Twin twin = Oscillator.twin().guardedBy(policy).openIn(store, "pump");
        List<Reading> readings = new ArrayList<>(Oscillator.readings(120, 1));
        // A stuck sensor, outliers until it opens up, missing forces, what comes twice.
        IntStream.range(20, 40)
                .forEach(i -> readings.set(
                        i, Oscillator.with(readings.get(i), readings.get(20).outputs())));
        IntStream.range(50, 60).forEach(i -> readings.set(i, Oscillator.with(readings.get(i), 5, 5)));
        IntStream.range(70, 75)
                .forEach(i -> readings.set(
                        i,
                        new Reading(
                                readings.get(i).time(),
                                new double[] {Double.NaN},
                                readings.get(i).outputs())));
        readings.set(80, readings.get(79));
        for (Reading reading : readings) {
            Verdict one = twin.update(reading);
            Verdict other = Twin.reopen(store, "reopened").update(reading);
            assertThat(other.finding()).isEqualTo(one.finding());
        }
        assertThat(Twin.reopen(store, "reopened").snapshot().toBytes())
                .isEqualTo(twin.snapshot().toBytes());
    }

    /** A snapshot of before there was a memory knows its time: the gate does not. */
    @Test
    void timeGoesForwardWithoutAMemoryToo() {
        Twin twin = twin("pump", Policy.standard(), 50);
        TwinSnapshot now = twin.snapshot();
        LiveWeights bare = new LiveWeights(
                twin.model(),
                Policy.standard(),
                LiveWeights.gate(twin.model(), Policy.standard()),
                true,
                new TwinSnapshot(now.time(), now.inputs(), now.estimate()),
                0,
                twin.model().start());
        List<Reading> readings = Oscillator.readings(51, 1);

        assertThat(bare.step(readings.get(49)).finding()).isEqualTo(Finding.OUT_OF_ORDER);
        assertThat(bare.step(readings.get(50)).finding()).isEqualTo(Finding.GOOD);
    }

    @Test
    void aPolicyForOtherSignalsMakesNoTwin() {
        Policy other = Policy.standard().withSignal("level", SignalRule.ANY);
        assertThatThrownBy(() -> Oscillator.twin().guardedBy(other).openIn(store, "pump"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("level");
        assertThat(store.ids()).isEmpty();
    }

    @Test
    void aShareOfTheTwinsAreCanaries() {
        Policy canary = Policy.standard().withMode(Mode.CANARY).withCanary(0.2);
        long serving = IntStream.range(0, 10_000)
                .filter(i -> canary.servesAdapting("tank-" + i))
                .count();
        // Four standard deviations of a binomial of 10,000 at 0.2.
        assertThat(serving).isBetween(1_840L, 2_160L);
        assertThat(IntStream.range(0, 1000).allMatch(i -> Policy.standard().servesAdapting("t" + i)))
                .isTrue();
        Policy more = canary.withCanary(0.5);
        assertThat(IntStream.range(0, 1000)
                        .filter(i -> canary.servesAdapting("t" + i))
                        .allMatch(i -> more.servesAdapting("t" + i)))
                .as("who is one stays one when there are more")
                .isTrue();
    }
}
