package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.testing.Dense;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KalmanUpdateTest {
    @Test
    void knownNumbers() {
        // P = 4, r = 1: S = 5, K = 0.8, ν = 10 moves the mean by 8, P becomes 0.8, NIS 100/5.
        GaussianEstimate estimate = GaussianEstimate.independent(new double[] {1}, new double[] {2});

        double nis = new KalmanUpdate(1).correct(estimate, new double[] {1}, new double[] {10}, new double[] {1});

        assertThat(estimate.mean()[0]).isCloseTo(9, within(1e-14));
        assertThat(estimate.covariance().get(0, 0)).isCloseTo(0.8, within(1e-15));
        assertThat(estimate.standardDeviation(0)).isCloseTo(Math.sqrt(0.8), within(1e-15));
        assertThat(nis).isCloseTo(20, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-12, 1e-17, 1e-20, 1e-100})
    void aNearlyExactMeasurementLeavesItsOwnVariance(double r) {
        // P r/(P + r): what subtracting K·h·P loses for r below an ulp of P, and with it every later correction.
        GaussianEstimate estimate = GaussianEstimate.independent(new double[] {0, 0}, new double[] {1, 3});

        new KalmanUpdate(2).correct(estimate, new double[] {1, 0, 0, 1}, new double[] {1, 1}, new double[] {r, r});

        // r/P·2⁻⁵³/r of it is lost to the rounding of 1 − K, squared: nothing. The rest are a few roundings.
        assertThat(estimate.covariance().get(0, 0) / (r / (1 + r))).isCloseTo(1, within(1e-9));
        assertThat(estimate.covariance().get(1, 1) / (9 * r / (9 + r))).isCloseTo(1, within(1e-9));
    }

    @Test
    void tenThousandRandomUpdatesLeaveACovariance() {
        int d = 4;
        RandomMatrices draw = new RandomMatrices(20240607);
        KalmanUpdate update = new KalmanUpdate(d);
        GaussianEstimate estimate = new GaussianEstimate(draw.vector(d), draw.covariance(d));
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, false, true);

        for (int step = 0; step < 10_000; step++) {
            if (step % 3 == 0) {
                DMatrixRMaj f = Dense.identity(d);
                CommonOps_DDRM.addEquals(f, 0.1, draw.matrix(d, d));
                update.propagate(estimate.covariance(), f, new double[] {0, 1e-9, 1e-6, 1e-2});
            }
            double[] r = {Math.pow(10, draw.between(-14.0, 2.0))};
            double nis = update.correct(estimate, draw.vector(d), draw.vector(1), r);

            DMatrixRMaj p = estimate.covariance();
            assertThat(nis).isNotNegative().isFinite();
            assertThat(p.data).as("symmetry at step %d", step).containsExactly(Dense.transpose(p).data);
            assertThat(eigen.decompose(p.copy())).isTrue();
            double least = Double.POSITIVE_INFINITY;
            double largest = 0;
            for (int i = 0; i < d; i++) {
                least = Math.min(least, eigen.getEigenvalue(i).getReal());
                largest = Math.max(largest, eigen.getEigenvalue(i).getReal());
            }
            // Eigenvalues are computed to a few 2⁻⁵³ of the largest, and the largest before the correction was up
            // to 10² times that after it.
            assertThat(least).as("least eigenvalue at step %d", step).isGreaterThan(-1e-13 * largest);
        }
    }

    @Test
    void missingMeasurementsAreSkipped() {
        GaussianEstimate some = new GaussianEstimate(new double[] {1, 2}, Dense.of(2, 2, 2, 0.5, 0.5, 1));
        GaussianEstimate one = some.copy();
        double[] h = {9, 9, 1, -1};

        double nisSome = new KalmanUpdate(2).correct(some, h, new double[] {Double.NaN, 0.5}, new double[] {1, 0.1});
        double nisOne = new KalmanUpdate(2).correct(one, new double[] {1, -1}, new double[] {0.5}, new double[] {0.1});

        assertThat(some.mean()).containsExactly(one.mean());
        assertThat(some.covariance().data).containsExactly(one.covariance().data);
        assertThat(nisSome).isEqualTo(nisOne);
    }

    @Test
    void nothingMeasuredChangesNothing() {
        GaussianEstimate estimate = new GaussianEstimate(new double[] {1, 2}, Dense.of(2, 2, 2, 0.5, 0.5, 1));

        double nis =
                new KalmanUpdate(2).correct(estimate, new double[] {1, 1}, new double[] {Double.NaN}, new double[] {1});

        assertThat(nis).isZero();
        assertThat(estimate.mean()).containsExactly(1, 2);
        assertThat(estimate.covariance().data).containsExactly(2, 0.5, 0.5, 1);
    }

    @Test
    void projectsFromAnOffset() {
        DMatrixRMaj p = Dense.of(2, 2, 2, 0.5, 0.5, 1);

        // (1, −1) P (1, −1)ᵀ = 2 − 0.5 − 0.5 + 1
        assertThat(new KalmanUpdate(2).projectedVariance(p, new double[] {7, 7, 1, -1}, 2))
                .isEqualTo(2);
    }

    @Test
    void aVarianceRoundedBelowZeroIsReadAsZero() {
        DMatrixRMaj p = Dense.of(1, 1, -1e-18);

        assertThat(new KalmanUpdate(1).projectedVariance(p, new double[] {1}, 0))
                .isZero();
        assertThat(new GaussianEstimate(new double[1], p).standardDeviation(0)).isZero();
    }

    @Test
    void estimatesCopyAndRefuse() {
        GaussianEstimate estimate = GaussianEstimate.independent(new double[] {1, 2}, new double[] {3, 4});
        GaussianEstimate copy = estimate.copy();
        copy.mean()[0] = 7;
        copy.covariance().set(0, 1, 5);

        assertThat(estimate.dimension()).isEqualTo(2);
        assertThat(estimate.mean()).containsExactly(1, 2);
        assertThat(estimate.covariance().data).containsExactly(9, 0, 0, 16);
        estimate.set(copy);
        assertThat(estimate.mean()).containsExactly(7, 2);
        assertThat(estimate.covariance().data).containsExactly(9, 5, 0, 16);
        assertThat(copy.mean()).isNotSameAs(estimate.mean());
        assertThatThrownBy(() -> new GaussianEstimate(new double[2], new DMatrixRMaj(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("covariance is 2×3, expected 2×2");
    }
}
