package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.testing.Dense;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ejml.data.DMatrixRMaj;

class KalmanUpdateProperties {
    // Covariances have entries up to 20 and condition up to 100 or so, the innovation covariance no worse: 2⁻⁵³
    // times these and a few dozen operations.
    private static final double ROUNDING = 1e-10;

    @Property(tries = 500)
    void correctionAgreesWithTheTextbook(@ForAll long seed) {
        RandomMatrices draw = new RandomMatrices(seed);
        int d = draw.between(1, 5);
        int q = draw.between(1, 4);
        double[] mean = draw.vector(d);
        DMatrixRMaj p = draw.covariance(d);
        DMatrixRMaj h = draw.matrix(q, d);
        double[] nu = draw.vector(q);
        double[] r = draw.variances(q);

        // S = H P Hᵀ + R, K = P Hᵀ S⁻¹, m + K ν, (I − K H) P, all measurements at once.
        DMatrixRMaj ht = Dense.transpose(h);
        DMatrixRMaj s = Dense.sum(Dense.product(h, p, ht), RandomMatrices.diagonal(r));
        DMatrixRMaj k = Dense.product(p, ht, Dense.inverse(s));
        DMatrixRMaj innovation = Dense.of(q, 1, nu);
        DMatrixRMaj expectedMean = Dense.sum(Dense.of(d, 1, mean), Dense.product(k, innovation));
        DMatrixRMaj expectedP = Dense.product(Dense.difference(Dense.identity(d), Dense.product(k, h)), p);
        double expectedNis = Dense.product(Dense.transpose(innovation), Dense.inverse(s), innovation)
                .get(0);

        GaussianEstimate estimate = new GaussianEstimate(mean.clone(), p.copy());
        double nis = new KalmanUpdate(d).correct(estimate, h.data, nu, r);

        assertThat(Dense.distance(Dense.of(d, 1, estimate.mean()), expectedMean))
                .isLessThan(ROUNDING);
        assertThat(Dense.distance(estimate.covariance(), expectedP)).isLessThan(ROUNDING);
        assertThat(nis).isCloseTo(expectedNis, within(ROUNDING * (1 + expectedNis)));
    }

    /** Measurements one after the other, each by the gain without the rows of what is only considered, in dense matrices. */
    @Property(tries = 300)
    void considersWithoutLearning(@ForAll long seed) {
        RandomMatrices draw = new RandomMatrices(seed);
        int d = draw.between(2, 5);
        int q = draw.between(1, 3);
        int considered = draw.between(1, d);
        double[] mean = draw.vector(d);
        DMatrixRMaj p = draw.covariance(d);
        DMatrixRMaj h = draw.matrix(q, d);
        double[] nu = draw.vector(q);
        double[] r = draw.variances(q);
        DMatrixRMaj expectedMean = Dense.of(d, 1, mean);
        DMatrixRMaj expectedP = p.copy();
        for (int i = 0; i < q; i++) {
            DMatrixRMaj row = Dense.of(1, d, Arrays.copyOfRange(h.data, i * d, (i + 1) * d));
            DMatrixRMaj ph = Dense.product(expectedP, Dense.transpose(row));
            double variance = Dense.product(row, ph).get(0) + r[i];
            DMatrixRMaj k = new DMatrixRMaj(d, 1);
            for (int j = considered; j < d; j++) {
                k.set(j, 0, ph.get(j, 0) / variance);
            }
            double moved = Dense.product(row, Dense.difference(expectedMean, Dense.of(d, 1, mean)))
                    .get(0);
            expectedMean = Dense.sum(expectedMean, Dense.product(k, Dense.of(1, 1, new double[] {nu[i] - moved})));
            DMatrixRMaj left = Dense.difference(Dense.identity(d), Dense.product(k, row));
            DMatrixRMaj noise = Dense.product(k, Dense.of(1, 1, new double[] {r[i]}), Dense.transpose(k));
            expectedP = Dense.sum(Dense.product(left, expectedP, Dense.transpose(left)), noise);
        }

        GaussianEstimate estimate = new GaussianEstimate(mean.clone(), p.copy());
        new KalmanUpdate(d).correct(estimate, h.data, nu, r, considered);

        assertThat(Dense.distance(Dense.of(d, 1, estimate.mean()), expectedMean))
                .isLessThan(ROUNDING);
        assertThat(Dense.distance(estimate.covariance(), expectedP)).isLessThan(ROUNDING);
        for (int i = 0; i < considered; i++) {
            assertThat(estimate.mean()[i]).isEqualTo(mean[i]);
            for (int j = 0; j < considered; j++) {
                assertThat(estimate.covariance().get(i, j)).isEqualTo(p.get(i, j));
            }
        }
    }

