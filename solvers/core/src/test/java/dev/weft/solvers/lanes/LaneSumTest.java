package dev.weft.solvers.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.matrix.MatrixProducts;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sum has the same bits in the interpreter, where a test begins, and once it is compiled. */
class LaneSumTest {
    private static final int LENGTH = 257;
    /** Enough for C2. */
    private static final int CALLS = 60_000;

    private final double[] x = new Random(1).doubles(LENGTH, -1, 1).toArray();
    private final double[] y = new Random(2).doubles(LENGTH, -1, 1).toArray();

    private static float[] floats(double[] from) {
        float[] to = new float[from.length];
        RealArrays.floats().fromDoubles(from, 0, to, 0, from.length);
        return to;
    }

    @Test
    void dotProductsKeepTheirBits() {
        float[] xf = floats(x);
        float[] yf = floats(y);
        double first = RealArrays.doubles().dot(x, 0, y, 0, LENGTH);
        double firstFloat = RealArrays.floats().dot(xf, 0, yf, 0, LENGTH);
        double exact = 0;
        for (int i = 0; i < LENGTH; i++) {
            exact += x[i] * y[i];
        }
        assertThat(first).isCloseTo(exact, within(1e-13));
        assertThat(firstFloat).isCloseTo(exact, within(1e-4));
        for (int i = 0; i < CALLS; i++) {
            double again = RealArrays.doubles().dot(x, 0, y, 0, LENGTH);
            double againFloat = RealArrays.floats().dot(xf, 0, yf, 0, LENGTH);
            if (again != first || againFloat != firstFloat) {
                assertThat(again).as("call " + i).isEqualTo(first);
                assertThat(againFloat).as("call " + i).isEqualTo(firstFloat);
            }
        }
    }

    @Test
    void productsWithVectorsKeepTheirBits() {
        int rows = 5;
        double[] matrix = new Random(3).doubles((long) rows * LENGTH, -1, 1).toArray();
        float[] matrixFloat = floats(matrix);
        float[] xf = floats(x);
        double[] first = new double[rows];
        float[] firstFloat = new float[rows];
        double[] again = new double[rows];
        float[] againFloat = new float[rows];
        MatrixProducts products = MatrixProducts.standard();
        products.multiplyVector(rows, LENGTH, 1.0, matrix, 0, LENGTH, false, x, 0, 0.0, first, 0);
        products.multiplyVector(rows, LENGTH, 1f, matrixFloat, 0, LENGTH, false, xf, 0, 0f, firstFloat, 0);
        for (int i = 0; i < CALLS / rows; i++) {
            products.multiplyVector(rows, LENGTH, 1.0, matrix, 0, LENGTH, false, x, 0, 0.0, again, 0);
            products.multiplyVector(rows, LENGTH, 1f, matrixFloat, 0, LENGTH, false, xf, 0, 0f, againFloat, 0);
            if (!Arrays.equals(again, first) || !Arrays.equals(againFloat, firstFloat)) {
                assertThat(again).as("call " + i).containsExactly(first);
                assertThat(againFloat).as("call " + i).containsExactly(firstFloat);
            }
        }
    }
}
