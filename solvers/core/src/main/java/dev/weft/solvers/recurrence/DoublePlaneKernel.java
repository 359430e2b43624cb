package dev.weft.solvers.recurrence;

/**
 * Step lanes of one plane, or of the two planes of a 2×2 block, in double.
 *
 * <p>Inputs are planes too: {@code v[x][lane]} of one step, {@code v[step][x][lane]} of several. Gains are rows of B:
 * {@code n} numbers of {@code b} from an offset. Lanes {@code from} … {@code to} − 1 are touched, no other.
 */
interface DoublePlaneKernel {
    /** p ← d·p + Σ_x b_x v_x. */
    void diagonal(double d, double[] b, int at, int n, double[][] v, double[] p, int from, int to);

    /** The same for several steps in a row. */
    void diagonal(double d, double[] b, int at, int n, double[][][] v, double[] p, int from, int to);

    /** (p, q) ← [m_0 m_1; m_2 m_3] (p, q) + Σ_x (b_x, b_{n+x}) v_x. */
    void block(
            double[] m, int block, double[] b, int at, int n, double[][] v, double[] p, double[] q, int from, int to);

    /** The same for several steps in a row. */
    void block(
            double[] m, int block, double[] b, int at, int n, double[][][] v, double[] p, double[] q, int from, int to);
}
