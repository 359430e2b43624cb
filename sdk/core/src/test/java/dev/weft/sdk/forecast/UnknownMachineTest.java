package dev.weft.sdk.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.forecast.ContextFinding.Kind;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.testing.FreeOscillator;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Forecasts of machines of which only the kind is known: the prior of the catalogue, with its wide bounds. */
class UnknownMachineTest {
    private static final double STEP = 1 / 255.0;
    private static final int ROWS = 256;
    private static final int CONTEXT = 100;
    private static final double[] USUAL = {0.01, 0.1};
    private static final PhysicsModel NOMINAL = PhysicsModel.nominal(new MassSpringDamper(), STEP);

    /** An oscillator of half a turn to three turns within the context, weakly or well damped. */
    private static FreeOscillator drawn(Random random) {
        double stiffness = Math.exp(Math.log(60) + random.nextDouble() * Math.log(1800 / 60.0));
        double damping = 0.2 + random.nextDouble() * 14;
        return new FreeOscillator(stiffness, damping, 1 + 0.4 * random.nextGaussian(), 0.4 * random.nextGaussian());
    }

    private static double truth(FreeOscillator oscillator, int row, int k) {
        return k == 0 ? oscillator.position(row * STEP) : oscillator.velocity(row * STEP);
    }

    @ParameterizedTest
    @EnumSource(
            value = Adaptation.class,
            names = {"FILTER", "BATCH"})
    void exactReadingsGiveAnExactForecast(Adaptation adaptation) {
        Random random = new Random(1);
        Forecaster forecaster = new Forecaster(NOMINAL, adaptation);
        for (int run = 0; run < 12; run++) {
            FreeOscillator oscillator = drawn(random);
            Forecast forecast = forecaster.forecast(oscillator.read(ROWS, STEP, 0, 0, run), CONTEXT);
            for (int i = CONTEXT; i < ROWS; i++) {
                for (int k = 0; k < 2; k++) {
                    // A fifth of the usual noise. The batch is closer by ten times; the filter linearises once behind
                    // its first rows, when it still allows for the noise that is usual.
                    assertThat(Math.abs(forecast.output(i, k) - truth(oscillator, i, k)))
                            .as("%s, row %d, output %d", oscillator, i, k)
                            .isLessThan((adaptation == Adaptation.FILTER ? 0.2 : 0.02) * USUAL[k]);
                }
            }
            assertThat(forecast.noise(0)).isLessThan(0.05 * USUAL[0]);
            assertThat(forecast.noise(1)).isLessThan(0.05 * USUAL[1]);
            assertThat(forecast.findings()).isEmpty();
        }
    }

    /** The band is right whatever the noise is: as usual, a tenth of it, five times as much, or unlike at the two sensors. */
    @ParameterizedTest
    @CsvSource({"FILTER, 1, 1", "FILTER, 0.1, 0.1", "FILTER, 5, 5", "FILTER, 0.1, 2", "BATCH, 1, 1", "BATCH, 0.1, 2"})
    void theBandHoldsWhateverTheNoiseIs(Adaptation adaptation, double position, double velocity) {
        double[] factors = {position, velocity};
        Random random = new Random(2);
        int runs = 30;
        Forecaster forecaster = new Forecaster(NOMINAL, adaptation);
        int[] inside = new int[2];
        double[] found = new double[2];
        for (int run = 0; run < runs; run++) {
            MeasuredSeries series = drawn(random).read(ROWS, STEP, position * USUAL[0], velocity * USUAL[1], 100 + run);
            Forecast forecast = forecaster.forecast(series, CONTEXT);
            for (int k = 0; k < 2; k++) {
                found[k] += forecast.noise(k) / USUAL[k] / runs;
                for (int i = CONTEXT; i < ROWS; i++) {
                    double error = Math.abs(forecast.output(i, k) - series.outputs(i)[k]);
                    inside[k] += error <= 1.96 * forecast.standardDeviation(i, k) ? 1 : 0;
                }
            }
        }
        for (int k = 0; k < 2; k++) {
            // Less than 93 % is a band that promises too much. The model allows for wandering that this machine does
            // not
            // do, so its band is wider than it need be; where one sensor is noisy, the wandering it may hide stays
            // allowed, and the band of the quiet one holds everything.
            double share = (double) inside[k] / (runs * (ROWS - CONTEXT));
            double most = position == velocity ? 0.9999 : 1;
            assertThat(share).as("output %d", k).isBetween(0.93, most);
            // A quiet sensor cannot be told from the wandering that the noisy one hides: half as much again.
            assertThat(found[k]).as("noise %d", k).isCloseTo(factors[k], withinPercentage(60));
        }
    }

    @Test
    void noiseAsUsualIsLeftAsItIs() {
        Random random = new Random(3);
        for (int run = 0; run < 10; run++) {
            MeasuredSeries series = drawn(random).read(ROWS, STEP, USUAL[0], USUAL[1], run);
            Forecast forecast = new Forecaster(NOMINAL, Adaptation.FILTER).forecast(series, CONTEXT);
            assertThat(forecast.noise(0)).isEqualTo(USUAL[0]);
            assertThat(forecast.noise(1)).isEqualTo(USUAL[1]);
        }
    }

    private static List<Kind> kinds(MeasuredSeries series, int context) {
        return new Forecaster(NOMINAL, Adaptation.FILTER)
                .forecast(series, context).findings().stream()
                        .map(ContextFinding::kind)
                        .toList();
    }

    @Test
    void aContextThatCannotCarryAForecastIsTold() {
        MeasuredSeries good = new FreeOscillator(400, 3, 1, 0).read(60, STEP, 0.01, 0.1, 1);
        MeasuredSeries resting = new FreeOscillator(400, 3, 0, 0).read(60, STEP, 0, 0, 1);
        double[][] nothing = new double[60][2];
        Arrays.stream(nothing).forEach(row -> Arrays.fill(row, Double.NaN));
        double[] times = new double[60];
        Arrays.setAll(times, i -> i * STEP);
        MeasuredSeries blind = new MeasuredSeries("blind", times, new double[60][1], nothing);
        double[][] jumping = new double[60][2];
        Random random = new Random(5);
        Arrays.setAll(jumping, i -> new double[] {5 * random.nextGaussian(), 500 * random.nextGaussian()});
        MeasuredSeries otherMachine = new MeasuredSeries("other", times, new double[60][1], jumping);

        assertThat(kinds(good, 40)).isEmpty();
        assertThat(kinds(good, 0)).isEmpty();
        // Three parameters and two states; two readings a row.
        assertThat(kinds(good, 3)).isEmpty();
        assertThat(kinds(good, 2)).containsExactly(Kind.TOO_SHORT);
        assertThat(kinds(resting, 40)).containsExactly(Kind.CONSTANT, Kind.CONSTANT);
        assertThat(kinds(blind, 40)).containsExactly(Kind.EMPTY);
        assertThat(kinds(otherMachine, 40)).contains(Kind.FAR);
        assertThat(new Forecaster(NOMINAL, Adaptation.BATCH)
                        .forecast(good, 2)
                        .findings()
                        .get(0)
                        .text())
                .isEqualTo("readings in the context = 4, expected 5 or more, one an unknown; a longer context or a "
                        + "calibrated model tells the rest");
    }
}
