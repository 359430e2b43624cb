package dev.weft.twins;

import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.ledger.TwinSnapshot;
import java.util.Arrays;

/** Read the weights of a snapshot out into the future: nothing is changed. */
final class Forecast {
    private final String id;
    private final PhysicsModel model;

    Forecast(String id, PhysicsModel model) {
        this.id = id;
        this.model = model;
    }

    /**
     * Forecast under given inputs.
     *
     * @param adapts whether the weights that adapt serve; approved ones do not wander
     * @param times strictly increasing, the first not before the snapshot's [T]. Not modified
     * @param inputs at each time [T×K]. Not modified
     * @throws IllegalArgumentException if there was no reading yet, sizes differ, an input is not finite, or a time is not
     *     after the one before
     */
    Prediction of(TwinSnapshot now, long version, boolean adapts, double[] times, double[][] inputs) {
        if (Double.isNaN(now.time())) {
            throw new IllegalArgumentException("twin " + id + " had no reading yet, expected one before a forecast");
        }
        if (times.length != inputs.length) {
            throw new IllegalArgumentException(
                    "forecast with " + times.length + " times and " + inputs.length + " input rows, expected as many");
        }
        // Approved parameters stay as they are, so they do not get less sure either.
        WeightFilter filter =
                new WeightFilter(adapts ? model : model.withNoise(model.noise().withDrift(0)));
        Expectation expectation = filter.newExpectation();
        GaussianEstimate theta = adapts ? now.estimate() : now.serving().orElseGet(now::estimate);
        int q = model.prior().outputs().size();
        double[][] outputs = new double[times.length][q];
        double[][] deviations = new double[times.length][q];
        double t = now.time();
        double[] held = now.inputs();
        for (int i = 0; i < times.length; i++) {
            require(held, inputs[i], i, t, times[i]);
            if (times[i] > t) {
                filter.propagate(theta, LiveWeights.interval(model, t, held, times[i], inputs[i]), 0);
            }
            t = times[i];
            held = inputs[i];
            filter.expect(theta, held, expectation);
            for (int k = 0; k < q; k++) {
                outputs[i][k] = expectation.output(k);
                deviations[i][k] = expectation.standardDeviation(k);
            }
        }
        return new Prediction(id, version, Arrays.copyOf(times, times.length), outputs, deviations);
    }

    private static void require(double[] held, double[] inputs, int i, double before, double time) {
        if (inputs.length != held.length || !Arrays.stream(inputs).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("forecast inputs " + i + " = " + Arrays.toString(inputs) + ", expected "
                    + held.length + " finite numbers");
        }
        if (!(i == 0 ? time >= before : time > before) || Double.isInfinite(time)) {
            throw new IllegalArgumentException(
                    "forecast time " + i + " = " + time + " s, expected one after " + before + " s");
        }
    }
}
