package dev.weft.sdk.validation;

/** Move one parameter of a machine while it is recorded. */
sealed interface Drift {
    /** Nothing moves. */
    Drift NONE = new Jump(0, 0, 0);

    /**
     * Return the coordinates at a sample.
     *
     * @param start z at first [M]. Not modified
     * @param samples T of the record
     */
    double[] coordinates(double[] start, int sample, int samples);

    /**
     * Jump at a sample and stay.
     *
     * @param parameter which
     * @param by how far, in its coordinate
     * @param at when
     */
    record Jump(int parameter, double by, int at) implements Drift {
        @Override
        public double[] coordinates(double[] start, int sample, int samples) {
            return by == 0 || sample < at ? start : moved(start, parameter, by);
        }
    }

    /**
     * Move evenly from a sample to the end.
     *
     * @param parameter which
     * @param by how far in all, in its coordinate
     * @param from when it begins
     */
    record Ramp(int parameter, double by, int from) implements Drift {
        @Override
        public double[] coordinates(double[] start, int sample, int samples) {
            double share = Math.max(0, sample - from) / (double) Math.max(1, samples - 1 - from);
            return moved(start, parameter, by * share);
        }
    }

    private static double[] moved(double[] start, int parameter, double by) {
        double[] z = start.clone();
        z[parameter] += by;
        return z;
    }
}
