package dev.weft.solvers.ode;

/** Check lengths of arrays, naming both shapes. */
final class Shapes {
    private Shapes() {}

    static void check(String what, double[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(what + " = " + values.length + "×1, expected " + expected + "×1");
        }
    }
}
