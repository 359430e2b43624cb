package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.testing.Dense;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SteadyGainTest {
    /** x² h² + x (r − f² r − q h²) − q r = 0. */
    @Test
    void aScalarSolvesItsQuadraticEquation() {
        double[][] cases = {{0.9, 1, 0.1, 1}, {1, 1, 1e-6, 1}, {1.3, 0.5, 0.2, 2}, {0.2, 3, 4, 1e-4}};
        for (double[] c : cases) {
            double f = c[0];
            double h = c[1];
            double q = c[2];
            double r = c[3];
            double b = r - f * f * r - q * h * h;
            double x = (-b + Math.sqrt(b * b + 4 * h * h * q * r)) / (2 * h * h);
            SteadyGain steady = SteadyGain.of(one(f), one(h), one(q), one(r));

            // For f = 1 and little noise b cancels to 1e-6: the closed form itself is good to 1e-10.
            assertThat(steady.predictedCovariance().get(0)).isCloseTo(x, offset(1e-10 * x));
            assertThat(steady.gain().get(0)).isCloseTo(x * h / (h * h * x + r), offset(1e-10));
        }
    }

    private static DMatrixRMaj one(double value) {
        return Dense.of(1, 1, value);
    }

    /** The recursion, written out with an inverse, from another start and a long time after it. */
    @Test
    void theFilterSettlesToIt() {
        Random random = new Random(8);
        for (int trial = 0; trial < 20; trial++) {
            int d = 1 + random.nextInt(6);
            DMatrixRMaj f = random(random, d, d, 0.4);
            DMatrixRMaj h = random(random, 2, d, 1);
            DMatrixRMaj root = random(random, d, d, 1);
            DMatrixRMaj q = Dense.product(root, Dense.transpose(root));
            DMatrixRMaj r = Dense.of(2, 2, 0.5, 0.1, 0.1, 0.3);
            SteadyGain steady = SteadyGain.of(f, h, q, r);
            DMatrixRMaj x = Dense.identity(d);
            DMatrixRMaj gain = new DMatrixRMaj(d, 2);
            for (int i = 0; i < 1000; i++) {
                DMatrixRMaj xh = Dense.product(x, Dense.transpose(h));
                gain = Dense.product(xh, Dense.inverse(Dense.sum(Dense.product(h, xh), r)));
                // Joseph's form: over many steps of an unstable system the short one loses all its digits.
                DMatrixRMaj rest = Dense.difference(Dense.identity(d), Dense.product(gain, h));
                DMatrixRMaj corrected = Dense.sum(
                        Dense.product(rest, x, Dense.transpose(rest)), Dense.product(gain, r, Dense.transpose(gain)));
                x = Dense.sum(Dense.product(f, corrected, Dense.transpose(f)), q);
            }

            // Rounding of some hundred operations on entries of size 1 to 100.
            double size = Dense.norm(x);
            assertThat(Dense.distance(steady.predictedCovariance(), x)).isLessThan(1e-11 * size);
            assertThat(Dense.distance(steady.gain(), gain)).isLessThan(1e-10 * (1 + Dense.norm(gain)));
            assertThat(steady.iterations()).isLessThan(20);
        }
    }

    private static DMatrixRMaj random(Random random, int rows, int columns, double scale) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = scale * random.nextGaussian();
        }
        return matrix;
    }

    @Test
    void whatNoOutputSeesHasNoSteadyGain() {
        DMatrixRMaj f = Dense.of(2, 2, 1.1, 0, 0, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SteadyGain.of(f, Dense.of(1, 2, 0, 1), Dense.identity(2), one(1)))
                .withMessageStartingWith("the Riccati equation has not settled");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SteadyGain.of(f, Dense.of(1, 2, 0, 1), Dense.identity(2), one(0)))
                .withMessageStartingWith("covariance R of the readings is singular");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SteadyGain.of(f, Dense.of(1, 3, 0, 1, 1), Dense.identity(2), one(1)))
                .withMessage("H = 1×3, expected 1×2");
    }
}
