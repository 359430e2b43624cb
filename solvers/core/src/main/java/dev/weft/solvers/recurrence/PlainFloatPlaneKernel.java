package dev.weft.solvers.recurrence;

/** Step planes in plain Java: rows indexed {@code [i]} in small loops, which C2 vectorises. */
final class PlainFloatPlaneKernel implements FloatPlaneKernel {
    @Override
    public void diagonal(float d, float[] b, int at, int n, float[][] v, float[] p, int from, int to) {
        scaleAndAdd(d, b[at], v[0], p, from, to);
        for (int x = 1; x < n; x++) {
            add(b[at + x], v[x], p, from, to);
        }
    }

    @Override
    public void diagonal(float d, float[] b, int at, int n, float[][][] v, float[] p, int from, int to) {
        for (float[][] step : v) {
            diagonal(d, b, at, n, step, p, from, to);
        }
    }

    @Override
    public void block(
            float[] m, int block, float[] b, int at, int n, float[][] v, float[] p, float[] q, int from, int to) {
        rotate(m[block], m[block + 1], m[block + 2], m[block + 3], p, q, from, to);
        for (int x = 0; x < n; x++) {
            add(b[at + x], v[x], p, from, to);
            add(b[at + n + x], v[x], q, from, to);
        }
    }

    @Override
    public void block(
            float[] m, int block, float[] b, int at, int n, float[][][] v, float[] p, float[] q, int from, int to) {
        for (float[][] step : v) {
            block(m, block, b, at, n, step, p, q, from, to);
        }
    }

    private static void scaleAndAdd(float d, float gain, float[] v, float[] p, int from, int to) {
        for (int i = from; i < to; i++) {
            p[i] = d * p[i] + gain * v[i];
        }
    }

    private static void add(float gain, float[] v, float[] p, int from, int to) {
        for (int i = from; i < to; i++) {
            p[i] += gain * v[i];
        }
    }

    private static void rotate(float m0, float m1, float m2, float m3, float[] p, float[] q, int from, int to) {
        for (int i = from; i < to; i++) {
            float before = p[i];
            p[i] = m0 * before + m1 * q[i];
            q[i] = m2 * before + m3 * q[i];
        }
    }
}
