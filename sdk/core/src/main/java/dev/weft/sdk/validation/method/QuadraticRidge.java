package dev.weft.sdk.validation.method;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Fit a quadratic function of many features to few examples, by ridge regression in its dual form: ŷ(x) = ȳ + Σ_i a_i k(x,
 * x_i) with k(x, z) = (1 + x·z / F)², a = (K + λ I)⁻¹ (y − ȳ), features scaled to mean 0 and variance 1.
 *
 * <p>λ is the one of some whose predictions of each example by the others are best, which costs no further fit.
 *
 * <p>Source: C. Saunders, A. Gammerman, V. Vovk, "Ridge regression learning algorithm in dual variables", 1998; examples left
 * out by D. M. Allen, "The relationship between variable selection and data augmentation and a method for prediction", 1974.
 */
final class QuadraticRidge {
    private static final double[] RIDGES = {1e-6, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100};

    private final double[] center;
    private final double[] scale;
    private final double[] mean;
    private final DMatrixRMaj examples;
    private final DMatrixRMaj weights;

    private QuadraticRidge(double[] center, double[] scale, double[] mean, DMatrixRMaj examples, DMatrixRMaj weights) {
        this.center = center;
        this.scale = scale;
        this.mean = mean;
        this.examples = examples;
        this.weights = weights;
    }

    /**
     * Fit.
     *
     * @param features [N×F], N &gt;= 1
     * @param values [N×Q]
     */
    static QuadraticRidge fitted(List<double[]> features, List<double[]> values) {
        int n = features.size();
        int f = features.get(0).length;
        int q = values.get(0).length;
        double[] center = means(features, f);
        double[] scale = new double[f];
        for (double[] row : features) {
            for (int j = 0; j < f; j++) {
                scale[j] += (row[j] - center[j]) * (row[j] - center[j]) / n;
            }
        }
        for (int j = 0; j < f; j++) {
            scale[j] = scale[j] > 0 ? 1 / Math.sqrt(scale[j]) : 0;
        }
        double[] mean = means(values, q);
        DMatrixRMaj examples = new DMatrixRMaj(n, f);
        DMatrixRMaj targets = new DMatrixRMaj(n, q);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < f; j++) {
                examples.set(i, j, (features.get(i)[j] - center[j]) * scale[j]);
            }
            for (int k = 0; k < q; k++) {
                targets.set(i, k, values.get(i)[k] - mean[k]);
            }
        }
        return new QuadraticRidge(center, scale, mean, examples, solve(kernel(examples, examples), targets));
    }

    private static double[] means(List<double[]> rows, int width) {
        double[] means = new double[width];
        for (double[] row : rows) {
            for (int j = 0; j < width; j++) {
                means[j] += row[j] / rows.size();
            }
        }
        return means;
    }

    private static DMatrixRMaj kernel(DMatrixRMaj left, DMatrixRMaj right) {
        DMatrixRMaj kernel = new DMatrixRMaj(left.numRows, right.numRows);
        CommonOps_DDRM.multTransB(left, right, kernel);
        for (int i = 0; i < kernel.getNumElements(); i++) {
            double value = 1 + kernel.get(i) / left.numCols;
            kernel.set(i, value * value);
        }
        return kernel;
    }

    /** K = V diag(e) Vᵀ, so every ridge costs two products; what example i errs by without itself is a_i / (K + λI)⁻¹_ii. */
    private static DMatrixRMaj solve(DMatrixRMaj kernel, DMatrixRMaj targets) {
        int n = kernel.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(kernel.copy())) {
            throw new IllegalStateException("the kernel of " + n + " examples has no eigenvalues");
        }
        DMatrixRMaj vectors = new DMatrixRMaj(n, n);
        for (int j = 0; j < n; j++) {
            CommonOps_DDRM.insert(eigen.getEigenVector(j), vectors, 0, j);
        }
        DMatrixRMaj best = new DMatrixRMaj(n, targets.numCols);
        double least = Double.POSITIVE_INFINITY;
        for (double ridge : RIDGES) {
            DMatrixRMaj divided = vectors.copy();
            for (int j = 0; j < n; j++) {
                double inverse = 1 / (Math.max(0, eigen.getEigenvalue(j).getReal()) + ridge);
                for (int i = 0; i < n; i++) {
                    divided.set(i, j, vectors.get(i, j) * inverse);
                }
            }
            DMatrixRMaj inverse = new DMatrixRMaj(n, n);
            CommonOps_DDRM.multTransB(divided, vectors, inverse);
            DMatrixRMaj weights = new DMatrixRMaj(n, targets.numCols);
            CommonOps_DDRM.mult(inverse, targets, weights);
            double error = 0;
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < targets.numCols; k++) {
                    double left = weights.get(i, k) / inverse.get(i, i);
                    error += left * left;
                }
            }
            if (error < least) {
                least = error;
                best = weights;
            }
        }
        return best;
    }

    /** Return the function's values [Q] at features [F]. */
    double[] at(double[] features) {
        DMatrixRMaj point = new DMatrixRMaj(1, features.length);
        for (int j = 0; j < features.length; j++) {
            point.set(0, j, (features[j] - center[j]) * scale[j]);
        }
        DMatrixRMaj values = new DMatrixRMaj(1, mean.length);
        CommonOps_DDRM.mult(kernel(point, examples), weights, values);
        double[] result = mean.clone();
        for (int k = 0; k < result.length; k++) {
            result[k] += values.get(0, k);
        }
        return result;
    }
}
