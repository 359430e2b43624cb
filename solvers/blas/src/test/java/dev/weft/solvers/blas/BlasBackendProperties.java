package dev.weft.solvers.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.matrix.MatrixProducts;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** The system's BLAS against EJML; skipped where there is none. */
@AddLifecycleHook(BlasBackendProperties.WhereThereIsBlas.class)
class BlasBackendProperties {
    /** An assumption in a property would only reject its tries, and fail when all are. */
    static final class WhereThereIsBlas implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            boolean present = MatrixProducts.backends().stream()
                    .anyMatch(backend -> backend.name().equals("blas") && backend.available());
            return present ? SkipResult.doNotSkip() : SkipResult.skip("no system BLAS on this machine");
        }
    }

    // Sums of at most 90 products of numbers in [0, 1) in two orders, plus C: 93 units of rounding of 94 at most,
    // twice.
    private static final double DOUBLE = 2 * 93 * 94 * 0x1p-53;
    private static final double FLOAT = 2 * 93 * 94 * 0x1p-24;

    @Property(tries = 200)
    void agreesWithEjml(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 90) int m,
            @ForAll @IntRange(min = 1, max = 90) int n,
            @ForAll @IntRange(min = 1, max = 90) int k,
            @ForAll boolean transposeA,
            @ForAll boolean transposeB) {
        MatrixProducts blas = MatrixProducts.using("blas");
        MatrixProducts ejml = MatrixProducts.using("ejml");
        Random random = new Random(seed);
        DMatrixRMaj a = draw(transposeA ? k : m, transposeA ? m : k, random);
        DMatrixRMaj b = draw(transposeB ? n : k, transposeB ? k : n, random);
        DMatrixRMaj c = draw(m, n, random);
        double beta = random.nextInt(3) * 0.5;
        DMatrixRMaj expected = c.copy();
        DMatrixRMaj actual = c.copy();
        FMatrixRMaj actualInFloat = inFloat(c);

        ejml.multiply(-1, a, transposeA, b, transposeB, beta, expected);
        blas.multiply(-1, a, transposeA, b, transposeB, beta, actual);
        blas.multiply(-1, inFloat(a), transposeA, inFloat(b), transposeB, (float) beta, actualInFloat);

        assertThat(actual.data).containsExactly(expected.data, within(DOUBLE));
        for (int i = 0; i < m * n; i++) {
            assertThat((double) actualInFloat.data[i]).isCloseTo(expected.data[i], within(FLOAT));
        }
    }

    @Property(tries = 200)
    void vectorsAgreeWithEjml(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 90) int rows,
            @ForAll @IntRange(min = 1, max = 90) int columns,
            @ForAll boolean transposed) {
        MatrixProducts blas = MatrixProducts.using("blas");
        Random random = new Random(seed);
        DMatrixRMaj a = draw(rows, columns + 2, random);
        double[] x = draw(1, 93, random).data;
        double[] expected = draw(1, 93, random).data;
        double[] actual = expected.clone();

        MatrixProducts.using("ejml")
                .multiplyVector(rows, columns, 1, a.data, 1, columns + 2, transposed, x, 2, 0.5, expected, 3);
        blas.multiplyVector(rows, columns, 1, a.data, 1, columns + 2, transposed, x, 2, 0.5, actual, 3);

        assertThat(actual).containsExactly(expected, within(DOUBLE));
    }

    private static DMatrixRMaj draw(int rows, int columns, Random random) {
        // Multiples of 2⁻¹⁰ are the same numbers in float.
        DMatrixRMaj drawn = RandomMatrices_DDRM.rectangle(rows, columns, random);
        for (int i = 0; i < drawn.data.length; i++) {
            drawn.data[i] = Math.floor(drawn.data[i] * 1024) / 1024;
        }
        return drawn;
    }

    private static FMatrixRMaj inFloat(DMatrixRMaj a) {
        FMatrixRMaj copy = new FMatrixRMaj(a.numRows, a.numCols);
        for (int i = 0; i < a.data.length; i++) {
            copy.data[i] = (float) a.data[i];
        }
        return copy;
    }
}
