package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.symbolic.Trees.Tree;
import dev.weft.solvers.testing.Differences;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hipparchus.analysis.differentiation.Gradient;

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
        double[] exact = Values.of(gradient, symbols, point);

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

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void bothDirectionsAgreeWithTheGradientsOfHipparchus(
            @ForAll("smooth") Tree tree, @ForAll("points") double[] point) {
        Expr expr = tree.expr(symbols);
        double[] forward = Values.of(Derivative.forward(List.of(expr), symbols), symbols, point);
        double[] reverse = Values.of(Derivative.gradient(expr, symbols), symbols, point);
        List<Gradient> variables = IntStream.range(0, Trees.VARIABLES)
                .mapToObj(i -> Gradient.variable(Trees.VARIABLES, i, point[i]))
                .toList();
        double[] expected = tree.field(variables).getGradient();

        for (int i = 0; i < expected.length; i++) {
            // Some dozens of roundings, in values that the smooth trees keep below a thousand or so.
            double tolerance = 1e-11 * (1 + Math.abs(expected[i]));
            assertThat(forward[i])
                    .as("forward ∂/∂%s of %s", symbols.get(i), tree)
                    .isCloseTo(expected[i], within(tolerance));
            assertThat(reverse[i])
                    .as("reverse ∂/∂%s of %s", symbols.get(i), tree)
                    .isCloseTo(expected[i], within(tolerance));
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void productsWithTheJacobianAreThoseOfItsEntries(
            @ForAll("smooth") Tree first,
            @ForAll("smooth") Tree second,
            @ForAll("points") double[] point,
            @ForAll("points") double[] direction) {
        List<Expr> functions = List.of(first.expr(symbols), second.expr(symbols));
        List<Expr> seeds = Arrays.stream(direction).mapToObj(Expr::constant).toList();
        double[] jacobian = Values.of(Derivative.jacobian(functions, symbols), symbols, point);
        double[] alongDirection =
                Values.of(Derivative.jacobianVectorProduct(functions, symbols, seeds), symbols, point);
        double[] weighted =
                Values.of(Derivative.vectorJacobianProduct(functions, symbols, seeds.subList(0, 2)), symbols, point);

        for (int i = 0; i < 2; i++) {
            double sum = 0;
            double size = 1;
            for (int j = 0; j < 3; j++) {
                sum += jacobian[3 * i + j] * direction[j];
                size += Math.abs(jacobian[3 * i + j] * direction[j]);
            }
            assertThat(alongDirection[i]).isCloseTo(sum, within(1e-11 * size));
        }
        for (int j = 0; j < 3; j++) {
            double sum = direction[0] * jacobian[j] + direction[1] * jacobian[3 + j];
            double size = 1 + Math.abs(direction[0] * jacobian[j]) + Math.abs(direction[1] * jacobian[3 + j]);
            assertThat(weighted[j]).isCloseTo(sum, within(1e-11 * size));
        }
    }

    @Provide
    Arbitrary<Tree> trees() {
        return Trees.any(4);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void isZeroForAnAbsentSymbolWhateverTheValue(@ForAll("trees") Tree tree) {
        Expr absent = Expr.symbol("a");

        assertThat(Derivative.of(tree.expr(symbols), absent)).isSameAs(Expr.ZERO);
        assertThat(Derivative.gradient(tree.expr(symbols), List.of(absent))).containsExactly(Expr.ZERO);
    }
}
