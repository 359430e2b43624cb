package dev.weft.solvers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KernelTest {
    private final Expr x = Expr.symbol("x");
    private final Expr y = Expr.symbol("y");

    @Test
    void knowsItsShape() {
        Expr shared = x.plus(y).sin();
        Kernel kernel = Kernel.compile(List.of(shared.times(shared), shared, x), List.of(x, y));

        assertThat(kernel.inputs()).isEqualTo(2);
        assertThat(kernel.outputs()).isEqualTo(3);
        // +, sin, ·: the shared subexpression counts once, the symbol not at all.
        assertThat(kernel.operations()).isEqualTo(3);
    }

    @Test
    void evaluatesConstantsSymbolsAndRepeatedOutputs() {
        Kernel kernel = Kernel.compile(List.of(y, Expr.constant(7), y, x.minus(y)), List.of(x, y));
        double[] out = {0, 0, 0, 0, 99};

        kernel.evaluate(new double[] {3, 5}, out, kernel.newScratch());

        assertThat(out).containsExactly(5, 7, 5, -2, 99);
    }

    @Test
    void needsNoInputForConstantsAndNoOutputAtAll() {
        double[] out = {0};
        Kernel constant = Kernel.compile(List.of(Expr.constant(2)), List.of());
        constant.evaluate(new double[0], out, constant.newScratch());
        assertThat(out).containsExactly(2);

        Kernel empty = Kernel.compile(List.of(), List.of(x));
        empty.evaluate(new double[] {1}, out, empty.newScratch());
        assertThat(empty.outputs()).isZero();
        assertThat(out).containsExactly(2);
    }

    @Test
    void outputsMayOverwriteTheInputs() {
        Kernel rotate = Kernel.compile(List.of(y, x, x.times(y)), List.of(x, y));
        double[] both = {3, 5, 0};

        rotate.evaluate(both, both, rotate.newScratch());

        assertThat(both).containsExactly(5, 3, 15);
    }

    @Test
    void inputsAreNotModified() {
        Kernel kernel = Kernel.compile(List.of(x.times(y)), List.of(x, y));
        double[] in = {3, 5};

        kernel.evaluate(in, new double[1], kernel.newScratch());

        assertThat(in).containsExactly(3, 5);
    }

    @Test
    void namesAllUnboundSymbols() {
        Expr z = Expr.symbol("mass");
        Expr w = Expr.symbol("drag");

        assertThatThrownBy(() -> Kernel.compile(List.of(x.plus(z), w.exp()), List.of(x, y)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unbound symbols [mass, drag]")
                .hasMessageContaining("2 inputs");
    }

    @Test
    void aSymbolOfTheSameNameDoesNotBind() {
        assertThatThrownBy(() -> Kernel.compile(List.of(Expr.symbol("x")), List.of(x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[x]");
    }

    @Test
    void refusesTheSameInputTwice() {
        assertThatThrownBy(() -> Kernel.compile(List.of(x), List.of(x, y, x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input x")
                .hasMessageContaining("once");
    }

    @Test
    void compilesLongSums() {
        int terms = 20_000;
        // Left-deep: a graph as deep as it has terms.
        Expr sum = Expr.sum(Collections.nCopies(terms, x));
        Kernel kernel = Kernel.compile(List.of(sum, Derivative.of(sum, x)), List.of(x));
        double[] out = new double[2];

        kernel.evaluate(new double[] {2}, out, kernel.newScratch());

        assertThat(out).containsExactly(2.0 * terms, terms);
    }

    @Test
    void isSharedByThreadsWithTheirOwnScratch() throws Exception {
        Expr heavy = x;
        for (int i = 0; i < 50; i++) {
            heavy = heavy.sin().plus(y.times(heavy));
        }
        Kernel kernel = Kernel.compile(List.of(heavy), List.of(x, y));
        double[][] points = new double[500][];
        double[] expected = new double[points.length];
        double[] scratch = kernel.newScratch();
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {0.01 * i, 0.5 - 0.001 * i};
            double[] out = new double[1];
            kernel.evaluate(points[i], out, scratch);
            expected[i] = out[0];
        }
        Callable<double[]> evaluateAll = () -> {
            double[] own = kernel.newScratch();
            double[] results = new double[points.length];
            double[] out = new double[1];
            for (int i = 0; i < points.length; i++) {
                kernel.evaluate(points[i], out, own);
                results[i] = out[0];
            }
            return results;
        };

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<double[]>> work = new ArrayList<>(Collections.nCopies(16, evaluateAll));
            for (Future<double[]> results : threads.invokeAll(work)) {
                assertThat(results.get()).containsExactly(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
