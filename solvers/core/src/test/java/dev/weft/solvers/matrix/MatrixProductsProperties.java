package dev.weft.solvers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MatrixProductsProperties {
    private static final double DOUBLE_UNIT = 0x1p-53;
    private static final double FLOAT_UNIT = 0x1p-24;

    /** Every backend of this process, and the choice by size. */
    @Provide
    Arbitrary<MatrixProducts> products() {
        return Arbitraries.of(MatrixProducts.backends().stream()
                        .filter(MatrixProducts.Backend::available)
                        .map(backend -> MatrixProducts.using(backend.name()))
                        .toList())
                .injectDuplicates(0.1)
                .edgeCases(edges -> edges.add(MatrixProducts.bySize()));
    }

    @Property(tries = 400)
    void agreesWithThreeLoops(
            @ForAll("products") MatrixProducts products,
            @ForAll long seed,
            @ForAll @IntRange(max = 40) int m,
            @ForAll @IntRange(max = 40) int n,
            @ForAll @IntRange(max = 40) int k) {
        ProductCase drawn = new ProductCase(new Random(seed), m, n, k);
        assertWithinRounding(drawn, products);
    }

    @Property(tries = 400)
    void vectorAgreesWithTwoLoops(
            @ForAll("products") MatrixProducts products,
            @ForAll long seed,
            @ForAll @IntRange(max = 70) int m,
            @ForAll @IntRange(max = 70) int k) {
        ProductCase drawn = new ProductCase(new Random(seed), m, 1, k);
        double[] x = new double[k + 2];
        float[] xInFloat = new float[k + 2];
        double[] y = new double[m + 3];
        float[] yInFloat = new float[m + 3];
        for (int p = 0; p < k; p++) {
            x[p + 2] = drawn.transposeB ? drawn.b.get(0, p) : drawn.b.get(p, 0);
            xInFloat[p + 2] = (float) x[p + 2];
        }
        for (int i = 0; i < m; i++) {
            y[i + 1] = drawn.c.get(i, 0);
            yInFloat[i + 1] = (float) y[i + 1];
        }
        ProductCase.Block a = drawn.a;
        products.multiplyVector(
                a.rows(),
                a.columns(),
                drawn.alpha,
                a.data(),
                a.offset(),
                a.stride(),
                drawn.transposeA,
                x,
                2,
                drawn.beta,
                y,
                1);
        products.multiplyVector(
                a.rows(),
                a.columns(),
                (float) drawn.alpha,
                a.floats(),
                a.offset(),
                a.stride(),
                drawn.transposeA,
                xInFloat,
                2,
                (float) drawn.beta,
                yInFloat,
                1);

        double[] expected = drawn.naive(false);
        double[] magnitude = drawn.naive(true);
        for (int i = 0; i < m; i++) {
            assertThat(Math.abs(y[i + 1] - expected[i])).isLessThanOrEqualTo(bound(k, DOUBLE_UNIT) * magnitude[i]);
            assertThat(Math.abs(yInFloat[i + 1] - expected[i]))
                    .isLessThanOrEqualTo(bound(k, FLOAT_UNIT) * magnitude[i]);
        }
        assertThat(y[0]).isZero();
        assertThat(y[m + 1]).isZero();
    }

    static void assertWithinRounding(ProductCase drawn, MatrixProducts products) {
        double[] out = drawn.multiply(products);
        float[] outInFloat = drawn.multiplyInFloat(products);
        double[] expected = drawn.naive(false);
        double[] magnitude = drawn.naive(true);
        ProductCase.Block c = drawn.c;
        boolean[] written = new boolean[out.length];
        for (int i = 0; i < drawn.m; i++) {
            for (int j = 0; j < drawn.n; j++) {
                int at = c.offset() + i * c.stride() + j;
                int index = i * drawn.n + j;
                written[at] = true;
                assertThat(Math.abs(out[at] - expected[index]))
                        .isLessThanOrEqualTo(bound(drawn.k, DOUBLE_UNIT) * magnitude[index]);
                assertThat(Math.abs(outInFloat[at] - expected[index]))
                        .isLessThanOrEqualTo(bound(drawn.k, FLOAT_UNIT) * magnitude[index]);
            }
        }
        // What is not C stays as it was: NaN.
        for (int at = 0; at < out.length; at++) {
            if (!written[at]) {
                assertThat(out[at]).isNaN();
                assertThat(outInFloat[at]).isNaN();
            }
        }
    }

    /**
     * A sum of k products, whatever its order, is off by at most k units of rounding times the sum of the magnitudes
     * (N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.1), α, β and the last addition
     * cost one each; the oracle in double has the same error again, and second-order terms are less than 1 %.
     */
    private static double bound(int k, double unit) {
        return 1.01 * ((k + 3) * unit + (k + 3) * DOUBLE_UNIT);
    }
}
