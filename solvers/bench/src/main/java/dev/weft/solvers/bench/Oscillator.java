package dev.weft.solvers.bench;

import java.util.stream.IntStream;

/** The damped oscillator m s″ = −k s − c s′ from s = 1 at rest, with its closed form, over 256 times from 0 to 1. */
final class Oscillator {
    static final double MASS = 1;
    static final double STIFFNESS = 400;
    static final double DAMPING = 0.4;
    static final double[] TIMES =
            IntStream.range(0, 257).mapToDouble(i -> i / 256.0).toArray();

    private Oscillator() {}

    /** Return the position; underdamped only. */
    static double position(double k, double t) {
        double decay = DAMPING / (2 * MASS);
        double w = Math.sqrt(k / MASS - decay * decay);
        return Math.exp(-decay * t) * (Math.cos(w * t) + decay / w * Math.sin(w * t));
    }

    static double[] parameters(double k) {
        return new double[] {MASS, k, DAMPING};
    }

    static double[] start() {
        return new double[] {1, 0};
    }
}
