package dev.weft.solvers.lanes;

/**
 * Add up the lanes of a vector, stored in an array, always in the same order: {@code reduceLanes} of the vector module may
 * add in any, and from JDK 21 on does so in another one once it is compiled, so that a result would change in its last bits
 * while a program runs.
 *
 * <p>Through memory, which costs less than to take lanes out of a vector one by one. Stateless.
 */
public final class LaneSum {
    private static final int TOGETHER = 4;
    private static final int WIDEST = 64;
    private static final ThreadLocal<double[]> DOUBLES = ThreadLocal.withInitial(() -> new double[TOGETHER * WIDEST]);
    private static final ThreadLocal<float[]> FLOATS = ThreadLocal.withInitial(() -> new float[TOGETHER * WIDEST]);

    private LaneSum() {}

    /** Return this thread's array, of room for four vectors of any width. */
    public static double[] doubles() {
        return DOUBLES.get();
    }

    /** Return this thread's array, of room for four vectors of any width. */
    public static float[] floats() {
        return FLOATS.get();
    }

    /** Return the sum of a vector's lanes, in four chains. */
    public static double of(double[] lanes, int from, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i <= from + count - 4; i += 4) {
            a += lanes[i];
            b += lanes[i + 1];
            c += lanes[i + 2];
            d += lanes[i + 3];
        }
        for (; i < from + count; i++) {
            a += lanes[i];
        }
        return (a + b) + (c + d);
    }

    /** Return the sum of a vector's lanes, in four chains. */
    public static float of(float[] lanes, int from, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = from;
        for (; i <= from + count - 4; i += 4) {
            a += lanes[i];
            b += lanes[i + 1];
            c += lanes[i + 2];
            d += lanes[i + 3];
        }
        for (; i < from + count; i++) {
            a += lanes[i];
        }
        return (a + b) + (c + d);
    }
}
