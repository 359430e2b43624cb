package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import dev.weft.solvers.testing.Dense;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

class ChangeDetectorTest {
    private static final double[] ONE = {1};

    /** Validation: D. C. Montgomery, "Introduction to Statistical Quality Control", table of ARLs of CUSUMs with k = ½. */
    @Test
    void runLengthsAreThoseOfTheTable() {
        ChangeSettings four = ChangeSettings.STANDARD.withSums(0.5, 4);
        ChangeSettings five = ChangeSettings.STANDARD.withSums(0.5, 5);

        assertThat(chain(four, 0)).isCloseTo(168, offset(0.5));
        assertThat(chain(five, 0)).isCloseTo(465, offset(0.5));
        assertThat(chain(five, 1)).isCloseTo(10.4, offset(0.05));
        // Siegmund's formula is an approximation, good to some per cent.
        for (ChangeSettings settings : new ChangeSettings[] {four, five, ChangeSettings.STANDARD}) {
            for (double shift : new double[] {0, 0.5, 1, 2}) {
                assertThat(settings.readingsToAlarm(shift)).isCloseTo(chain(settings, shift), withinPercentage(4));
            }
        }
        assertThat(five.readingsToFalseAlarm(2)).isCloseTo(five.readingsToAlarm(0) / 2, withinPercentage(1e-9));
        assertThat(ChangeSettings.STANDARD.readingsToFalseAlarm(1)).isBetween(60_000.0, 80_000.0);
    }

    /**
     * The sums as a chain of 300 states, each way by itself: D. Brook, D. A. Evans, "An approach to the probability
     * distribution of cusum run length", 1972. (I − R) L = 1 for the probabilities R of going from one to another.
     */
    private static double chain(ChangeSettings settings, double shift) {
        return 1 / (1 / chainOneSided(settings, shift) + 1 / chainOneSided(settings, -shift));
    }

    private static double chainOneSided(ChangeSettings settings, double shift) {
        int states = 300;
        double width = 2 * settings.threshold() / (2 * states - 1);
        // P(z ≤ the upper edge of the state that lies so many above), which is all that a step depends on.
        double[] below = new double[2 * states];
        Arrays.setAll(below, k -> normal((k - states + 0.5) * width + settings.reference() - shift));
        DMatrixRMaj stays = Dense.identity(states);
        DMatrixRMaj ones = new DMatrixRMaj(states, 1);
        for (int i = 0; i < states; i++) {
            ones.set(i, 0, 1);
            for (int j = 0; j < states; j++) {
                int edge = j - i + states;
                stays.add(i, j, -(below[edge] - (j == 0 ? 0 : below[edge - 1])));
            }
        }
        return Dense.product(Dense.inverse(stays), ones).get(0);
    }

    private static double normal(double x) {
        return 0.5 * Erf.erfc(-x / Math.sqrt(2));
    }

    /** Simulated innovations, 600 twins: delays and false alarms are as long as they are said to be. */
    @Test
    void delaysAndFalseAlarmsAreAsTold() {
        ChangeSettings settings = ChangeSettings.STANDARD.withSums(0.5, 5);
        int twins = 600;
        double[] lengths = new double[2];
        for (int shifted = 0; shifted < 2; shifted++) {
            ChangeDetector detector = new ChangeDetector(settings, 1, twins);
            Random random = new Random(shifted);
            for (int lane = 0; lane < twins; lane++) {
                double[] z = new double[1];
                for (int i = 1; !detector.hasChanged(lane); i++) {
                    z[0] = random.nextGaussian() + shifted;
                    // The window is left out: it is given what it expects.
                    detector.observe(lane, i, z, ONE, 1);
                }
                Change change = detector.change(lane);
                assertThat(change).isNotNull();
                lengths[shifted] += change.time() / twins;
                assertThat(change.output()).isZero();
                assertThat(change.since()).isLessThanOrEqualTo(change.time());
            }
        }
        // Run lengths are nearly exponential: 600 of them have a mean that is good to 4 %, and the formula to 2 %.
        // Delays
        // vary by some 5 readings.
        assertThat(lengths[0]).isCloseTo(settings.readingsToFalseAlarm(1), withinPercentage(14));
        assertThat(lengths[1]).isCloseTo(settings.readingsToAlarm(1), offset(0.9));
    }

    /** The first full window of a twin of two outputs is beyond its quantile as often as it should be. */
    @Test
    void theWindowAlarmsAsOftenAsItsProbabilitySays() {
        int twins = 4000;
        ChangeSettings settings = ChangeSettings.STANDARD.withSums(0.5, 100).withWindow(10, 0.98);
        ChangeDetector detector = new ChangeDetector(settings, 2, twins);
        Random random = new Random(6);
        double[] deviations = {1, 1};
        for (int i = 0; i < 10; i++) {
            for (int lane = 0; lane < twins; lane++) {
                double[] z = {random.nextGaussian(), i % 3 == 0 ? Double.NaN : random.nextGaussian()};
                double second = Double.isNaN(z[1]) ? 0 : z[1];
                detector.observe(lane, i, z, deviations, z[0] * z[0] + second * second);
            }
            assertThat(i < 9 ? detector.changed() : 0).isZero();
        }
        // Binomial: 80 expected of 4,000, with a deviation of 9; four of them.
        assertThat(detector.changed()).isBetween(80 - 36, 80 + 36);
    }

