package dev.weft.solvers.recurrence;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Step planes in the Vector API; several steps keep their lanes in registers, so that the memory is visited once. The
 * last lanes are computed one by one with the same roundings: how a fleet is cut into ranges changes nothing.
 */
final class VectorDoublePlaneKernel implements DoublePlaneKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void diagonal(double d, double[] b, int at, int n, double[][] v, double[] p, int from, int to) {
        int whole = from + SPECIES.loopBound(to - from);
        if (n == 1) {
            double[] v0 = v[0];
            double gain = b[at];
            for (int i = from; i < whole; i += LANES) {
                DoubleVector scaled = DoubleVector.fromArray(SPECIES, p, i).mul(d);
                DoubleVector.fromArray(SPECIES, v0, i)
                        .fma(DoubleVector.broadcast(SPECIES, gain), scaled)
                        .intoArray(p, i);
            }
        } else {
            for (int i = from; i < whole; i += LANES) {
                DoubleVector sum = DoubleVector.fromArray(SPECIES, p, i).mul(d);
                for (int x = 0; x < n; x++) {
                    sum = DoubleVector.fromArray(SPECIES, v[x], i).fma(DoubleVector.broadcast(SPECIES, b[at + x]), sum);
                }
                sum.intoArray(p, i);
            }
        }
        for (int i = whole; i < to; i++) {
            p[i] = plus(d * p[i], b, at, n, v, i);
        }
    }

    @Override
    public void diagonal(double d, double[] b, int at, int n, double[][][] v, double[] p, int from, int to) {
        int i = from;
        // Four vectors at a time hide the latency of one step after the other.
        for (; i + 4 * LANES <= to; i += 4 * LANES) {
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector p1 = DoubleVector.fromArray(SPECIES, p, i + LANES);
            DoubleVector p2 = DoubleVector.fromArray(SPECIES, p, i + 2 * LANES);
            DoubleVector p3 = DoubleVector.fromArray(SPECIES, p, i + 3 * LANES);
            for (double[][] step : v) {
                p0 = p0.mul(d);
                p1 = p1.mul(d);
                p2 = p2.mul(d);
                p3 = p3.mul(d);
                for (int x = 0; x < n; x++) {
                    double[] vx = step[x];
                    DoubleVector gain = DoubleVector.broadcast(SPECIES, b[at + x]);
                    p0 = DoubleVector.fromArray(SPECIES, vx, i).fma(gain, p0);
                    p1 = DoubleVector.fromArray(SPECIES, vx, i + LANES).fma(gain, p1);
                    p2 = DoubleVector.fromArray(SPECIES, vx, i + 2 * LANES).fma(gain, p2);
                    p3 = DoubleVector.fromArray(SPECIES, vx, i + 3 * LANES).fma(gain, p3);
                }
            }
            p0.intoArray(p, i);
            p1.intoArray(p, i + LANES);
            p2.intoArray(p, i + 2 * LANES);
            p3.intoArray(p, i + 3 * LANES);
        }
        for (; i < to; i++) {
            double value = p[i];
            for (double[][] step : v) {
                value = plus(d * value, b, at, n, step, i);
            }
            p[i] = value;
        }
    }

    @Override
    public void block(
            double[] m, int block, double[] b, int at, int n, double[][] v, double[] p, double[] q, int from, int to) {
        double m0 = m[block], m1 = m[block + 1], m2 = m[block + 2], m3 = m[block + 3];
        int whole = from + SPECIES.loopBound(to - from);
        for (int i = from; i < whole; i += LANES) {
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector q0 = DoubleVector.fromArray(SPECIES, q, i);
            DoubleVector p1 = q0.fma(DoubleVector.broadcast(SPECIES, m1), p0.mul(m0));
            DoubleVector q1 = q0.fma(DoubleVector.broadcast(SPECIES, m3), p0.mul(m2));
            for (int x = 0; x < n; x++) {
                DoubleVector vx = DoubleVector.fromArray(SPECIES, v[x], i);
                p1 = vx.fma(DoubleVector.broadcast(SPECIES, b[at + x]), p1);
                q1 = vx.fma(DoubleVector.broadcast(SPECIES, b[at + n + x]), q1);
            }
            p1.intoArray(p, i);
            q1.intoArray(q, i);
        }
        for (int i = whole; i < to; i++) {
            double before = p[i];
            p[i] = plus(Math.fma(q[i], m1, before * m0), b, at, n, v, i);
            q[i] = plus(Math.fma(q[i], m3, before * m2), b, at + n, n, v, i);
        }
    }

    @Override
    public void block(
            double[] m,
            int block,
            double[] b,
            int at,
            int n,
            double[][][] v,
            double[] p,
            double[] q,
            int from,
            int to) {
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[block]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[block + 1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[block + 2]);
        DoubleVector m3 = DoubleVector.broadcast(SPECIES, m[block + 3]);
        int i = from;
        for (; i + 2 * LANES <= to; i += 2 * LANES) {
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector q0 = DoubleVector.fromArray(SPECIES, q, i);
            DoubleVector p1 = DoubleVector.fromArray(SPECIES, p, i + LANES);
            DoubleVector q1 = DoubleVector.fromArray(SPECIES, q, i + LANES);
            for (double[][] step : v) {
                DoubleVector r0 = q0.fma(m1, p0.mul(m0));
                DoubleVector r1 = q1.fma(m1, p1.mul(m0));
                q0 = q0.fma(m3, p0.mul(m2));
                q1 = q1.fma(m3, p1.mul(m2));
                for (int x = 0; x < n; x++) {
                    DoubleVector v0 = DoubleVector.fromArray(SPECIES, step[x], i);
                    DoubleVector v1 = DoubleVector.fromArray(SPECIES, step[x], i + LANES);
                    DoubleVector gainP = DoubleVector.broadcast(SPECIES, b[at + x]);
                    DoubleVector gainQ = DoubleVector.broadcast(SPECIES, b[at + n + x]);
                    r0 = v0.fma(gainP, r0);
                    r1 = v1.fma(gainP, r1);
                    q0 = v0.fma(gainQ, q0);
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
            double before = p[i];
            double other = q[i];
            for (double[][] step : v) {
                double next = plus(Math.fma(other, m[block + 1], before * m[block]), b, at, n, step, i);
                other = plus(Math.fma(other, m[block + 3], before * m[block + 2]), b, at + n, n, step, i);
                before = next;
            }
            p[i] = before;
            q[i] = other;
        }
    }

    private static double plus(double value, double[] b, int at, int n, double[][] v, int i) {
        double sum = value;
        for (int x = 0; x < n; x++) {
            sum = Math.fma(v[x][i], b[at + x], sum);
        }
        return sum;
    }
}
