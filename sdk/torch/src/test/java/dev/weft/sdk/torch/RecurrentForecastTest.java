package dev.weft.sdk.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.validation.method.ForecastLearner;
import dev.weft.sdk.validation.method.ForecastMethod;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Both networks are found, learn what is easy to learn, with inputs and without, and read nothing behind the context. */
class RecurrentForecastTest {
    private static final int LENGTH = 40;
    private static final int CONTEXT = 10;
    private static final double SECONDS = 10;

    /** First-order lags of a level that is driven, or decays. */
    private static List<MeasuredSeries> lags(int count, boolean driven, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MeasuredSeries> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double[] times = new double[LENGTH];
            double[][] inputs = new double[LENGTH][driven ? 1 : 0];
            double[][] outputs = new double[LENGTH][1];
            double y = random.nextDouble(50, 150);
            double u = random.nextDouble(0, 100);
            for (int t = 0; t < LENGTH; t++) {
                times[t] = t;
                if (driven) {
                    u = t % 8 == 0 ? random.nextDouble(0, 100) : u;
                    inputs[t][0] = u;
                }
                outputs[t][0] = y;
                y += 0.15 * ((driven ? u : 0) - y);
            }
            all.add(new MeasuredSeries("lag " + n, times, inputs, outputs));
        }
        return all;
    }

    private static MeasuredSeries hidden(MeasuredSeries series) {
        double[] times = new double[LENGTH];
        double[][] inputs = new double[LENGTH][];
        double[][] outputs = new double[LENGTH][];
        for (int t = 0; t < LENGTH; t++) {
            times[t] = series.time(t);
            inputs[t] = series.inputs(t);
            outputs[t] = t < CONTEXT ? series.outputs(t) : new double[] {Double.NaN};
        }
        return new MeasuredSeries(series.name(), times, inputs, outputs);
    }

    @Test
    void bothLearnALag() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (ForecastLearner learner : ServiceLoader.load(ForecastLearner.class)) {
            names.add(learner.name());
            for (boolean driven : new boolean[] {true, false}) {
                ForecastMethod method = learner.learn(lags(32, driven, 1), CONTEXT, SECONDS, 1);
                List<MeasuredSeries> others = lags(8, driven, 2);
                List<double[][]> forecasts = method.forecast(
                        others.stream().map(RecurrentForecastTest::hidden).toList(), CONTEXT);
                double error = 0;
                double persistence = 0;
                for (int n = 0; n < others.size(); n++) {
                    assertThat(forecasts.get(n)[CONTEXT - 1]).isEmpty();
                    double last = others.get(n).outputs(CONTEXT - 1)[0];
                    for (int t = CONTEXT; t < LENGTH; t++) {
                        double truth = others.get(n).outputs(t)[0];
                        error += Math.abs(forecasts.get(n)[t][0] - truth);
                        persistence += Math.abs(last - truth);
                    }
                }
                // Nothing learned is persistence: the networks predict changes.
                assertThat(error).as(learner.name() + ", driven " + driven).isLessThan(0.5 * persistence);
                assertThat(method.records()).isEqualTo(32);
                assertThat(method.learns()).matches("[12]\\d{3} parameters .*");
            }
        }
        assertThat(names).containsExactly("GRU", "LSTM");
    }

    @Test
    void scalesByMeanAndDeviation() {
        double[] times = {0, 1, 2, 3};
        double[][] outputs = {{1e6 + 1, 7}, {1e6 + 3, 7}, {1e6 + 1, 7}, {1e6 + 3, 7}};
        double[][] inputs = new double[4][0];
        ColumnScale scale =
                ColumnScale.of(List.of(new MeasuredSeries("a", times, inputs, outputs)), MeasuredSeries::outputs);
        assertThat(scale.mean()).containsExactly(1e6 + 2, 7);
        assertThat(scale.deviation()).containsExactly(1, 1);
        assertThat(scale.original(scale.scaled(1e6 + 3, 0), 0)).isEqualTo(1e6 + 3);
    }
}
