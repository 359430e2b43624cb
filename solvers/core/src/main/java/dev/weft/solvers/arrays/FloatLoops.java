package dev.weft.solvers.arrays;

/** Loop over floats one by one: what runs without the vector module. */
class FloatLoops {
    void addScaled(float c, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.fma(c, x[xOffset + i], y[yOffset + i]);
        }
    }

    void addScaledBackwards(float c, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = length - 1; i >= 0; i--) {
            y[yOffset + i] = Math.fma(c, x[xOffset + i], y[yOffset + i]);
        }
    }

    void addProduct(float[] f, int fOffset, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.fma(f[fOffset + i], x[xOffset + i], y[yOffset + i]);
        }
    }

    void addProductBackwards(float[] f, int fOffset, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = length - 1; i >= 0; i--) {
            y[yOffset + i] = Math.fma(f[fOffset + i], x[xOffset + i], y[yOffset + i]);
        }
    }

    float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum = Math.fma(x[xOffset + i], y[yOffset + i], sum);
        }
        return sum;
    }
}
