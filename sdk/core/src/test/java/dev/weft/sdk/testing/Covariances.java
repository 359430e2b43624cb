package dev.weft.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/** Checks what every covariance is: symmetric to the last bit, and no direction of negative variance. */
public final class Covariances {
    private Covariances() {}

    /** Scaled to correlations, so that a small variance is judged by its own size; rounding may leave −1e-10. */
    public static void requireSymmetricPositive(DMatrixRMaj p) {
        int d = p.numRows;
        RealMatrix correlation = new Array2DRowRealMatrix(d, d);
        for (int i = 0; i < d; i++) {
            assertThat(p.get(i, i)).isNotNegative();
            for (int j = 0; j < d; j++) {
                assertThat(p.get(i, j)).isFinite().isEqualTo(p.get(j, i));
                double size = Math.sqrt(p.get(i, i)) * Math.sqrt(p.get(j, j));
                correlation.setEntry(i, j, size > 0 ? p.get(i, j) / size : 0);
            }
        }
        double[] eigenvalues = new EigenDecompositionSymmetric(correlation).getEigenvalues();
        assertThat(Arrays.stream(eigenvalues).min().orElseThrow()).isGreaterThan(-1e-10);
    }
}
