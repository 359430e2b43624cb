package dev.weft.solvers.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixProductsTest {
    static Stream<MatrixProducts> all() {
        return Stream.concat(
                Stream.of(MatrixProducts.bySize()),
                MatrixProducts.backends().stream()
                        .filter(MatrixProducts.Backend::available)
                        .map(backend -> MatrixProducts.using(backend.name())));
    }

    @AfterEach
    void forget() {
        System.clearProperty(MatrixProducts.PROPERTY);
    }

    // Beyond one block in each direction: rows 96 and 192, depth 256, columns 2048 of the vector backend.
    @ParameterizedTest
    @MethodSource("all")
    void blocksJoinSeamlessly(MatrixProducts products) {
        Random random = new Random(7);
        MatrixProductsProperties.assertWithinRounding(new ProductCase(random, 200, 33, 300), products);
        MatrixProductsProperties.assertWithinRounding(new ProductCase(random, 13, 2100, 9), products);
        MatrixProductsProperties.assertWithinRounding(new ProductCase(random, 101, 70, 523), products);
    }

    @ParameterizedTest
    @MethodSource("all")
    void notANumberAndInfinitySpreadAsTheyMust(MatrixProducts products) {
        for (int n : new int[] {3, 40}) {
            DMatrixRMaj a = new DMatrixRMaj(n, n);
            DMatrixRMaj b = new DMatrixRMaj(n, n);
            DMatrixRMaj c = new DMatrixRMaj(n, n);
            a.set(1, 2, Double.NaN);
            b.set(0, 1, Double.POSITIVE_INFINITY);
            c.fill(Double.NaN);
            products.multiply(a, b, c);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    // Row 1 meets NaN · 0, column 1 meets 0 · ∞; all else is a sum of zeros, and C is not read.
                    if (i == 1 || j == 1) {
                        assertThat(c.get(i, j)).as("%d, %d of %d", i, j, n).isNaN();
                    } else {
                        assertThat(c.get(i, j)).as("%d, %d of %d", i, j, n).isZero();
                    }
                }
            }
            double[] x = new double[n];
            double[] y = new double[n];
            Arrays.fill(y, Double.NaN);
            products.multiplyVector(n, n, 1, a.data, 0, n, false, x, 0, 0, y, 0);
            assertThat(y[0]).isZero();
            assertThat(y[1]).isNaN();
            Arrays.fill(y, Double.NaN);
            products.multiplyVector(n, n, 1, a.data, 0, n, true, x, 0, 0, y, 0);
            assertThat(y[1]).isZero();
            assertThat(y[2]).isNaN();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void emptySumsAreZero(MatrixProducts products) {
        double[] c = {Double.NaN, 1};
        products.multiply(1, 2, 0, 1, new double[0], 0, 0, false, new double[0], 0, 2, false, 0, c, 0, 2);
        assertThat(c).containsExactly(0, 0);
        c[1] = 3;
        products.multiply(1, 2, 0, 1, new double[0], 0, 0, false, new double[0], 0, 2, false, 2, c, 0, 2);
        assertThat(c).containsExactly(0, 6);
        products.multiply(0, 0, 5, 1, new double[0], 0, 5, false, new double[0], 0, 0, false, 0, c, 0, 0);
        assertThat(c).containsExactly(0, 6);
    }

    @Test
    void withoutAlphaOperandsAreNotRead() {
        double[] c = {1, 2};
        MatrixProducts.bySize()
                .multiplyVector(2, 1, 0, new double[] {Double.NaN, 1}, 0, 1, false, new double[1], 0, 3, c, 0);
        assertThat(c).containsExactly(3, 6);
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        MatrixProducts products = MatrixProducts.bySize();
        assertThatThrownBy(() -> products.multiply(new DMatrixRMaj(3, 4), new DMatrixRMaj(5, 2), new DMatrixRMaj(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A is 3×4")
                .hasMessageContaining("B is 5×2");
        assertThatThrownBy(() -> products.multiply(new DMatrixRMaj(3, 4), new DMatrixRMaj(4, 2), new DMatrixRMaj(2, 3)))
                .hasMessageContaining("C is 2×3, expected 3×2");
        assertThatThrownBy(() -> products.multiply(
                        1, new FMatrixRMaj(3, 4), true, new FMatrixRMaj(4, 2), false, 0, new FMatrixRMaj(3, 2)))
                .hasMessageContaining("A is 3×4 transposed, B is 4×2");
    }

    @Test
    void blocksOutsideOfTheirArraysAreRefused() {
        MatrixProducts products = MatrixProducts.bySize();
        double[] four = new double[4];
        assertThatThrownBy(() ->
                        products.multiply(2, 2, 2, 1, four, 1, 2, false, four, 0, 2, false, 0, new double[4], 0, 2))
                .hasMessageContaining("A 2×2 at offset 1 with stride 2 ends at element 5, expected 0 … 4");
        assertThatThrownBy(() ->
                        products.multiply(2, 2, 2, 1, four, 0, 1, false, four, 0, 2, false, 0, new double[4], 0, 2))
                .hasMessageContaining("A 2×2: stride = 1, expected at least 2");
        assertThatThrownBy(() -> products.multiply(-1, 2, 2, 1, four, 0, 2, false, four, 0, 2, false, 0, four, 0, 2))
                .hasMessageContaining("expected no negative size");
        assertThatThrownBy(() -> products.multiplyVector(2, 2, 1, four, 0, 2, false, four, 3, 0, new double[2], 0))
                .hasMessageContaining("B 2×1 at offset 3");
    }

    @Test
    void productsInPlaceAreRefused() {
        DMatrixRMaj a = new DMatrixRMaj(2, 2);
        assertThatThrownBy(() -> MatrixProducts.bySize().multiply(a, new DMatrixRMaj(2, 2), a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("C lies over A");
    }

    @Test
    void aBackendIsForcedByNameAndByProperty() {
        assertThat(MatrixProducts.using("ejml").backendFor(1000, 1000, 1000)).isEqualTo("ejml");
        System.setProperty(MatrixProducts.PROPERTY, "ejml");
        assertThat(MatrixProducts.standard().backendFor(1000, 1000, 1000)).isEqualTo("ejml");
        assertThat(MatrixProducts.standard().describe()).contains("asked for by weft.matrix = ejml");
        System.setProperty(MatrixProducts.PROPERTY, "magma");
        assertThatThrownBy(MatrixProducts::standard)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weft.matrix = magma, expected one of ejml")
                .hasMessageContaining("magma is not known");
    }

    @Test
    void theVectorBackendIsThereExactlyWhereItsModuleIs() {
        MatrixProducts.Backend vector = MatrixProducts.backends().stream()
                .filter(backend -> backend.name().equals("vector"))
                .findFirst()
                .orElseThrow();
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        assertThat(vector.available()).isEqualTo(module);
        assertThat(MatrixProducts.bySize().backendFor(512, 512, 512)).isEqualTo(module ? "vector" : "ejml");
        assertThat(MatrixProducts.bySize().backendFor(2, 2, 2)).isEqualTo("ejml");
        if (!module) {
            assertThatThrownBy(() -> MatrixProducts.using("vector"))
                    .hasMessageContaining("--add-modules=jdk.incubator.vector");
        }
    }

    @Test
    void theDescriptionNamesEveryBackend() {
        assertThat(MatrixProducts.bySize().describe())
                .contains("ejml: EJML")
                .contains("vector: ")
                .contains("blas: not available: the module weft-solvers-blas is not on the class path")
                .contains("used: ");
    }
}
