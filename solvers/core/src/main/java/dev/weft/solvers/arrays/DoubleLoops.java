package dev.weft.solvers.arrays;

/** Loop over doubles one by one: what runs without the vector module. */
class DoubleLoops {
    void addScaled(double c, double[] x, int xOffset, double[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.fma(c, x[xOffset + i], y[yOffset + i]);
        }
    }

    void addScaledBackwards(double c, double[] x, int xOffset, double[] y, int yOffset, int length) {
        for (int i = length - 1; i >= 0; i--) {
            y[yOffset + i] = Math.fma(c, x[xOffset + i], y[yOffset + i]);
        }
    }

    void addProduct(double[] f, int fOffset, double[] x, int xOffset, double[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.fma(f[fOffset + i], x[xOffset + i], y[yOffset + i]);
        }
    }

    void addProductBackwards(double[] f, int fOffset, double[] x, int xOffset, double[] y, int yOffset, int length) {
        for (int i = length - 1; i >= 0; i--) {
            y[yOffset + i] = Math.fma(f[fOffset + i], x[xOffset + i], y[yOffset + i]);
        }
    }

    double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum = Math.fma(x[xOffset + i], y[yOffset + i], sum);
        }
        return sum;
    }
}
