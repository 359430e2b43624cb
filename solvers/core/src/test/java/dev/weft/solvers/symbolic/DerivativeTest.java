package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.kernel.Kernel;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DerivativeTest {
    private static final Expr X = Expr.symbol("x");
    private static final Expr Y = Expr.symbol("y");
    private static final double AT_X = 0.7;
    private static final double AT_Y = 1.9;

    static Stream<Arguments> closedForms() {
        double x = AT_X;
        double y = AT_Y;
        return Stream.of(
                Arguments.of(X.plus(Y), 1.0, 1.0),
                Arguments.of(X.minus(Y), 1.0, -1.0),
                Arguments.of(X.times(Y), y, x),
                Arguments.of(X.over(Y), 1 / y, -x / (y * y)),
                Arguments.of(X.pow(Y), y * Math.pow(x, y - 1), Math.pow(x, y) * Math.log(x)),
                Arguments.of(X.pow(3), 3 * x * x, 0.0),
                Arguments.of(Expr.constant(2).pow(Y), 0.0, Math.pow(2, y) * Math.log(2)),
                Arguments.of(X.negate(), -1.0, 0.0),
                Arguments.of(X.sqrt(), 0.5 / Math.sqrt(x), 0.0),
                Arguments.of(X.exp(), Math.exp(x), 0.0),
                Arguments.of(X.log(), 1 / x, 0.0),
                Arguments.of(X.sin(), Math.cos(x), 0.0),
                Arguments.of(X.cos(), -Math.sin(x), 0.0),
                Arguments.of(X.tanh(), 1 / (Math.cosh(x) * Math.cosh(x)), 0.0),
                Arguments.of(X.cbrt(), Math.pow(x, -2.0 / 3) / 3, 0.0),
                Arguments.of(X.expm1(), Math.exp(x), 0.0),
                Arguments.of(X.log1p(), 1 / (1 + x), 0.0),
                Arguments.of(X.tan(), 1 / (Math.cos(x) * Math.cos(x)), 0.0),
                Arguments.of(X.asin(), 1 / Math.sqrt(1 - x * x), 0.0),
                Arguments.of(X.acos(), -1 / Math.sqrt(1 - x * x), 0.0),
                Arguments.of(X.atan(), 1 / (1 + x * x), 0.0),
                Arguments.of(X.sinh(), Math.cosh(x), 0.0),
                Arguments.of(X.cosh(), Math.sinh(x), 0.0),
                Arguments.of(X.atan2(Y), y / (x * x + y * y), -x / (x * x + y * y)),
                Arguments.of(X.hypot(Y), x / Math.hypot(x, y), y / Math.hypot(x, y)),
                Arguments.of(X.negate().asinh(), -1 / Math.sqrt(1 + x * x), 0.0),
                Arguments.of(Y.acosh(), 0.0, 1 / Math.sqrt(y * y - 1)),
                Arguments.of(X.negate().atanh(), -1 / (1 - x * x), 0.0),
                Arguments.of(X.sign().plus(X.floor()).plus(X.ceil()).plus(X.rint()), 0.0, 0.0),
                Arguments.of(X.abs(), 1.0, 0.0),
                Arguments.of(X.negate().abs(), 1.0, 0.0),
                Arguments.of(X.min(Y), 1.0, 0.0),
                Arguments.of(X.max(Y), 0.0, 1.0),
                Arguments.of(Expr.select(X.minus(Y), X.times(X), Y.times(Y)), 0.0, 2 * y),
                Arguments.of(Expr.select(Y.minus(X), X.times(X), Y.times(Y)), 2 * x, 0.0));
    }

    @ParameterizedTest
    @MethodSource("closedForms")
    void followsTheClosedFormInBothDirections(Expr expr, double byX, double byY) {
        List<Expr> gradient = Derivative.gradient(expr, List.of(X, Y));

        // A handful of roundings on numbers of order 1.
        assertThat(at(Derivative.of(expr, X), AT_X, AT_Y)).isCloseTo(byX, within(1e-14));
        assertThat(at(Derivative.of(expr, Y), AT_X, AT_Y)).isCloseTo(byY, within(1e-14));
        assertThat(at(gradient.get(0), AT_X, AT_Y)).isCloseTo(byX, within(1e-14));
        assertThat(at(gradient.get(1), AT_X, AT_Y)).isCloseTo(byY, within(1e-14));
    }

    @Test
    void atKinksTakesTheBranchThatTheValueTakes() {
        assertThat(at(Derivative.of(X.abs(), X), 0, 0)).isEqualTo(1);
        assertThat(at(Derivative.of(X.abs(), X), -1e-300, 0)).isEqualTo(-1);
        assertThat(at(Derivative.of(X.times(2).min(Y), X), 1, 2)).isEqualTo(2);
        assertThat(at(Derivative.of(X.times(2).max(Y), X), 1, 2)).isEqualTo(2);
        Expr step = Expr.select(X, X.times(3), X.times(5));
        assertThat(at(Derivative.of(step, X), 0, 0)).isEqualTo(3);
        assertThat(at(Derivative.of(step, X), Double.NaN, 0)).isEqualTo(5);
    }

    @Test
    void theBranchNotTakenDoesNotSpoilTheDerivative() {
        Expr guarded = Expr.select(X, X.sqrt(), X.negate().sqrt());

        assertThat(at(Derivative.of(guarded, X), 4, 0)).isEqualTo(0.25);
        assertThat(at(Derivative.of(guarded, X), -4, 0)).isEqualTo(-0.25);
        assertThat(at(Derivative.gradient(guarded, List.of(X)).get(0), 4, 0)).isEqualTo(0.25);
        assertThat(at(Derivative.gradient(guarded, List.of(X)).get(0), -4, 0)).isEqualTo(-0.25);
    }

    @Test
    void noneOfSeveralBranchesNotTakenSpoilsTheReverseDerivative() {
        // The root stands in three selections, is shared by them, and is taken by none at x = −4.
        Expr root = X.sqrt();
        Expr nested = Expr.select(X, Expr.select(Y, root, root.times(2)), X.times(3));
        Expr shared = nested.plus(Expr.select(X.minus(Expr.ONE), root.sin(), X))
                .plus(X.max(Expr.ZERO).pow(1.5));

        Expr reverse = Derivative.gradient(shared, List.of(X)).get(0);

        assertThat(at(reverse, -4, 1)).isEqualTo(4);
        assertThat(at(reverse, -4, Double.NaN)).isEqualTo(4);
        assertThat(at(reverse, 4, -1))
                .isCloseTo(at(Derivative.of(shared, X), 4, -1), within(1e-14))
                .isCloseTo(0.5 + 0.25 * Math.cos(2) + 3, within(1e-14));
    }

    @Test
    void absentSymbolsHaveDerivativeZeroWhereTheValueIsNotFinite() {
        Expr notFinite =
                X.log().times(Expr.ZERO).plus(Expr.constant(Double.NaN)).over(X);

        assertThat(Derivative.of(notFinite, Y)).isSameAs(Expr.ZERO);
        assertThat(at(Derivative.of(Y.plus(X.log()), Y), 0, 1)).isEqualTo(1);
    }

    @Test
    void aZeroFactorDropsTheTermAsDocumented() {
        assertThat(Derivative.of(Expr.ZERO.times(X), X)).isSameAs(Expr.ZERO);
        assertThat(Derivative.of(X.pow(0), X)).isSameAs(Expr.ZERO);
    }

    @Test
    void powersOfZeroHaveFiniteDerivatives() {
        assertThat(at(Derivative.of(X.pow(2), X), 0, 0)).isZero();
        assertThat(at(Derivative.of(X.pow(1.5), X), 0, 0)).isZero();
        assertThat(at(Derivative.of(X.pow(2), X), -3, 0)).isEqualTo(-6);
    }

    @Test
    void powersOfZeroDoNotDependOnTheExponent() {
        Expr power = X.pow(Y);

        for (Expr byExponent : List.of(
                Derivative.of(power, Y), Derivative.gradient(power, List.of(Y)).get(0))) {
            assertThat(at(byExponent, 0, 1.5)).isZero();
            assertThat(at(byExponent, Double.POSITIVE_INFINITY, -1)).isZero();
            assertThat(at(byExponent, -2, 2)).isNaN();
            assertThat(at(byExponent, 2, 3)).isCloseTo(8 * Math.log(2), within(1e-14));
        }
        assertThat(at(Derivative.of(Expr.ZERO.pow(Y), Y), 0, 2)).isZero();
        assertThat(at(Derivative.of(power, X), 0, 1)).isEqualTo(1);
        assertThat(at(Derivative.of(power, X), 0, 2)).isZero();
        assertThat(at(Derivative.of(power, X), 0, 0)).isZero();
    }

    @Test
    void higherDerivativesOfPowersStayFiniteAtZero() {
        Expr third = Derivative.of(Derivative.of(Derivative.of(X.pow(3), X), X), X);

        assertThat(at(third, 0, 0)).isEqualTo(6);
        assertThat(Derivative.of(third, X)).isSameAs(Expr.ZERO);
    }

    @Test
    void inverseHyperbolicFunctionsHaveSlopeOneAtZero() {
        for (double zero : new double[] {0.0, -0.0}) {
            assertThat(at(Derivative.of(X.asinh(), X), zero, 0)).isEqualTo(1);
            assertThat(at(Derivative.of(X.atanh(), X), zero, 0)).isEqualTo(1);
        }
    }

    @Test
    void secondDerivativesAreDerivativesOfDerivatives() {
        Expr second = Derivative.of(Derivative.of(X.times(Y).sin(), X), Y);
        double p = AT_X * AT_Y;

        assertThat(at(second, AT_X, AT_Y)).isCloseTo(Math.cos(p) - p * Math.sin(p), within(1e-14));
    }

    @Test
    void jacobianIsRowMajorByFunction() {
        List<Expr> jacobian = Derivative.jacobian(List.of(X.times(2), Y.times(3), X.plus(Y)), List.of(X, Y));

        assertThat(jacobian.stream().map(Expr::value)).containsExactly(2.0, 0.0, 0.0, 3.0, 1.0, 1.0);
    }

    @Test
    void productsWithTheJacobianAreSumsOverIt() {
        List<Expr> functions = List.of(X.times(Y), X.sin(), Y.pow(3));
        Expr u = Expr.symbol("u");

        assertThat(Derivative.jacobianVectorProduct(functions, List.of(X, Y), List.of(u, Expr.constant(2))))
                .extracting(Expr::toString)
                .containsExactly("y*u + x*2", "cos(x)*u", "3*y^2*2");
        assertThat(Derivative.vectorJacobianProduct(functions, List.of(X, Y), List.of(u, Expr.ONE, Expr.ZERO)))
                .extracting(Expr::toString)
                .containsExactly("cos(x) + y*u", "x*u");
    }

    @Test
    void linearityIsFreedomOfTheJacobianFromTheVariables() {
        Expr p = Expr.symbol("p");

        assertThat(Derivative.isLinearIn(
                        List.of(p.sin().times(X).plus(Y.over(p)).minus(p)), List.of(X, Y)))
                .isTrue();
        assertThat(Derivative.isLinearIn(List.of(X, X.times(Y)), List.of(X, Y))).isFalse();
        assertThat(Derivative.isLinearIn(List.of(X.times(Y)), List.of(Y))).isTrue();
        assertThat(Derivative.isLinearIn(List.of(X.abs()), List.of(X))).isFalse();
        assertThat(Derivative.isLinearIn(List.of(Expr.select(p, X, X.times(p))), List.of(X)))
                .isTrue();
        // Their derivative is 0, and they are not linear all the same.
        assertThat(Derivative.isLinearIn(List.of(X.floor()), List.of(X))).isFalse();
        assertThat(Derivative.isLinearIn(List.of(Expr.select(X, p, Y)), List.of(X)))
                .isFalse();
    }

    @Test
    void theJacobianIsThatOfTheSweepWithFewerOperations() {
        // One product of many factors: forward sweeps would need each of the partial products again.
        List<Expr> factors =
                IntStream.range(0, 12).mapToObj(i -> Expr.symbol("f" + i)).toList();
        Expr product = factors.stream().reduce(Expr.ONE, Expr::times);
        Expr sum = Expr.sum(factors);
        List<Expr> both = List.of(product, sum);

        List<Expr> jacobian = Derivative.jacobian(both, factors);

        assertThat(jacobian).isEqualTo(Derivative.reverse(both, factors));
        assertThat(TopologicalOrder.of(jacobian))
                .hasSizeLessThan(
                        TopologicalOrder.of(Derivative.forward(both, factors)).size());
        assertThat(Derivative.jacobian(both, List.of(factors.get(0))))
                .isEqualTo(Derivative.forward(both, List.of(factors.get(0))));
    }

    @Test
    void graphsDeeperThanAStackHaveDerivatives() {
        Expr chain = X;
        for (int i = 0; i < 100_000; i++) {
            chain = chain.plus(Y).times(X);
        }

        // At x = 1 each of the sums adds 1 to the derivative.
        List<Expr> byY = List.of(
                Derivative.of(chain, Y),
                Derivative.gradient(chain, List.of(X, Y)).get(1));
        assertThat(Values.of(byY, List.of(X, Y), 1, 0)).containsExactly(100_000, 100_000);
    }

    @Test
    void mismatchedLengthsAndRepeatedVariablesAreNamed() {
        assertThatThrownBy(() -> Derivative.jacobianVectorProduct(List.of(X), List.of(X, Y), List.of(X)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("direction = 1 expressions, expected one for each of the 2 variables");
        assertThatThrownBy(() -> Derivative.vectorJacobianProduct(List.of(X), List.of(X), List.of()))
                .hasMessage("weights = 0 expressions, expected one for each of the 1 functions");
        assertThatThrownBy(() -> Derivative.jacobianVectorProduct(List.of(X), List.of(X, X), List.of(X, X)))
                .hasMessageContaining("variable x occurs twice");
        assertThatThrownBy(() -> Derivative.gradient(X, List.of(X.plus(Y))))
                .hasMessage("cannot differentiate with respect to x + y, expected a symbol");
    }

    @Test
    void onlySymbolsCanBeDifferentiatedBy() {
        assertThatThrownBy(() -> Derivative.of(X, X.plus(Y)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x + y")
                .hasMessageContaining("expected a symbol");
        assertThatThrownBy(() -> Derivative.jacobian(List.of(X), List.of(X, Expr.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double at(Expr expr, double x, double y) {
        Kernel kernel = Kernel.compile(List.of(expr), List.of(X, Y));
        double[] out = new double[1];
        kernel.evaluate(new double[] {x, y}, out, kernel.newScratch());
        return out[0];
    }
}
