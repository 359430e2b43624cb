package dev.weft.solvers.ode;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/** Check lengths and values of arrays, naming what was found and expected. */
final class Shapes {
    private Shapes() {}

    static void check(String what, double[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(what + " = " + values.length + "×1, expected " + expected + "×1");
        }
    }

    static void checkFinite(String what, double[] values, List<Expr> symbols) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        what + " " + symbols.get(i).name() + " = " + values[i] + ", expected a finite number");
            }
        }
    }
}
