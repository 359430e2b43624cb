package dev.weft.solvers.arrays;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.lanes.VectorModule;
import dev.weft.solvers.matrix.PackedMatrix;
import dev.weft.solvers.symbolic.Expr;
import java.util.Arrays;
import java.util.List;

/** Compute with arrays of doubles. */
final class DoubleArrays extends RealArrays<double[]> {
    static final DoubleArrays INSTANCE = new DoubleArrays();

    private final DoubleLoops loops = VectorModule.present() ? new VectorDoubleLoops() : new DoubleLoops();

    private DoubleArrays() {}

    @Override
    public Precision precision() {
        return Precision.DOUBLE;
    }

    @Override
    public double[] allocate(int length) {
        return new double[length];
    }

    @Override
    public double[][] allocatePlanes(int count, int length) {
        return new double[count][length];
    }

    @Override
    public double get(double[] array, int index) {
        return array[index];
    }

    @Override
    public void set(double[] array, int index, double value) {
        array[index] = value;
    }

    @Override
    public void fill(double[] array, int from, int to, double value) {
        Arrays.fill(array, from, to, value);
    }

    @Override
    public void fromDoubles(double[] from, int fromOffset, double[] to, int toOffset, int length) {
        System.arraycopy(from, fromOffset, to, toOffset, length);
    }

    @Override
    public void toDoubles(double[] from, int fromOffset, double[] to, int toOffset, int length) {
        System.arraycopy(from, fromOffset, to, toOffset, length);
    }

    @Override
    public void addToDoubles(double[] from, int fromOffset, double[] to, int toOffset, int length) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] += from[fromOffset + i];
        }
    }

    @Override
    public void addScaled(double c, double[] x, int xOffset, double[] y, int yOffset, int length) {
        loops.addScaled(c, x, xOffset, y, yOffset, length);
    }

    @Override
    public void addScaledBackwards(double c, double[] x, int xOffset, double[] y, int yOffset, int length) {
        loops.addScaledBackwards(c, x, xOffset, y, yOffset, length);
    }

    @Override
    public void addProduct(double[] f, int fOffset, double[] x, int xOffset, double[] y, int yOffset, int length) {
        loops.addProduct(f, fOffset, x, xOffset, y, yOffset, length);
    }

    @Override
    public void addProductBackwards(
            double[] f, int fOffset, double[] x, int xOffset, double[] y, int yOffset, int length) {
        loops.addProductBackwards(f, fOffset, x, xOffset, y, yOffset, length);
    }

    @Override
    public double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        return loops.dot(x, xOffset, y, yOffset, length);
    }

    @Override
    public double sum(double[] x, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += x[i];
        }
        return sum;
    }

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            double[] b,
            int bOffset,
            int bStride,
            boolean transposeB,
            double beta,
            double[] c,
            int cOffset,
            int cStride) {
        products.multiply(
                m,
                n,
                k,
                alpha,
                a,
                aOffset,
                aStride,
                transposeA,
                b,
                bOffset,
                bStride,
                transposeB,
                beta,
                c,
                cOffset,
                cStride);
    }

    @Override
    public PackedMatrix<double[]> pack(double[] a, int offset, int stride, int m, int k, boolean transposed) {
        return products.pack(a, offset, stride, m, k, transposed);
    }

    @Override
    public ArrayKernel<double[]> compile(List<Expr> outputs, List<Expr> inputs, List<Expr> shared) {
        Kernel kernel = Kernel.compile(outputs, inputs, shared);
        return new ArrayKernel<>() {
            @Override
            public double[] newScratch() {
                return kernel.newScratch();
            }

            @Override
            public void evaluate(double[][] in, double[] common, double[][] out, int from, int to, double[] scratch) {
                kernel.evaluate(in, common, out, from, to, scratch);
            }

            @Override
            public void warmUp() {
                kernel.warmUp();
            }

            @Override
            public int operations() {
                return kernel.operations();
            }
        };
    }
}
