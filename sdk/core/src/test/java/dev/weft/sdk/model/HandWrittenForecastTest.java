package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.sdk.warp.WarpBatch;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forecasts from a file written by hand, by plain loops, and holds the library to the same numbers: θ = φ(x_0) and the
 * previous input x_0 at first; at every step t = 0 … T − 1, θ ← A θ + B (input − previous input) and ŷ_{t+1} =
 * root(τ_{t+1}; θ), where the input is x_t within the context and the prediction behind it. Where values drive, θ ← A θ
 * + B input.
 */
class HandWrittenForecastTest {
    private static final int STEPS = 12;
    private static final int CONTEXT = 5;
    private static final int D = 2 * 3 + 4 * 2;

    private final Random random = new Random(11);
    private final double[] transition = numbers(D * D, 0.3);
    private final double[] input = numbers(D * 2, 0.5);
    private final double[] weight0 = numbers(6 * 2, 0.5);
    private final double[] bias0 = numbers(6, 0.5);
    private final double[] weight1 = numbers(D * 6, 0.5);
    private final double[] bias1 = numbers(D, 0.5);
    private final double[] truth = numbers(STEPS * 2, 1);

    private double[] numbers(int count, double size) {
        return random.doubles(count, -size, size).toArray();
    }

    /** ⌊(2 + 14)/2⌋ = 8 hidden units would be the rule for one layer: the card names six. */
    private byte[] file(String more) {
        String card = "{'kind':'warp','version':1,'root':{'hidden':[3],'activation':'swish','final':null,'inputs':1,"
                + "'outputs':2},'transition':'dense','initial':{'hidden':[6],'activation':'swish'},"
                + "'signals':['a','b'],'normalisation':null,'timeChannel':false,'uncertainty':false,'steps':" + STEPS
                + more + "}";
        String[] names = {
            "transition.A|[14,14]",
            "input.B|[14,2]",
            "initial.layer0.weight|[6,2]",
            "initial.layer0.bias|[6]",
            "initial.layer1.weight|[14,6]",
            "initial.layer1.bias|[14]"
        };
        double[][] tensors = {transition, input, weight0, bias0, weight1, bias1};
        ByteBuffer data = ByteBuffer.allocate(
                        8 * Arrays.stream(tensors).mapToInt(t -> t.length).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"weft\":\"" + card.replace("'", "\\\"") + "\"}");
        for (int i = 0; i < names.length; i++) {
            int bar = names[i].indexOf('|');
            int from = data.position();
            for (double value : tensors[i]) {
                data.putDouble(value);
            }
            header.append(",\"%s\":{\"dtype\":\"F64\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(names[i].substring(0, bar), names[i].substring(bar + 1), from, data.position()));
        }
        return TensorBytes.file(header + "}", data.array());
    }

    private static double[] affine(double[] weight, double[] x, double[] bias) {
        double[] y = bias.clone();
        for (int o = 0; o < y.length; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += weight[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    private static double[] swish(double[] z) {
        return Arrays.stream(z).map(v -> v / (1 + Math.exp(-v))).toArray();
    }

    private static double[] root(double[] theta, double tau) {
        double[] hidden = swish(affine(Arrays.copyOf(theta, 3), new double[] {tau}, Arrays.copyOfRange(theta, 3, 6)));
        return affine(Arrays.copyOfRange(theta, 6, 12), hidden, Arrays.copyOfRange(theta, 12, 14));
    }

    /** Row t is the prediction for step t + 1. */
    private double[][] expected(boolean differences) {
        double[][] predictions = new double[STEPS][];
        double[] previous = Arrays.copyOf(truth, 2);
        double[] theta = affine(weight1, swish(affine(weight0, previous, bias0)), bias1);
        for (int t = 0; t < STEPS; t++) {
            double[] fed = t < CONTEXT ? Arrays.copyOfRange(truth, 2 * t, 2 * t + 2) : predictions[t - 1];
            double[] drive = differences ? new double[] {fed[0] - previous[0], fed[1] - previous[1]} : fed;
            theta = affine(transition, theta, affine(input, drive, new double[D]));
            previous = fed;
            predictions[t] = root(theta, (t + 1) / (STEPS - 1.0));
        }
        return predictions;
    }

    /** A card that does not say what drives is of differences. */
    @ParameterizedTest
    @ValueSource(strings = {"", ",'drive':'differences'", ",'drive':'values'"})
    void theLibraryForecastsWhatTheEquationsSay(String drive) {
        WarpModel model = WarpModelFile.read(file(drive));
        double[] times = new double[STEPS];
        double[][] signals = new double[STEPS][];
        for (int t = 0; t < STEPS; t++) {
            times[t] = t;
            signals[t] = Arrays.copyOfRange(truth, 2 * t, 2 * t + 2);
        }
        WarpSeries series = new WarpSeries("s", times, signals, new double[STEPS][0], new double[STEPS][0], -1);
        WarpBatch<double[]> batch = model.program(RealArrays.doubles()).batch(BatchTransition.LANES, STEPS);
        batch.fill(0, series, model.interval(), CONTEXT, 0, random, 1);
        batch.forward(0, false, false, random);

        double[][] expected = expected(!drive.contains("values"));
        for (int t = 0; t < STEPS; t++) {
            // Sums of a dozen terms of size one, in another order, over a dozen steps.
            assertThat(batch.prediction(0, t, 0)).as("step %d", t + 1).isCloseTo(expected[t][0], offset(1e-12));
            assertThat(batch.prediction(0, t, 1)).as("step %d", t + 1).isCloseTo(expected[t][1], offset(1e-12));
        }
    }
}
