package dev.weft.sdk.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.validation.MethodScore.ContextError;
import dev.weft.sdk.validation.method.ForecastMethod;
import dev.weft.sdk.validation.method.ForecastMethods;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonStudyTest {
    private static final int SAMPLES = 60;
    private static final int CONTEXT = 40;

    /** y_t = 0.6 y_{t−1} + 0.3 y_{t−2} + 0.5 u_{t−1} + 1, without noise. */
    private static MachineRecord linear(long seed) {
        Random random = new Random(seed);
        double[] times = new double[SAMPLES];
        double[][] inputs = new double[SAMPLES][1];
        double[][] outputs = new double[SAMPLES][1];
        for (int t = 0; t < SAMPLES; t++) {
            times[t] = t;
            inputs[t][0] = random.nextGaussian();
            outputs[t][0] = t < 2
                    ? random.nextGaussian()
                    : 0.6 * outputs[t - 1][0] + 0.3 * outputs[t - 2][0] + 0.5 * inputs[t - 1][0] + 1;
        }
        return new MachineRecord(
                new Machine(new double[0], new double[0]),
                new MeasuredSeries("linear", times, inputs, outputs),
                new double[SAMPLES][0],
                outputs);
    }

    private static ForecastMethod arx() {
        return ForecastMethods.withoutPhysics().get(0);
    }

    private static ForecastMethod persistence() {
        return ForecastMethods.withoutPhysics().get(1);
    }

    @Test
    void aLinearModelForecastsALinearSystem() {
        ComparisonStudy study = new ComparisonStudy(List.of(linear(1), linear(2), linear(3)), CONTEXT);
        MethodScore score = study.score(arx());

        assertThat(score.failed()).isZero();
        // The ridge of 1e-6 bends the coefficients by its square.
        assertThat(score.error()).isLessThan(1e-6);
        // Five rows are too few for any order, ten for the second.
        assertThat(score.byContext()).extracting(ContextError::rows).containsExactly(5, 10, 20, CONTEXT);
        assertThat(score.byContext().get(0).error()).isInfinite();
        assertThat(score.byContext().get(2).error()).isLessThan(1e-5);
        assertThat(score.rowsFor(1e-5)).hasValue(20);
        assertThat(score.rowsFor(0)).isEmpty();
    }

    @Test
    void persistenceRepeatsTheLastReadingOfTheContext() {
        MachineRecord record = linear(1);
        double[][] forecast =
                persistence().forecast(List.of(record.measured()), CONTEXT).get(0);

        assertThat(forecast[CONTEXT - 2][0]).isEqualTo(record.outputs()[CONTEXT - 2][0]);
        assertThat(forecast[CONTEXT][0]).isEqualTo(record.outputs()[CONTEXT - 1][0]);
        assertThat(forecast[SAMPLES - 1][0]).isEqualTo(record.outputs()[CONTEXT - 1][0]);
    }

    @Test
    void aContextTooShortForALinearModelIsAFailedForecast() {
        ComparisonStudy study = new ComparisonStudy(List.of(linear(1)), 6);

        assertThat(study.score(arx()).failed()).isEqualTo(1);
        assertThat(study.score(arx()).error()).isInfinite();
    }

    /** What lies behind the context must not be seen. */
    @Test
    void methodsSeeTheContextOnly() {
        ForecastMethod peeking = new ForecastMethod() {
            @Override
            public String name() {
                return "peeking";
            }

            @Override
            public String learns() {
                return "what it must not see";
            }

            @Override
            public int records() {
                return 0;
            }

            @Override
            public List<double[][]> forecast(List<MeasuredSeries> series, int context) {
                return series.stream()
                        .map(s -> {
                            double[][] rows = new double[s.length()][];
                            for (int t = 0; t < rows.length; t++) {
                                rows[t] = s.outputs(t).clone();
                            }
                            return rows;
                        })
                        .toList();
            }
        };

        assertThat(new ComparisonStudy(List.of(linear(1)), CONTEXT)
                        .score(peeking)
                        .failed())
                .isEqualTo(1);
    }

    /** Means are as bad as 1, by definition. */
    @Test
    void theErrorIsRelativeToHowMuchOutputsVary() {
        MachineRecord record = linear(4);
        double mean =
                Arrays.stream(record.outputs()).mapToDouble(y -> y[0]).average().orElseThrow();
        double[][] forecast = new double[SAMPLES][1];
        for (double[] row : forecast) {
            row[0] = mean;
        }

        assertThat(new ForecastError(List.of(record)).of(record, forecast, 0)).isCloseTo(1, within(1e-12));
        assertThat(new ForecastError(List.of(record)).of(record, record.outputs(), 0))
                .isZero();
    }
}
