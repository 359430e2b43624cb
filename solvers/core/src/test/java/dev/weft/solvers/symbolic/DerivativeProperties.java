package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Trees.Tree;
import dev.weft.solvers.testing.Differences;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DerivativeProperties {
    private final List<Expr> symbols = List.of(Expr.symbol("a"), Expr.symbol("b"), Expr.symbol("c"));

    @Provide
    Arbitrary<Tree> smooth() {
        return Trees.smooth(4);
    }

    @Provide
    Arbitrary<double[]> points() {
        return Arbitraries.doubles()
                .between(-1.5, 1.5)
                .ofScale(6)
                .array(double[].class)
                .ofSize(Trees.VARIABLES);
    }

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void agreesWithCentralDifferences(@ForAll("smooth") Tree tree, @ForAll("points") double[] point) {
        List<Expr> gradient = Derivative.jacobian(List.of(tree.expr(symbols)), symbols);
        Kernel kernel = Kernel.compile(gradient, symbols);
        double[] exact = new double[Trees.VARIABLES];
        kernel.evaluate(point, exact, kernel.newScratch());

        for (int i = 0; i < exact.length; i++) {
            int index = i;
            Differences.Estimate estimate = Differences.derivative(
                    value -> {
                        double[] moved = point.clone();
                        moved[index] = value;
                        return tree.value(moved);
                    },
                    point[i],
                    0.05);
            double scale = 1 + Math.abs(exact[i]);
            // Where a random formula is too curved for the extrapolation, differences prove nothing.
            Assume.that(estimate.error() < 1e-8 * scale);
            // A wrong rule is wrong in the first digits; 1e-6 leaves the error estimate two digits to be off by.
            assertThat(exact[i])
                    .as("∂/∂%s of %s", symbols.get(i), tree)
                    .isCloseTo(estimate.value(), within(1e-6 * scale));
        }
    }

    @Provide
    Arbitrary<Tree> trees() {
        return Trees.any(4);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void isZeroForAnAbsentSymbolWhateverTheValue(@ForAll("trees") Tree tree) {
        assertThat(Derivative.of(tree.expr(symbols), Expr.symbol("a"))).isSameAs(Expr.ZERO);
    }
}
