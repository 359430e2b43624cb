package dev.weft.sdk.model;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.InputsBetween;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Models with every number drawn from a seed. */
final class SampleModels {
    static final PriorCatalogue PRIORS = PriorCatalogue.load();

    private SampleModels() {}

    static PhysicsModel random(String prior, long seed) {
        return random(PRIORS.find(prior).orElseThrow(), seed);
    }

    static PhysicsModel random(PhysicsPrior prior, long seed) {
        Random random = new Random(seed);
        int d = WeightLayout.of(prior).size();
        DMatrixRMaj covariance = new DMatrixRMaj(d, d);
        double[][] factor = new double[d][];
        for (int i = 0; i < d; i++) {
            factor[i] = random.doubles(d, -1, 1).toArray();
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    sum += factor[i][k] * factor[j][k];
                }
                covariance.set(i, j, sum);
                covariance.set(j, i, sum);
            }
        }
        NoiseModel noise = new NoiseModel(
                random.doubles(prior.outputs().size(), 1e-9, 2).toArray(),
                random.doubles(prior.states().size(), 0, 2).toArray(),
                random.nextDouble());
        return new PhysicsModel(
                prior,
                new GaussianEstimate(random.doubles(d, -9, 9).toArray(), covariance),
                noise,
                random.nextDouble() + Double.MIN_VALUE,
                new ModelCard(
                                "ab12",
                                random.nextInt(1000),
                                Map.of(prior.outputs().get(0).name(), random.nextDouble()))
                        .withInputsBetween(InputsBetween.values()[random.nextInt(3)]));
    }

    static byte[] written(PhysicsModel model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ModelFile.write(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static PhysicsModel read(byte[] file) {
        return ModelFile.read(file, PRIORS::find);
    }
}
