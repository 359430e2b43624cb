package dev.weft.priors;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Derivative;
import java.util.List;
import java.util.function.UnaryOperator;

/** Evaluates a function of one quantity, and its slope, as the compiled equations do. */
final class Probe {
    private final Kernel kernel;

    Probe(UnaryOperator<Quantity> function) {
        State x = new State("x", Units.NUMBER);
        Quantity y = function.apply(x);
        this.kernel = Kernel.compile(List.of(y.expr(), Derivative.of(y.expr(), x.expr())), List.of(x.expr()));
    }

    double value(double x) {
        return evaluate(x)[0];
    }

    double slope(double x) {
        return evaluate(x)[1];
    }

    private double[] evaluate(double x) {
        double[] out = new double[2];
        kernel.evaluate(new double[] {x}, out, kernel.newScratch());
        return out;
    }
}
