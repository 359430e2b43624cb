package dev.weft.solvers.fleet;

/** Copy between planes, and check their shapes. */
final class Planes {
    private Planes() {}

    static double[][] concat(double[][]... parts) {
        int count = 0;
        for (double[][] part : parts) {
            count += part.length;
        }
        double[][] all = new double[count][];
        int at = 0;
        for (double[][] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static void check(String what, double[][] planes, int rows, int lanes) {
        if (planes.length != rows) {
            throw new IllegalArgumentException(what + " = " + planes.length + "×" + lanes + ", expected " + rows + "×"
                    + lanes + ": one plane each, one value a lane");
        }
        for (int k = 0; k < rows; k++) {
            if (planes[k].length != lanes) {
                throw new IllegalArgumentException("plane " + k + " of " + what + " = 1×" + planes[k].length
                        + ", expected 1×" + lanes + ": all planes have one value a lane");
            }
        }
    }

    static void checkLength(String what, double[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(what + " = " + values.length + "×1, expected " + expected + "×1");
        }
    }

    static void scatter(double[] values, double[][] planes, int lane) {
        for (int k = 0; k < values.length; k++) {
            planes[k][lane] = values[k];
        }
    }

    /** Copy {@code count} lanes of the first {@code rows} planes. */
    static void copy(double[][] from, int fromLane, double[][] to, int toLane, int rows, int count) {
        for (int k = 0; k < rows; k++) {
            System.arraycopy(from[k], fromLane, to[k], toLane, count);
        }
    }

    /** Tell whether all values are finite: a sum of 0·x is NaN otherwise. Four sums, so that they overlap. */
    static boolean allFinite(double[] plane, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += plane[i] * 0;
            b += plane[i + 1] * 0;
            c += plane[i + 2] * 0;
            d += plane[i + 3] * 0;
        }
        for (; i < to; i++) {
            a += plane[i] * 0;
        }
        return a + b + c + d == 0;
    }
}
