package dev.weft.solvers.recurrence;

import org.ejml.data.DMatrixRMaj;

/** Refuse bad input, with what was expected. */
final class Checks {
    private Checks() {}

    static double timeStep(double dt) {
        if (!(dt >= 0 && dt < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Δt = " + dt + ", expected a finite number >= 0");
        }
        return dt;
    }

    static void radius(double radius) {
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("spectral radius = " + radius + ", expected a finite number > 0");
        }
    }

    static void exponent(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("exponent = " + n + ", expected >= 0");
        }
    }

    static void finite(String what, double[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(what + "[" + i + "] = " + values[i] + ", expected a finite number");
            }
        }
    }

    static void finite(String what, DMatrixRMaj matrix) {
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                if (!Double.isFinite(matrix.get(i, j))) {
                    throw new IllegalArgumentException(
                            what + "[" + i + ", " + j + "] = " + matrix.get(i, j) + ", expected a finite number");
                }
            }
        }
    }

    static void count(String what, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(what + " = " + actual + ", expected " + expected);
        }
    }

    /** Check that an array holds a row-major matrix, and exactly that. */
    static void rows(String what, double[] values, int rows, int columns) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(what + " has " + values.length + " numbers, expected " + rows + "×"
                    + columns + " = " + (long) rows * columns);
        }
    }

    static void positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " = " + value + ", expected >= 1");
        }
    }

    static void sequence(LinearRecurrence recurrence, double[] initial, int steps, double[] inputs, double[] states) {
        positive("steps", steps);
        rows("θ_0", initial, 1, recurrence.size());
        finite("θ_0", initial, initial.length);
        rows("inputs", inputs, steps, recurrence.inputs());
        rows("states", states, steps, recurrence.size());
    }
}
