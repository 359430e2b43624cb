package dev.weft.sdk.validation.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuadraticRidgeTest {
    private static double[] quadratic(double[] x) {
        return new double[] {3 + x[0] - 2 * x[1] + 0.5 * x[0] * x[1] + x[1] * x[1], 1e3 * x[0] * x[0]};
    }

    @Test
    void whatIsQuadraticAndExactComesBack() {
        Random random = new Random(1);
        List<double[]> features = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            double[] x = {random.nextGaussian(), 100 + random.nextGaussian()};
            features.add(x);
            values.add(quadratic(new double[] {x[0], x[1] - 100}));
        }
        QuadraticRidge fit = QuadraticRidge.fitted(features, values);

        double[] at = fit.at(new double[] {0.7, 99.6});
        double[] truth = quadratic(new double[] {0.7, -0.4});
        // The least ridge, 1e-6 of a kernel of order one, is what is lost.
        assertThat(at[0]).isCloseTo(truth[0], within(1e-4));
        assertThat(at[1]).isCloseTo(truth[1], within(1e-1));
    }

    @Test
    void pureNoiseIsToldByItsMean() {
        Random random = new Random(2);
        List<double[]> features = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            features.add(random.doubles(20).toArray());
            values.add(new double[] {5 + random.nextGaussian()});
        }

        // 40 values of deviation 1: the mean is known to 0.16. An interpolation would wander by 1.
        assertThat(QuadraticRidge.fitted(features, values).at(random.doubles(20).toArray())[0])
                .isCloseTo(5, within(0.6));
    }

    /** A feature that never moves tells nothing, and divides by nothing. */
    @Test
    void aConstantFeatureIsIgnored() {
        List<double[]> features = List.of(new double[] {1, 7}, new double[] {2, 7}, new double[] {3, 7});
        List<double[]> values = List.of(new double[] {1}, new double[] {2}, new double[] {3});

        assertThat(QuadraticRidge.fitted(features, values).at(new double[] {2.5, 8})[0])
                .isCloseTo(2.5, within(0.2));
    }
}
