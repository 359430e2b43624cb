package dev.weft.solvers.arrays;

import dev.weft.solvers.kernel.FloatKernel;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.lanes.VectorModule;
import dev.weft.solvers.matrix.PackedMatrix;
import dev.weft.solvers.symbolic.Expr;
import java.util.Arrays;
import java.util.List;

/** Compute with arrays of floats. */
final class FloatArrays extends RealArrays<float[]> {
    static final FloatArrays INSTANCE = new FloatArrays();

    private final FloatLoops loops = VectorModule.present() ? new VectorFloatLoops() : new FloatLoops();

    private FloatArrays() {}

    @Override
    public Precision precision() {
        return Precision.FLOAT;
    }

    @Override
    public float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public float[][] allocatePlanes(int count, int length) {
        return new float[count][length];
    }

    @Override
    public double get(float[] array, int index) {
        return array[index];
    }

    @Override
    public void set(float[] array, int index, double value) {
        array[index] = (float) value;
    }

    @Override
    public void fill(float[] array, int from, int to, double value) {
        Arrays.fill(array, from, to, (float) value);
    }

    @Override
    public void fromDoubles(double[] from, int fromOffset, float[] to, int toOffset, int length) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] = (float) from[fromOffset + i];
        }
    }

    @Override
    public void toDoubles(float[] from, int fromOffset, double[] to, int toOffset, int length) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] = from[fromOffset + i];
        }
    }

    @Override
    public void addToDoubles(float[] from, int fromOffset, double[] to, int toOffset, int length) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] += from[fromOffset + i];
        }
    }

    @Override
    public void addScaled(double c, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.addScaled((float) c, x, xOffset, y, yOffset, length);
    }

    @Override
    public void addScaledBackwards(double c, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.addScaledBackwards((float) c, x, xOffset, y, yOffset, length);
    }

    @Override
    public void addProduct(float[] f, int fOffset, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.addProduct(f, fOffset, x, xOffset, y, yOffset, length);
    }

    @Override
    public void addProductBackwards(
            float[] f, int fOffset, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.addProductBackwards(f, fOffset, x, xOffset, y, yOffset, length);
    }

    @Override
    public double dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        return loops.dot(x, xOffset, y, yOffset, length);
    }

    @Override
    public double sum(float[] x, int offset, int length) {
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
            float[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            float[] b,
            int bOffset,
            int bStride,
            boolean transposeB,
            double beta,
            float[] c,
            int cOffset,
            int cStride) {
        products.multiply(
                m,
                n,
                k,
                (float) alpha,
                a,
                aOffset,
                aStride,
                transposeA,
                b,
                bOffset,
                bStride,
                transposeB,
                (float) beta,
                c,
                cOffset,
                cStride);
    }

    @Override
    public PackedMatrix<float[]> pack(float[] a, int offset, int stride, int m, int k, boolean transposed) {
        return products.pack(a, offset, stride, m, k, transposed);
    }

    @Override
    public ArrayKernel<float[]> compile(List<Expr> outputs, List<Expr> inputs, List<Expr> shared) {
        FloatKernel kernel = FloatKernel.compile(outputs, inputs, shared);
        return new ArrayKernel<>() {
            @Override
            public float[] newScratch() {
                return kernel.newScratch();
            }

            @Override
            public void evaluate(float[][] in, float[] common, float[][] out, int from, int to, float[] scratch) {
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
