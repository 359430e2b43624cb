package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sensors that repeat themselves: stuck ones, and those of machines at rest. */
class StuckSensorTest {
    private static final int HEALTHY = 200;
    private static final int STUCK = 30;

    private final MemoryStore store = new MemoryStore();

    /** Returns readings of which some repeat the one before them. */
    private static List<Reading> stuckReadings() {
        List<Reading> readings = new ArrayList<>(Oscillator.readings(HEALTHY + STUCK + 60, 1));
        double[] frozen = readings.get(HEALTHY - 1).outputs();
        for (int i = HEALTHY; i < HEALTHY + STUCK; i++) {
            readings.set(i, Oscillator.with(readings.get(i), frozen));
        }
        return readings;
    }

    @Test
    void isFoundAndUnlearned() {
        Twin twin = Oscillator.twin().openIn(store, "oscillator");
        List<Reading> readings = stuckReadings();
        readings.subList(0, HEALTHY).forEach(twin::update);
        double[] before = Oscillator.parameters(twin.snapshot());

        List<Finding> findings = new ArrayList<>();
        for (Reading reading : readings.subList(HEALTHY, HEALTHY + STUCK)) {
            findings.add(twin.update(reading).finding());
        }

        // The healthy reading is the first of the equal ones. From the fifth on the sensor is called stuck wherever the
        // swing is away from the frozen value: it passes it twice in twelve readings.
        int suspect = LearningLimits.standard().stuckAfter() - 2;
        assertThat(findings.subList(0, suspect)).doesNotContain(Finding.STUCK);
        assertThat(findings.subList(suspect, suspect + 4)).contains(Finding.STUCK);
        assertThat(findings).filteredOn(Finding.STUCK::equals).hasSizeGreaterThan(STUCK / 2);
        assertThat(twin.snapshot().time())
                .isEqualTo(readings.get(HEALTHY + STUCK - 1).time());
        assertThat(findings.get(STUCK - 1)).isEqualTo(Finding.STUCK);
        assertThat(Oscillator.parameters(twin.snapshot())).isEqualTo(before);
    }

    /** What runs on in lanes takes fixed steps, and what moves alone takes as many as it needs: hence not bit for bit. */
    private static void assertSame(GaussianEstimate found, GaussianEstimate expected) {
        for (int i = 0; i < expected.dimension(); i++) {
            double deviation = expected.standardDeviation(i);
            assertThat(found.mean()[i]).isCloseTo(expected.mean()[i], within(1e-4 * deviation));
            assertThat(found.standardDeviation(i)).isCloseTo(deviation, within(1e-4 * deviation));
        }
    }

    /** A twin that got no output at all while the sensor was stuck knows what this one should. */
    @Test
    void leavesTheWeightsAsIfItHadBeenMissing() {
        Policy policy = Policy.standard();
        Twin stuck = Oscillator.twin().guardedBy(policy).openIn(store, "stuck");
        Twin missing = Oscillator.twin().guardedBy(policy).openIn(store, "missing");
        List<Reading> readings = stuckReadings();
        int compared = 0;
        for (int i = 0; i < HEALTHY + STUCK; i++) {
            Reading reading = readings.get(i);
            Finding finding = stuck.update(reading).finding();
            missing.update(i < HEALTHY ? reading : Oscillator.with(reading, Double.NaN, Double.NaN));
            if (finding == Finding.STUCK) {
                assertThat(Oscillator.parameters(stuck.snapshot()))
                        .isEqualTo(Oscillator.parameters(missing.snapshot()));
                assertSame(stuck.snapshot().estimate(), missing.snapshot().estimate());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(STUCK / 2);
    }

    @Test
    void isBelievedAgainWhenItMoves() {
        Twin twin = Oscillator.twin().openIn(store, "oscillator");
        List<Reading> readings = stuckReadings();
        readings.subList(0, HEALTHY + STUCK).forEach(twin::update);

        int accepted = 0;
        for (Reading reading : readings.subList(HEALTHY + STUCK, readings.size())) {
            accepted += twin.update(reading).accepted() ? 1 : 0;
        }
        assertThat(accepted).isGreaterThanOrEqualTo(58);
        assertThat(Oscillator.stiffness(twin)).isBetween(0.9 * Oscillator.STIFFNESS, 1.1 * Oscillator.STIFFNESS);
    }

    @Test
    void aMachineAtRestIsNotStuck() {
        Twin twin = Oscillator.twin().openIn(store, "oscillator");
        Random random = new Random(1);
        // It comes to rest with a coarse sensor, which then shows exactly nothing.
        for (int i = 0; i < 200; i++) {
            double size = Math.exp(-0.1 * i);
            double[] y = i < 60 ? new double[] {size * random.nextGaussian() * 0.01, 0.1 * size} : new double[] {0, 0};
            Verdict verdict = twin.update(new Reading(i * Oscillator.INTERVAL, new double[] {0}, y));
            assertThat(verdict.finding()).as("reading %d", i).isNotEqualTo(Finding.STUCK);
            if (i >= 60) {
                assertThat(verdict.accepted()).as("reading %d", i).isTrue();
            }
        }
    }

    @Test
    void missingReadingsAreNoRepetitions() {
        Twin twin = Oscillator.twin().openIn(store, "oscillator");
        for (Reading reading : Oscillator.readings(30, 1)) {
            assertThat(twin.update(Oscillator.with(reading, Double.NaN, Double.NaN))
                            .finding())
                    .isEqualTo(Finding.OUTPUT_MISSING);
        }
    }

    @Test
    void aStuckSensorThatFailsToBeStoredIsFoundAllTheSame() {
        FailingStore failing = new FailingStore();
        Twin twin = Oscillator.twin().openIn(failing, "oscillator");
        Twin undisturbed = Oscillator.twin().openIn(store, "oscillator");
        List<Finding> findings = new ArrayList<>();
        for (Reading reading : stuckReadings().subList(0, HEALTHY + 10)) {
            failing.failure = new IllegalStateException("no");
            assertThatThrownBy(() -> twin.update(reading)).isSameAs(failing.failure);
            failing.failure = null;
            findings.add(twin.update(reading).finding());
            assertThat(undisturbed.update(reading).finding()).isEqualTo(findings.get(findings.size() - 1));
        }
        assertThat(findings).contains(Finding.STUCK);
    }
}
