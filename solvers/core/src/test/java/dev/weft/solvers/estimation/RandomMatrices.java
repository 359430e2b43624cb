package dev.weft.solvers.estimation;

import dev.weft.solvers.testing.Dense;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Draw vectors and matrices from a seed. */
final class RandomMatrices {
    private final Random random;

    RandomMatrices(long seed) {
        this.random = new Random(seed);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    double[] vector(int size) {
        return random.doubles(size, -2, 2).toArray();
    }

    double[] variances(int size) {
        return random.doubles(size, 0.1, 3).toArray();
    }

    DMatrixRMaj matrix(int rows, int columns) {
        return Dense.of(rows, columns, vector(rows * columns));
    }

    /** Return A·Aᵀ + I/2: positive definite and, for small sizes, of condition 100 at most. */
    DMatrixRMaj covariance(int size) {
        DMatrixRMaj a = matrix(size, size);
        DMatrixRMaj p = Dense.product(a, Dense.transpose(a));
        for (int i = 0; i < size; i++) {
            p.add(i, i, 0.5);
        }
        return p;
    }

    static DMatrixRMaj diagonal(double[] values) {
        DMatrixRMaj d = new DMatrixRMaj(values.length, values.length);
        for (int i = 0; i < values.length; i++) {
            d.set(i, i, values[i]);
        }
        return d;
    }
}