    @Property(tries = 300)
    void propagationAgreesWithTheTextbook(@ForAll long seed) {
        RandomMatrices draw = new RandomMatrices(seed);
        int d = draw.between(1, 5);
        DMatrixRMaj p = draw.covariance(d);
        DMatrixRMaj f = draw.matrix(d, d);
        double[] noise = draw.variances(d);
        DMatrixRMaj expected = Dense.sum(Dense.product(f, p, Dense.transpose(f)), RandomMatrices.diagonal(noise));

        new KalmanUpdate(d).propagate(p, f, noise);

        assertThat(Dense.distance(p, expected)).isLessThan(ROUNDING);
        assertThat(p.data).containsExactly(Dense.transpose(p).data);
    }

    @Property(tries = 300)
    void theOrderOfMeasurementsDoesNotMatter(@ForAll long seed) {
        RandomMatrices draw = new RandomMatrices(seed);
        int d = draw.between(1, 5);
        double[] mean = draw.vector(d);
        DMatrixRMaj p = draw.covariance(d);
        double[][] rows = {draw.vector(d), draw.vector(d), draw.vector(d)};
        double[] nu = draw.vector(3);
        double[] r = draw.variances(3);
        GaussianEstimate forward = new GaussianEstimate(mean.clone(), p.copy());
        GaussianEstimate backward = new GaussianEstimate(mean.clone(), p.copy());

        double nisForward = new KalmanUpdate(d).correct(forward, stacked(rows[0], rows[1], rows[2]), nu, r);
        double nisBackward = new KalmanUpdate(d)
                .correct(
                        backward, stacked(rows[2], rows[1], rows[0]), new double[] {nu[2], nu[1], nu[0]}, new double[] {
                            r[2], r[1], r[0]
                        });

        assertThat(forward.mean()).containsExactly(backward.mean(), within(ROUNDING));
        assertThat(Dense.distance(forward.covariance(), backward.covariance())).isLessThan(ROUNDING);
        assertThat(nisForward).isCloseTo(nisBackward, within(ROUNDING * (1 + nisForward)));
    }

    @Property(tries = 200)
    void filteringAConstantIsWeightedLeastSquares(@ForAll long seed) {
        RandomMatrices draw = new RandomMatrices(seed);
        int d = draw.between(1, 4);
        int count = 20;
        double[] mean = draw.vector(d);
        DMatrixRMaj p = draw.covariance(d);
        // (P₀⁻¹ + Σ hᵀh/r) m = P₀⁻¹ m₀ + Σ hᵀ y/r
        DMatrixRMaj information = Dense.inverse(p);
        DMatrixRMaj right = Dense.product(information, Dense.of(d, 1, mean));
        GaussianEstimate estimate = new GaussianEstimate(mean.clone(), p.copy());
        KalmanUpdate update = new KalmanUpdate(d);
        for (int i = 0; i < count; i++) {
            double[] h = draw.vector(d);
            double y = draw.between(-3.0, 3.0);
            double r = draw.between(0.1, 2.0);
            DMatrixRMaj row = Dense.of(1, d, h);
            DMatrixRMaj weighted = Dense.product(Dense.transpose(row), Dense.of(1, 1, 1 / r));
            information = Dense.sum(information, Dense.product(weighted, row));
            right = Dense.sum(right, Dense.product(weighted, Dense.of(1, 1, y)));
            double predicted =
                    Dense.product(row, Dense.of(d, 1, estimate.mean())).get(0);
            update.correct(estimate, h, new double[] {y - predicted}, new double[] {r});
        }

        DMatrixRMaj expected = Dense.inverse(information);
        assertThat(Dense.distance(estimate.covariance(), expected)).isLessThan(ROUNDING);
        assertThat(Dense.distance(Dense.of(d, 1, estimate.mean()), Dense.product(expected, right)))
                .isLessThan(ROUNDING);
    }

    private static double[] stacked(double[]... rows) {
        return java.util.Arrays.stream(rows)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }
}
