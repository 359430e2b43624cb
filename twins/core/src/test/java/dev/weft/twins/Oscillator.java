package dev.weft.twins;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.ledger.TwinSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures a simulated mass on a spring, shaken by a known force, twelve times a swing.
 *
 * <p>The prior believes in a stiffness of 100 N/m; the machine's is 130 N/m.
 */
final class Oscillator {
    static final MassSpringDamper PRIOR = new MassSpringDamper();
    static final double INTERVAL = 0.05;
    static final double STIFFNESS = 130;
    /** Index of the stiffness in θ and among the parameters. */
    static final int STIFFNESS_WEIGHT = 1;

    private static final double[] NOISE = {0.01, 0.1};

    private Oscillator() {}

    static TwinBuilder twin() {
        return Twin.of(PRIOR, Duration.ofMillis(50));
    }

    static PhysicsModel model() {
        return PhysicsModel.nominal(PRIOR, INTERVAL);
    }

    /** Returns the model that is as sure of every parameter, and as wrong. */
    static PhysicsModel surely(double deviation) {
        PhysicsModel model = model();
        GaussianEstimate start = model.start();
        for (int j = 0; j < PRIOR.parameters().size(); j++) {
            start.covariance().set(j, j, deviation * deviation);
        }
        return new PhysicsModel(PRIOR, start, model.noise(), INTERVAL, model.card());
    }

    /** Returns {@code count} readings with the prior's sensor noise. */
    static List<Reading> readings(int count, long seed) {
        double[] times = new double[count];
        double[][] inputs = new double[count][];
        for (int i = 0; i < count; i++) {
            times[i] = i * INTERVAL;
            inputs[i] = new double[] {30 * Math.sin(1.7 * times[i]) + 20 * Math.sin(0.3 * times[i])};
        }
        Trajectory truth = new Simulator(PRIOR).run(new double[] {1, STIFFNESS, 1}, new double[] {1, 0}, times, inputs);
        Random random = new Random(seed);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] y = truth.outputs(i).clone();
            for (int k = 0; k < y.length; k++) {
                y[k] += NOISE[k] * random.nextGaussian();
            }
            readings.add(new Reading(times[i], inputs[i], y));
        }
        return readings;
    }

    static Reading with(Reading reading, double... outputs) {
        return new Reading(reading.time(), reading.inputs(), outputs);
    }

    /** Returns the bytes of what a twin knows, without what gate and guard remember. */
    static byte[] known(TwinSnapshot s) {
        return new TwinSnapshot(s.time(), s.inputs(), s.estimate()).toBytes();
    }

    /** Returns the parameters' part of the mean of θ. */
    static double[] parameters(TwinSnapshot snapshot) {
        return Arrays.copyOf(snapshot.estimate().mean(), PRIOR.parameters().size());
    }

    static double stiffness(Twin twin) {
        return twin.model().layout().toPhysical(twin.snapshot().estimate().mean())[STIFFNESS_WEIGHT];
    }
}
