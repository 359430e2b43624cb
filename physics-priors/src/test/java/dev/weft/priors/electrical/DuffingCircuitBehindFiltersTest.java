package dev.weft.priors.electrical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DuffingCircuitBehindFiltersTest {
    private static final double F = 2;
    private static final double OMEGA = 2 * Math.PI * F;
    private static final double FILTER = 7.5;
    private static final double RATIO = 0.3;

    @Test
    void filtersAreNotSeenOnALinearCircuit() {
        Run bare = new Run(new DuffingCircuit(), new double[] {F, 1.5, 2, 0, 0.1, 0, 0}, 0.4, -1);
        Run behind = behind(1.5, 2, 0, 0.1, 0, FILTER, 0.4, -1);
        for (int i = 0; i < 100; i++) {
            double drive = Math.sin(0.9 * i);
            bare.step(0.02, drive);
            behind.step(0.02, drive);
            // Two integrations within 1e-8 or so each.
            assertThat(behind.state(0)).isCloseTo(bare.state(0), offset(1e-6));
        }
    }

    /** Filters far above all that swings delay nothing: 4ζ/ω_H is 19 µs, some 2e-4 of a period's radian. */
    @Test
    void isTheCircuitAloneBehindFastFilters() {
        Run bare = new Run(new DuffingCircuit(), new double[] {F, 1.5, 2, 0.7, 0.1, 0.2, 0}, 0.4, -1);
        Run behind = behind(1.5, 2, 0.7, 0.1, 0.2, 1e4, 0.4, -1);
        for (int i = 0; i < 50; i++) {
            double drive = Math.sin(0.9 * i);
            bare.step(0.02, drive);
            behind.step(0.02, drive);
            assertThat(behind.state(0)).isCloseTo(bare.state(0), offset(1e-3));
        }
    }

    @Test
    void restsWhereTheFeedbackEqualsTheDriveAndTheOffset() {
        Run run = behind(20, 1.2, 3, 0.05, 0.4, FILTER);
        for (int i = 0; i < 60; i++) {
            run.step(0.1, 0.5);
        }
        double y = run.state(0);
        assertThat(y + 0.4 * y * y + 3 * y * y * y).isCloseTo(1.2 * 0.5 + 0.05, offset(1e-6));
    }

    /**
     * A steady swing recorded by the all-pass: its third harmonic comes later by φ(3ω) − 3·φ(ω), with the phase of the
     * all-pass φ(ω) = 2·atan(2ζX/(1 − X²)), X = ω/ω_H, and keeps its size.
     */
    @Test
    void theThirdHarmonicComesLaterByThePhaseOfTheFilters() {
        double[] bare = thirdHarmonic(new Run(new DuffingCircuit(), new double[] {F, 1.5, 1, 0.1, 0, 0, 0}, 0, 0));
        double[] behind = thirdHarmonic(behind(1.5, 1, 0.1, 0, 0, FILTER));
        double expected = phase(3 * F / FILTER) - 3 * phase(F / FILTER);

        // The look ahead is of second order: τω = 0.32, of which the third power over 6 is left, tripled in the cube.
        assertThat(Math.IEEEremainder(bare[1] - behind[1] - expected, 2 * Math.PI))
                .isCloseTo(0, offset(0.1));
        assertThat(behind[0] / bare[0]).isCloseTo(1, offset(0.1));
        assertThat(expected).isGreaterThan(0.5);
    }

    private static double phase(double x) {
        return 2 * Math.atan2(2 * RATIO * x, 1 - x * x);
    }

    /** Size, and phase from that of three times the first harmonic, over a period once the start is forgotten. */
    private static double[] thirdHarmonic(Run run) {
        int steps = 48;
        double step = 1 / (F * steps);
        double[] sums = new double[4];
        for (int i = 0; i < 21 * steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            if (i >= 20 * steps) {
                sums[0] += run.state(0) * Math.cos(angle);
                sums[1] -= run.state(0) * Math.sin(angle);
                sums[2] += run.state(0) * Math.cos(3 * angle);
                sums[3] -= run.state(0) * Math.sin(3 * angle);
            }
            run.step(step, 0.1 * Math.sin(angle));
        }
        double first = Math.atan2(sums[1], sums[0]);
        return new double[] {Math.hypot(sums[2], sums[3]), Math.atan2(sums[3], sums[2]) - 3 * first};
    }

    private static Run behind(
            double damping,
            double gain,
            double cubic,
            double offset,
            double asymmetry,
            double filter,
            double... start) {
        double[] parameters = {F, damping, gain, cubic, offset, asymmetry, 0, 0.05, filter, RATIO};
        return new Run(new DuffingCircuitBehindFilters(), parameters, Arrays.copyOf(start, 4));
    }
}
