package dev.weft.sdk.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** Numbers are of the order of 1 and at most 25 × 25, so that rounding stays far below the tolerance. */
class PrincipalComponentsProperties {
    private static final double TOLERANCE = 1e-10;

    @Property(tries = 200)
    void loadingsAreOrthonormalAndScoresUncorrelated(
            @ForAll @IntRange(min = 2, max = 25) int t, @ForAll @IntRange(min = 1, max = 25) int d, @ForAll long seed) {
        PrincipalComponents components = PrincipalComponents.of(rows(t, d, seed), 25);
        for (int j = 0; j < components.count(); j++) {
            for (int k = 0; k <= j; k++) {
                assertThat(dot(components.loadings(j), components.loadings(k)))
                        .isCloseTo(j == k ? 1 : 0, within(TOLERANCE));
                if (j != k) {
                    assertThat(dot(components.scores(j), components.scores(k))).isCloseTo(0, within(TOLERANCE));
                }
            }
        }
    }

    @Property(tries = 200)
    void allComponentsGiveTheRowsBack(
            @ForAll @IntRange(min = 1, max = 25) int t, @ForAll @IntRange(min = 1, max = 25) int d, @ForAll long seed) {
        double[][] rows = rows(t, d, seed);
        PrincipalComponents components = PrincipalComponents.of(rows, 25);
        double fractions = 0;
        for (int k = 0; k < components.count(); k++) {
            fractions += components.explained(k);
            assertThat(k == 0 || components.explained(k) <= components.explained(k - 1) + TOLERANCE)
                    .isTrue();
        }
        assertThat(fractions).isCloseTo(t > 1 ? 1 : 0, within(TOLERANCE));
        for (int row = 0; row < t; row++) {
            for (int i = 0; i < d; i++) {
                double value = components.mean()[i];
                for (int k = 0; k < components.count(); k++) {
                    value += components.scores(k)[row] * components.loadings(k)[i];
                }
                assertThat(value).isCloseTo(rows[row][i], within(TOLERANCE));
            }
        }
    }

    /** The variances fall by a factor of 4, so that the components are well apart and rounding does not mix them. */
    @Property(tries = 100)
    void rotatingTheWeightsChangesScoresBySignOnly(
            @ForAll @IntRange(min = 4, max = 20) int t, @ForAll @IntRange(min = 3, max = 20) int d, @ForAll long seed) {
        Random random = new Random(seed);
        int r = 3;
        DMatrixRMaj scores = RandomMatrices_DDRM.orthogonal(t, r, random);
        DMatrixRMaj directions = RandomMatrices_DDRM.orthogonal(d, r, random);
        DMatrixRMaj rows = new DMatrixRMaj(t, d);
        for (int k = 0; k < r; k++) {
            for (int row = 0; row < t; row++) {
                for (int i = 0; i < d; i++) {
                    rows.add(row, i, Math.pow(2, -k) * scores.get(row, k) * directions.get(i, k));
                }
            }
        }
        DMatrixRMaj rotated = new DMatrixRMaj(t, d);
        CommonOps_DDRM.mult(rows, RandomMatrices_DDRM.orthogonal(d, d, random), rotated);
        PrincipalComponents before = PrincipalComponents.of(array(rows), r);
        PrincipalComponents after = PrincipalComponents.of(array(rotated), r);
        for (int k = 0; k < r; k++) {
            // Centring mixes the directions a little; components of equal variance have no direction of their own.
            Assume.that(k + 1 == r || before.explained(k) > 1.05 * before.explained(k + 1));
            double sign = Math.signum(dot(before.scores(k), after.scores(k)));
            for (int row = 0; row < t; row++) {
                assertThat(sign * after.scores(k)[row]).isCloseTo(before.scores(k)[row], within(1e-8));
            }
        }
    }

    private static double[][] rows(int t, int d, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[t][];
        for (int row = 0; row < t; row++) {
            rows[row] = random.doubles(d, -1, 1).toArray();
        }
        return rows;
    }

    private static double[][] array(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < matrix.numCols; i++) {
                rows[row][i] = matrix.get(row, i);
            }
        }
        return rows;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
