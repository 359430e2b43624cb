package dev.weft.sdk.calibration;

import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.VOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualTestsTest {
    private static double[] autoregressive(int n, double factor, long seed) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (i == 0 ? 0 : factor * values[i - 1]) + random.nextGaussian();
        }
        return values;
    }

    /** p-values of white noise are even: of 400 a share of 0.05 ± 0.011 lies below 0.05; three times that. */
    @Test
    void ofWhiteNoiseFivePerCentLieBelowFivePerCent() {
        long below = 0;
        for (int seed = 0; seed < 400; seed++) {
            below += ResidualTests.whiteness(List.of(autoregressive(200, 0, seed))) < 0.05 ? 1 : 0;
        }
        assertThat(below / 400.0).isCloseTo(0.05, within(0.033));
    }

    /** With a factor of 0.5 the first autocorrelation alone makes Q about 200·0.25 = 50, beyond χ² of 20. */
    @Test
    void autoregressiveNoiseIsNotWhite() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(ResidualTests.whiteness(List.of(autoregressive(200, 0.5, seed))))
                    .isLessThan(0.01);
        }
    }

    /** Two slow signals that know nothing of each other: Bartlett's standard deviation keeps the alarms few. */
    @Test
    void slowNoiseDoesNotSeemToFollowASlowInput() {
        int alarms = 0;
        for (int seed = 0; seed < 200; seed++) {
            double strength = ResidualTests.strength(
                    List.of(autoregressive(400, 0.9, seed)), List.of(autoregressive(400, 0.9, 1000 + seed)));
            // The largest of 21 lags beyond 3.5: once in 200 at most if the lags were independent.
            alarms += strength > 3.5 ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(8);
    }

    /** A leak that an input heats, which the prior does not know: the input acts on the residuals a while later. */
    @Test
    void aMissingEffectOfAnInputIsNamed() {
        CalibrationResult missing = calibrate(0.3, 11);
        CalibrationResult whole = calibrate(0, 11);

        assertThat(missing.leftOver()).hasSize(1);
        assertThat(missing.leftOver().get(0).followed()).containsExactly("pump");
        assertThat(missing.leftOver().get(0).sentences())
                .containsExactly("what is left over of shown still follows input pump: something is missing in how pump"
                        + " acts");
        assertThat(missing.leftOver().get(0).isWhite()).isFalse();
        assertThat(whole.leftOver().get(0).followed()).isEmpty();
        assertThat(whole.leftOver().get(0).isWhite()).isTrue();
    }

    private static CalibrationResult calibrate(double effect, long seed) {
        int count = 200;
        double[][] inputs = Lab.jumps(count, 3, seed, new double[] {0, 1}, new double[] {0, 1});
        Leak prior = new Leak();
        MeasuredSeries clean = Lab.measure(
                prior, new double[] {1, 1}, new double[] {1}, Lab.times(count, 0.2), inputs, new double[] {0.02}, seed);
        // What the first input adds by a way of its own: a lag of five readings.
        double added = 0;
        for (int i = 0; i < count; i++) {
            clean.outputs(i)[0] += added;
            added += 0.2 * (effect * inputs[i][0] - added);
        }
        return Calibrations.of(prior, clean);
    }

    private static final class Leak extends PhysicsPrior {
        final Parameter rate = parameter("rate", PER_SECOND).between(0.01, 10).nominal(0.5);
        final Parameter gain = parameter("gain", PER_SECOND).between(0.01, 10).nominal(0.5);
        final State charge = state("charge", VOLT).startsAt(1).within(1);
        final Input pump = input("pump", NUMBER);
        final Input source = input("source", VOLT);

        Leak() {
            equation(charge.rate(), gain.times(source).minus(rate.times(charge)));
            output("shown", charge, 0.01, "charge");
        }
    }
}
