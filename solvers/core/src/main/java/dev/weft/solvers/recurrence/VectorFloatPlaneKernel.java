package dev.weft.solvers.recurrence;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Step planes in the Vector API; several steps keep their lanes in registers, so that the memory is visited once. The
 * last lanes are computed one by one with the same roundings: how a fleet is cut into ranges changes nothing.
 */
final class VectorFloatPlaneKernel implements FloatPlaneKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void diagonal(float d, float[] b, int at, int n, float[][] v, float[] p, int from, int to) {
        float[] first = v[0];
        FloatVector gain = FloatVector.broadcast(SPECIES, b[at]);
        int whole = from + SPECIES.loopBound(to - from);
        if (n == 1) {
            for (int i = from; i < whole; i += LANES) {
                FloatVector scaled = FloatVector.fromArray(SPECIES, p, i).mul(d);
                FloatVector.fromArray(SPECIES, first, i).fma(gain, scaled).intoArray(p, i);
            }
        } else {
            for (int i = from; i < whole; i += LANES) {
                FloatVector scaled = FloatVector.fromArray(SPECIES, p, i).mul(d);
                FloatVector sum = FloatVector.fromArray(SPECIES, first, i).fma(gain, scaled);
                for (int x = 1; x < n; x++) {
                    sum = FloatVector.fromArray(SPECIES, v[x], i).fma(FloatVector.broadcast(SPECIES, b[at + x]), sum);
                }
                sum.intoArray(p, i);
            }
        }
        for (int i = whole; i < to; i++) {
            p[i] = plus(d * p[i], b, at, n, v, i);
        }
    }

    @Override
    public void diagonal(float d, float[] b, int at, int n, float[][][] v, float[] p, int from, int to) {
        FloatVector scale = FloatVector.broadcast(SPECIES, d);
        FloatVector gain = FloatVector.broadcast(SPECIES, b[at]);
        int i = from;
        // Eight vectors at a time hide the latency of one step after the other, and a step's plane is found once for
        // all.
        for (; i + 8 * LANES <= to; i += 8 * LANES) {
            FloatVector p0 = FloatVector.fromArray(SPECIES, p, i);
            FloatVector p1 = FloatVector.fromArray(SPECIES, p, i + LANES);
            FloatVector p2 = FloatVector.fromArray(SPECIES, p, i + 2 * LANES);
            FloatVector p3 = FloatVector.fromArray(SPECIES, p, i + 3 * LANES);
            FloatVector p4 = FloatVector.fromArray(SPECIES, p, i + 4 * LANES);
            FloatVector p5 = FloatVector.fromArray(SPECIES, p, i + 5 * LANES);
            FloatVector p6 = FloatVector.fromArray(SPECIES, p, i + 6 * LANES);
            FloatVector p7 = FloatVector.fromArray(SPECIES, p, i + 7 * LANES);
            for (float[][] step : v) {
                float[] first = step[0];
                p0 = FloatVector.fromArray(SPECIES, first, i).fma(gain, p0.mul(scale));
                p1 = FloatVector.fromArray(SPECIES, first, i + LANES).fma(gain, p1.mul(scale));
                p2 = FloatVector.fromArray(SPECIES, first, i + 2 * LANES).fma(gain, p2.mul(scale));
                p3 = FloatVector.fromArray(SPECIES, first, i + 3 * LANES).fma(gain, p3.mul(scale));
                p4 = FloatVector.fromArray(SPECIES, first, i + 4 * LANES).fma(gain, p4.mul(scale));
                p5 = FloatVector.fromArray(SPECIES, first, i + 5 * LANES).fma(gain, p5.mul(scale));
                p6 = FloatVector.fromArray(SPECIES, first, i + 6 * LANES).fma(gain, p6.mul(scale));
                p7 = FloatVector.fromArray(SPECIES, first, i + 7 * LANES).fma(gain, p7.mul(scale));
                for (int x = 1; x < n; x++) {
                    float[] vx = step[x];
                    FloatVector more = FloatVector.broadcast(SPECIES, b[at + x]);
                    p0 = FloatVector.fromArray(SPECIES, vx, i).fma(more, p0);
                    p1 = FloatVector.fromArray(SPECIES, vx, i + LANES).fma(more, p1);
                    p2 = FloatVector.fromArray(SPECIES, vx, i + 2 * LANES).fma(more, p2);
                    p3 = FloatVector.fromArray(SPECIES, vx, i + 3 * LANES).fma(more, p3);
                    p4 = FloatVector.fromArray(SPECIES, vx, i + 4 * LANES).fma(more, p4);
                    p5 = FloatVector.fromArray(SPECIES, vx, i + 5 * LANES).fma(more, p5);
                    p6 = FloatVector.fromArray(SPECIES, vx, i + 6 * LANES).fma(more, p6);
                    p7 = FloatVector.fromArray(SPECIES, vx, i + 7 * LANES).fma(more, p7);
                }
            }
            p0.intoArray(p, i);
            p1.intoArray(p, i + LANES);
            p2.intoArray(p, i + 2 * LANES);
            p3.intoArray(p, i + 3 * LANES);
            p4.intoArray(p, i + 4 * LANES);
            p5.intoArray(p, i + 5 * LANES);
            p6.intoArray(p, i + 6 * LANES);
            p7.intoArray(p, i + 7 * LANES);
        }
        for (; i < to; i++) {
            float value = p[i];
            for (float[][] step : v) {
                value = plus(d * value, b, at, n, step, i);
            }
            p[i] = value;
        }
    }

    @Override
    public void block(
            float[] m, int block, float[] b, int at, int n, float[][] v, float[] p, float[] q, int from, int to) {
        float m0 = m[block], m1 = m[block + 1], m2 = m[block + 2], m3 = m[block + 3];
        float[] first = v[0];
        FloatVector gainP = FloatVector.broadcast(SPECIES, b[at]);
        FloatVector gainQ = FloatVector.broadcast(SPECIES, b[at + n]);
        int whole = from + SPECIES.loopBound(to - from);
        for (int i = from; i < whole; i += LANES) {
            FloatVector p0 = FloatVector.fromArray(SPECIES, p, i);
            FloatVector q0 = FloatVector.fromArray(SPECIES, q, i);
            FloatVector p1 = q0.fma(FloatVector.broadcast(SPECIES, m1), p0.mul(m0));
            FloatVector q1 = q0.fma(FloatVector.broadcast(SPECIES, m3), p0.mul(m2));
            FloatVector v0 = FloatVector.fromArray(SPECIES, first, i);
            p1 = v0.fma(gainP, p1);
            q1 = v0.fma(gainQ, q1);
            for (int x = 1; x < n; x++) {
                FloatVector vx = FloatVector.fromArray(SPECIES, v[x], i);
                p1 = vx.fma(FloatVector.broadcast(SPECIES, b[at + x]), p1);
                q1 = vx.fma(FloatVector.broadcast(SPECIES, b[at + n + x]), q1);
            }
            p1.intoArray(p, i);
            q1.intoArray(q, i);
        }
        for (int i = whole; i < to; i++) {
            float before = p[i];
            p[i] = plus(Math.fma(q[i], m1, before * m0), b, at, n, v, i);
            q[i] = plus(Math.fma(q[i], m3, before * m2), b, at + n, n, v, i);
        }
    }

    @Override
    public void block(
            float[] m, int block, float[] b, int at, int n, float[][][] v, float[] p, float[] q, int from, int to) {
        FloatVector m0 = FloatVector.broadcast(SPECIES, m[block]);
        FloatVector m1 = FloatVector.broadcast(SPECIES, m[block + 1]);
        FloatVector m2 = FloatVector.broadcast(SPECIES, m[block + 2]);
        FloatVector m3 = FloatVector.broadcast(SPECIES, m[block + 3]);
        FloatVector firstP = FloatVector.broadcast(SPECIES, b[at]);
        FloatVector firstQ = FloatVector.broadcast(SPECIES, b[at + n]);
        int i = from;
        for (; i + 2 * LANES <= to; i += 2 * LANES) {
            FloatVector p0 = FloatVector.fromArray(SPECIES, p, i);
            FloatVector q0 = FloatVector.fromArray(SPECIES, q, i);
            FloatVector p1 = FloatVector.fromArray(SPECIES, p, i + LANES);
            FloatVector q1 = FloatVector.fromArray(SPECIES, q, i + LANES);
            for (float[][] step : v) {
                float[] first = step[0];
                FloatVector v0 = FloatVector.fromArray(SPECIES, first, i);
                FloatVector r0 = v0.fma(firstP, q0.fma(m1, p0.mul(m0)));
                q0 = v0.fma(firstQ, q0.fma(m3, p0.mul(m2)));
                FloatVector v1 = FloatVector.fromArray(SPECIES, first, i + LANES);
                FloatVector r1 = v1.fma(firstP, q1.fma(m1, p1.mul(m0)));
                q1 = v1.fma(firstQ, q1.fma(m3, p1.mul(m2)));
                for (int x = 1; x < n; x++) {
                    float[] vx = step[x];
                    FloatVector gainP = FloatVector.broadcast(SPECIES, b[at + x]);
                    FloatVector gainQ = FloatVector.broadcast(SPECIES, b[at + n + x]);
                    v0 = FloatVector.fromArray(SPECIES, vx, i);
                    r0 = v0.fma(gainP, r0);
                    q0 = v0.fma(gainQ, q0);
                    v1 = FloatVector.fromArray(SPECIES, vx, i + LANES);
                    r1 = v1.fma(gainP, r1);
                    q1 = v1.fma(gainQ, q1);
                }
                p0 = r0;
                p1 = r1;
            }
            p0.intoArray(p, i);
            q0.intoArray(q, i);
            p1.intoArray(p, i + LANES);
            q1.intoArray(q, i + LANES);
        }
        for (; i < to; i++) {
            float before = p[i];
            float other = q[i];
            for (float[][] step : v) {
                float next = plus(Math.fma(other, m[block + 1], before * m[block]), b, at, n, step, i);
                other = plus(Math.fma(other, m[block + 3], before * m[block + 2]), b, at + n, n, step, i);
                before = next;
            }
            p[i] = before;
            q[i] = other;
        }
    }

    private static float plus(float value, float[] b, int at, int n, float[][] v, int i) {
        float sum = value;
        for (int x = 0; x < n; x++) {
            sum = Math.fma(v[x][i], b[at + x], sum);
        }
        return sum;
    }
}
