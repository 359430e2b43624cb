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
        double[] first = v[0];
        DoubleVector gain = DoubleVector.broadcast(SPECIES, b[at]);
        int whole = from + SPECIES.loopBound(to - from);
        if (n == 1) {
            for (int i = from; i < whole; i += LANES) {
                DoubleVector scaled = DoubleVector.fromArray(SPECIES, p, i).mul(d);
                DoubleVector.fromArray(SPECIES, first, i).fma(gain, scaled).intoArray(p, i);
            }
        } else {
            for (int i = from; i < whole; i += LANES) {
                DoubleVector scaled = DoubleVector.fromArray(SPECIES, p, i).mul(d);
                DoubleVector sum = DoubleVector.fromArray(SPECIES, first, i).fma(gain, scaled);
                for (int x = 1; x < n; x++) {
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
        DoubleVector scale = DoubleVector.broadcast(SPECIES, d);
        DoubleVector gain = DoubleVector.broadcast(SPECIES, b[at]);
        int i = from;
        // Eight vectors at a time hide the latency of one step after the other, and a step's plane is found once for
        // all.
        for (; i + 8 * LANES <= to; i += 8 * LANES) {
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector p1 = DoubleVector.fromArray(SPECIES, p, i + LANES);
            DoubleVector p2 = DoubleVector.fromArray(SPECIES, p, i + 2 * LANES);
            DoubleVector p3 = DoubleVector.fromArray(SPECIES, p, i + 3 * LANES);
            DoubleVector p4 = DoubleVector.fromArray(SPECIES, p, i + 4 * LANES);
            DoubleVector p5 = DoubleVector.fromArray(SPECIES, p, i + 5 * LANES);
            DoubleVector p6 = DoubleVector.fromArray(SPECIES, p, i + 6 * LANES);
            DoubleVector p7 = DoubleVector.fromArray(SPECIES, p, i + 7 * LANES);
            for (double[][] step : v) {
                double[] first = step[0];
                p0 = DoubleVector.fromArray(SPECIES, first, i).fma(gain, p0.mul(scale));
                p1 = DoubleVector.fromArray(SPECIES, first, i + LANES).fma(gain, p1.mul(scale));
                p2 = DoubleVector.fromArray(SPECIES, first, i + 2 * LANES).fma(gain, p2.mul(scale));
                p3 = DoubleVector.fromArray(SPECIES, first, i + 3 * LANES).fma(gain, p3.mul(scale));
                p4 = DoubleVector.fromArray(SPECIES, first, i + 4 * LANES).fma(gain, p4.mul(scale));
                p5 = DoubleVector.fromArray(SPECIES, first, i + 5 * LANES).fma(gain, p5.mul(scale));
                p6 = DoubleVector.fromArray(SPECIES, first, i + 6 * LANES).fma(gain, p6.mul(scale));
                p7 = DoubleVector.fromArray(SPECIES, first, i + 7 * LANES).fma(gain, p7.mul(scale));
                for (int x = 1; x < n; x++) {
                    double[] vx = step[x];
                    DoubleVector more = DoubleVector.broadcast(SPECIES, b[at + x]);
                    p0 = DoubleVector.fromArray(SPECIES, vx, i).fma(more, p0);
                    p1 = DoubleVector.fromArray(SPECIES, vx, i + LANES).fma(more, p1);
                    p2 = DoubleVector.fromArray(SPECIES, vx, i + 2 * LANES).fma(more, p2);
                    p3 = DoubleVector.fromArray(SPECIES, vx, i + 3 * LANES).fma(more, p3);
                    p4 = DoubleVector.fromArray(SPECIES, vx, i + 4 * LANES).fma(more, p4);
                    p5 = DoubleVector.fromArray(SPECIES, vx, i + 5 * LANES).fma(more, p5);
                    p6 = DoubleVector.fromArray(SPECIES, vx, i + 6 * LANES).fma(more, p6);
                    p7 = DoubleVector.fromArray(SPECIES, vx, i + 7 * LANES).fma(more, p7);
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
        double[] first = v[0];
        DoubleVector gainP = DoubleVector.broadcast(SPECIES, b[at]);
        DoubleVector gainQ = DoubleVector.broadcast(SPECIES, b[at + n]);
        int whole = from + SPECIES.loopBound(to - from);
        for (int i = from; i < whole; i += LANES) {
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector q0 = DoubleVector.fromArray(SPECIES, q, i);
            DoubleVector p1 = q0.fma(DoubleVector.broadcast(SPECIES, m1), p0.mul(m0));
            DoubleVector q1 = q0.fma(DoubleVector.broadcast(SPECIES, m3), p0.mul(m2));
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, first, i);
            p1 = v0.fma(gainP, p1);
            q1 = v0.fma(gainQ, q1);
            for (int x = 1; x < n; x++) {
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
        DoubleVector firstP = DoubleVector.broadcast(SPECIES, b[at]);
        DoubleVector firstQ = DoubleVector.broadcast(SPECIES, b[at + n]);
        int i = from;
        for (; i + 2 * LANES <= to; i += 2 * LANES) {
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector q0 = DoubleVector.fromArray(SPECIES, q, i);
            DoubleVector p1 = DoubleVector.fromArray(SPECIES, p, i + LANES);
            DoubleVector q1 = DoubleVector.fromArray(SPECIES, q, i + LANES);
            for (double[][] step : v) {
                double[] first = step[0];
                DoubleVector v0 = DoubleVector.fromArray(SPECIES, first, i);
                DoubleVector r0 = v0.fma(firstP, q0.fma(m1, p0.mul(m0)));
                q0 = v0.fma(firstQ, q0.fma(m3, p0.mul(m2)));
                DoubleVector v1 = DoubleVector.fromArray(SPECIES, first, i + LANES);
                DoubleVector r1 = v1.fma(firstP, q1.fma(m1, p1.mul(m0)));
                q1 = v1.fma(firstQ, q1.fma(m3, p1.mul(m2)));
                for (int x = 1; x < n; x++) {
                    double[] vx = step[x];
                    DoubleVector gainP = DoubleVector.broadcast(SPECIES, b[at + x]);
                    DoubleVector gainQ = DoubleVector.broadcast(SPECIES, b[at + n + x]);
                    v0 = DoubleVector.fromArray(SPECIES, vx, i);
                    r0 = v0.fma(gainP, r0);
                    q0 = v0.fma(gainQ, q0);
                    v1 = DoubleVector.fromArray(SPECIES, vx, i + LANES);
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
