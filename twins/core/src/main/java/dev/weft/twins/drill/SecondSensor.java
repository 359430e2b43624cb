package dev.weft.twins.drill;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.twins.Reading;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.quality.QualityRules;
import dev.weft.twins.quality.Redundancy;
import dev.weft.twins.quality.SignalRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Put a second sensor beside a signal: what was measured, with noise of its own, as large as the model's of the first. The gate
 * knows of it by the policy's rule or, where the policy has none, by a tolerance of three of these standard deviations.
 */
final class SecondSensor {
    private static final double TOLERANCE = 3;
    /** Of an input a model knows no noise. */
    private static final double OF_AN_INPUT = 0.01;

    private final PhysicsModel model;
    private final Policy policy;
    private final int signal;
    private final long seed;

    SecondSensor(PhysicsModel model, Policy policy, int signal, long seed) {
        this.model = model;
        this.policy = policy;
        this.signal = signal;
        this.seed = seed;
    }

    private double noise(List<Reading> clean) {
        int output = signal - model.prior().inputs().size();
        return output >= 0 ? model.noise().measurement(output) : OF_AN_INPUT * Signals.deviation(clean, signal);
    }

    /** The readings with the second sensor. */
    List<Reading> beside(List<Reading> clean) {
        Random random = new Random(seed);
        double noise = noise(clean);
        List<Reading> beside = new ArrayList<>();
        for (Reading reading : clean) {
            double[] second = new double[reading.inputs().length + reading.outputs().length];
            Arrays.fill(second, Double.NaN);
            second[signal] = Signals.value(reading, signal) + noise * random.nextGaussian();
            beside.add(reading.withRedundant(second));
        }
        return beside;
    }

    /** The policy that knows of it. */
    Policy policy(List<Reading> clean) {
        String name = Signals.names(model.prior()).get(signal);
        QualityRules rules =
                QualityRules.of(model.prior(), model.samplingInterval()).with(model.prior(), policy.signals());
        SignalRule rule = Stream.concat(rules.inputs().stream(), rules.outputs().stream())
                .toList()
                .get(signal);
        return rule.redundant().isPresent()
                ? policy
                : policy.withSignal(name, rule.withRedundancy(new Redundancy(TOLERANCE * noise(clean), false)));
    }
}
