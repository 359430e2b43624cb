package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.testing.Dense;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ejml.data.DMatrixRMaj;

class GaussianPriorProperties {
    @Property(tries = 300)
    void weightsAreARootOfTheInverseCovariance(@ForAll long seed) {
        RandomMatrices draw = new RandomMatrices(seed);
        int d = draw.between(1, 6);
        DMatrixRMaj p = draw.covariance(d);
        double[] mean = draw.vector(d);
        GaussianPrior prior = GaussianPrior.of(new GaussianEstimate(mean, p));
        DMatrixRMaj w = new DMatrixRMaj(d, d);
        prior.jacobian(w.data, 0);

        // Wᵀ W P = I, to rounding times a condition of a few hundred.
        assertThat(Dense.distance(Dense.product(Dense.transpose(w), w, p), Dense.identity(d)))
                .isLessThan(1e-10);
        // Σ r² is the Mahalanobis distance.
        double[] z = draw.vector(d);
        double[] r = new double[d];
        prior.residuals(z, r, 0);
        DMatrixRMaj offset = Dense.difference(Dense.of(d, 1, z), Dense.of(d, 1, mean));
        double distance =
                Dense.product(Dense.transpose(offset), Dense.inverse(p), offset).get(0);
        assertThat(java.util.Arrays.stream(r).map(v -> v * v).sum())
                .isCloseTo(distance, within(1e-10 * (1 + distance)));
    }
}