    @Test
    void aChangeIsNamedWithItsKindItsOutputAndItsTime() {
        ChangeDetector detector = new ChangeDetector(ChangeSettings.STANDARD, 2, 3);
        double[] deviations = {2, 0.1};
        for (int i = 0; i < 100; i++) {
            double wave = i % 2 == 0 ? 1 : -1;
            double shift = i < 40 ? 0 : -2;
            detector.observe(0, i, new double[] {2 * wave, 0.1 * (wave + shift)}, deviations, 2);
            detector.observe(1, i, new double[] {2 * wave, Double.NaN}, deviations, 1);
            double size = i < 40 ? 1 : 2.5;
            detector.observe(2, i, new double[] {2 * size * wave, 0.1 * size * wave}, deviations, 2 * size * size);
        }
        Change fall = detector.change(0);
        Change size = detector.change(2);

        // Sums grow by 1.5 a reading on average; those before the shift come back to 0 each second reading.
        assertThat(fall).isNotNull();
        assertThat(fall.kind()).isEqualTo(Change.Kind.FALL);
        assertThat(fall.output()).isEqualTo(1);
        assertThat(fall.since()).isBetween(38.0, 40.0);
        assertThat(fall.time()).isBetween(45.0, 48.0);
        assertThat(detector.change(1)).isNull();
        assertThat(size).isNotNull();
        assertThat(size.kind()).isEqualTo(Change.Kind.SIZE);
        assertThat(size.output()).isEqualTo(-1);
        assertThat(size.time()).isBetween(41.0, 60.0);
        assertThat(detector.changed()).isEqualTo(2);
        detector.reset(0);
        assertThat(detector.changed()).isEqualTo(1);
        assertThat(detector.hasChanged(0)).isFalse();
        assertThat(detector.falls()[1][0]).isZero();
    }

    @Test
    void oneWildReadingIsNoChange() {
        ChangeDetector detector = new ChangeDetector(ChangeSettings.STANDARD, 1, 1);
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            double z = i == 200 ? 1e6 : random.nextGaussian();
            detector.observe(0, i, new double[] {z}, ONE, z * z);
        }
        assertThat(detector.change(0)).isNull();
    }

    /** Oscillators whose filter thinks that nothing changes; one becomes stiffer by half. */
    @Test
    void aFleetNamesTheTwinThatChanged() {
        int lanes = 50;
        FilterModel model = FilterCases.OSCILLATOR;
        OscillatorTruth truth = new OscillatorTruth(lanes, 4);
        FilterPlanes fleet = FilterPlanes.allocate(model, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            fleet.put(lane, FilterCases.oscillatorStart());
        }
        FleetFilter filter = new FleetFilter(model, FilterMethod.EXTENDED);
        ChangeDetector detector = new ChangeDetector(ChangeSettings.STANDARD, 2, lanes);
        for (int i = 0; i < 260; i++) {
            if (i == 200) {
                assertThat(detector.changed()).isZero();
                truth.jump(17, 1, Math.log(1.5));
            }
            truth.move(fleet, i, 0.05);
            filter.step(fleet, 0.05);
            detector.observe(fleet, 0.05 * (i + 1));
        }
        Change change = detector.change(17);

        assertThat(detector.changed()).isEqualTo(1);
        assertThat(change).isNotNull();
        assertThat(change.time()).isBetween(10.0, 13.0);
        assertThat(change.since()).isBetween(9.0, change.time());
    }

    @Test
    void watchingAllocatesNothing() {
        ChangeDetector detector = new ChangeDetector(ChangeSettings.STANDARD, 2, 500);
        FilterPlanes fleet = FilterPlanes.allocate(FilterCases.OSCILLATOR, 500);
        Arrays.fill(fleet.innovationVariances()[0], 1);
        Arrays.fill(fleet.innovationVariances()[1], 1);
        detector.observe(fleet, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 200; i++) {
            detector.observe(fleet, i);
        }
        // The bean's own answers cost some bytes; an object for each lane and call would be 1.6 MB.
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(2_000);
    }

    @Test
    void settingsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeSettings.STANDARD.withSums(0, 5))
                .withMessage("reference = 0.0, expected a finite number > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeSettings.STANDARD.withWindow(0, 0.9))
                .withMessageStartingWith("window = 0 readings");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeSettings.STANDARD.withWindow(5, 1))
                .withMessage("probability = 1.0, expected 0 < probability < 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChangeDetector(ChangeSettings.STANDARD, 1, 0))
                .withMessage("lanes = 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChangeDetector(ChangeSettings.STANDARD, 1, 2)
                        .observe(FilterPlanes.allocate(FilterCases.OSCILLATOR, 2), 0))
                .withMessageStartingWith("fleet = 2×2, expected 1×2");
    }
}
