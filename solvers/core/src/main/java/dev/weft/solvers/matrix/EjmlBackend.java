package dev.weft.solvers.matrix;

/** Multiply with EJML: plain Java, always there, and quickest for small matrices. */
final class EjmlBackend implements MatrixBackend {
    private final ThreadLocal<DoubleEjmlProduct> doubles = ThreadLocal.withInitial(DoubleEjmlProduct::new);
    private final ThreadLocal<FloatEjmlProduct> floats = ThreadLocal.withInitial(FloatEjmlProduct::new);

    @Override
    public String name() {
        return "ejml";
    }

    @Override
    public String detail() {
        return "EJML, plain Java";
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
        doubles.get()
                .multiply(
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
    public void multiply(
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            float[] b,
            int bOffset,
            int bStride,
            boolean transposeB,
            float beta,
            float[] c,
            int cOffset,
            int cStride) {
        floats.get()
                .multiply(
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
    public void multiplyVector(
            int rows,
            int columns,
            double alpha,
            double[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset) {
        // A vector is a matrix of one column.
        multiply(
                transposeA ? columns : rows,
                1,
                transposeA ? rows : columns,
                alpha,
                a,
                aOffset,
                aStride,
                transposeA,
                x,
                xOffset,
                1,
                false,
                beta,
                y,
                yOffset,
                1);
    }

    @Override
    public void multiplyVector(
            int rows,
            int columns,
            float alpha,
            float[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            float[] x,
            int xOffset,
            float beta,
            float[] y,
            int yOffset) {
        multiply(
                transposeA ? columns : rows,
                1,
                transposeA ? rows : columns,
                alpha,
                a,
                aOffset,
                aStride,
                transposeA,
                x,
                xOffset,
                1,
                false,
                beta,
                y,
                yOffset,
                1);
    }
}
