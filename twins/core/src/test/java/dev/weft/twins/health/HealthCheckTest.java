package dev.weft.twins.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.estimation.Coordinate;
import dev.weft.twins.Ledger;
import dev.weft.twins.OscillatorReadings;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Mode;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.quality.Redundancy;
import dev.weft.twins.quality.SignalRule;
import dev.weft.twins.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    private final MemoryStore store = new MemoryStore();

    private Twin twin(Policy policy, int readings) {
        Twin twin = Twin.of(OscillatorReadings.model()).guardedBy(policy).openIn(store, "pump");
        OscillatorReadings.of(readings, 1).forEach(twin::update);
        return twin;
    }

    @Test
    void aTwinThatHasSettledIsConsistent() {
        Twin twin = twin(Policy.standard(), 600);
        Health health = new HealthCheck(store, 300).of(twin);

        assertThat(health.quality().readings()).isEqualTo(300);
        assertThat(health.quality().accepted()).isGreaterThan(0.98);
        assertThat(health.consistency().compared()).isBetween(580, 600);
        // Twice the 95 % band: one in twenty thousand by chance, and the drift it allows for makes it a little too
        // careful.
        assertThat(health.consistency().surprise())
                .isCloseTo(1, within(2 * health.consistency().surpriseBand()));
        assertThat(health.consistency().whiteness())
                .isCloseTo(0, within(2 * health.consistency().whitenessBand()));
        assertThat(health.secondsSinceApproval()).isCloseTo(599 * 0.05, offset(1e-9));
        assertThat(health.lately().deviations()).isLessThan(3);
        assertThat(health.alarmed()).isFalse();
        assertThat(health.isWell()).as("%s", health.remarks()).isTrue();
    }

    @Test
    void saysWhatIsNotAsItShouldBe() {
        Twin sure = Twin.of(OscillatorReadings.surely(0.01)).openIn(store, "sure");
        List<Reading> readings = OscillatorReadings.of(400, 1);
        for (int i = 0; i < 400; i++) {
            Reading good = readings.get(i);
            boolean broken = i >= 200 && i % 5 == 0;
            sure.update(broken ? new Reading(good.time(), good.inputs(), new double[] {-9999, 1e9}) : good);
        }
        Health health = new HealthCheck(store, 200).of(sure);

        assertThat(health.quality().accepted()).isLessThan(0.81);
        assertThat(health.quality().findings()).containsEntry(Finding.UNFIT, 40);
        assertThat(health.quality().defects()).containsEntry(Defect.OUT_OF_RANGE, 80);
        assertThat(health.fromApproved().parameter()).isEqualTo("stiffness");
        assertThat(health.fromApproved().deviations()).isGreaterThan(10);
        assertThat(health.remarks())
                .anyMatch(r -> r.contains("% of the readings were accepted"))
                .anyMatch(r -> r.contains("stiffness is"));
    }

    /** Each reading is accepted, as the second sensor stands in: still somebody has to mend the first. */
    @Test
    void tellsOfASensorWhoseValuesAreReplaced() {
        Policy standsIn = Policy.standard()
                .withSignal("position", SignalRule.USUAL.between(-100, 100).withRedundancy(new Redundancy(0.1, true)));
        Twin twin = Twin.of(OscillatorReadings.model()).guardedBy(standsIn).openIn(store, "second");
        List<Reading> readings = OscillatorReadings.of(200, 1);
        for (int i = 0; i < 200; i++) {
            Reading good = readings.get(i);
            double[] second = {Double.NaN, good.outputs()[0], Double.NaN};
            twin.update(
                    i % 4 == 0
                            ? new Reading(good.time(), good.inputs(), new double[] {-9999, good.outputs()[1]})
                                    .withRedundant(second)
                            : good);
        }

        Health health = new HealthCheck(store, 100).of(twin);

        assertThat(health.quality().accepted()).isGreaterThan(0.95);
        assertThat(health.remarks()).contains("out of range: 25 times in 100 readings");
    }

    @Test
    void ageCountsFromTheApproval() {
        Twin twin = twin(Policy.standard().withMode(Mode.APPROVE), 100);
        twin.approve("ada", "fine");
        OscillatorReadings.of(160, 1).subList(100, 160).forEach(twin::update);

        Health health = new HealthCheck(store, 50).of(twin);
        assertThat(health.secondsSinceApproval()).isCloseTo(60 * 0.05, offset(1e-9));
        assertThat(health.fromApproved().deviations()).isLessThan(3);
    }

    /** In the coordinate of the stiffness the way left is divided by the rate. */
    @Test
    void extrapolatesADriftToItsLimit() {
        Twin twin = twin(Policy.standard(), 600);
        Coordinate coordinate = twin.model().layout().slots().get(1).coordinate();
        double z = twin.snapshot().estimate().mean()[1];
        double rate = (z
                        - Ledger.of(store)
                                .entry("pump", 500)
                                .orElseThrow()
                                .after()
                                .estimate()
                                .mean()[1])
                / 5;
        double now = coordinate.toValue(z);
        double limit = rate > 0 ? now * 1.5 : now / 1.5;
        TimeToLimit left = TimeToLimit.of(store, twin, "stiffness", limit, 100);

        double way = coordinate.toCoordinate(limit) - z;
        assertThat(left.seconds()).isCloseTo(way / rate, within(1e-6 * way / rate));
        assertThat(left.ratePerSecond()).isCloseTo(rate * coordinate.derivative(z), within(1e-9 * now));
        assertThat(left.earliest()).isLessThan(left.seconds());
        assertThat(left.latest()).as("it may as well stand still").isInfinite();
        double behind = rate > 0 ? now / 1.5 : now * 1.5;
        assertThat(TimeToLimit.of(store, twin, "stiffness", behind, 100).seconds())
                .isInfinite();

        assertThatThrownBy(() -> TimeToLimit.of(store, twin, "stifness", 1, 100))
                .hasMessageContaining("stiffness");
        assertThatThrownBy(() -> TimeToLimit.of(store, twin, "stiffness", -1, 100))
                .hasMessageContaining("bounds");
    }

    @Test
    void contributionsAddUpToTheForecast() {
        Twin twin = twin(Policy.standard(), 300);
        byte[] before = twin.snapshot().toBytes();
        Explanation explained = Explanation.of(twin, 0, 0.05);

        assertThat(explained.value())
                .isCloseTo(twin.predict(Duration.ofMillis(50)).output(0, 0), offset(1e-6));
        assertThat(explained.contributions()).hasSize(6);
        assertThat(explained.rest()).isCloseTo(0, offset(1e-6));
        assertThat(explained.contributions().stream()
                        .mapToDouble(Contribution::share)
                        .sum())
                .isCloseTo(1, offset(1e-9));
        assertThat(explained.contributions().get(0).kind())
                .as("a twentieth of a second ahead the state says nearly all")
                .isEqualTo(Contribution.Kind.STATE);
        assertThat(twin.snapshot().toBytes()).isEqualTo(before);
    }

    /** At the moment itself the position is the position: nothing else has an effect. */
    @Test
    void atTheMomentAnOutputIsItsState() {
        Twin twin = twin(Policy.standard(), 50);
        Explanation explained = Explanation.of(twin, 0, 0);

        Contribution first = explained.contributions().get(0);
        assertThat(first.name()).isEqualTo("position");
        assertThat(first.effect()).isCloseTo(first.value() - first.reference(), offset(1e-9));
        assertThat(first.share()).isCloseTo(1, offset(1e-9));
        assertThat(explained.contributions().subList(1, 6)).allMatch(c -> Math.abs(c.effect()) < 1e-9);
    }

    @Test
    void refusesWhatThereIsNot() {
        Twin twin = Twin.of(OscillatorReadings.model()).openIn(store, "new");
        assertThatThrownBy(() -> Explanation.of(twin, 0, 1)).hasMessageContaining("no reading yet");
        assertThatThrownBy(() -> Explanation.of(twin, 2, 1)).hasMessageContaining("index below 2");
        assertThatThrownBy(() -> new HealthCheck(store, 1)).hasMessageContaining("2 readings");
        Health health = new HealthCheck(store, 10).of(twin);
        assertThat(health.quality().readings()).isZero();
        assertThat(health.isWell()).isTrue();
    }
}
