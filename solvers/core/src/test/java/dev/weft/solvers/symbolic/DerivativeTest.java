package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.kernel.Kernel;
import java.util.List;
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
                Arguments.of(X.abs(), 1.0, 0.0),
                Arguments.of(X.negate().abs(), 1.0, 0.0),
                Arguments.of(X.min(Y), 1.0, 0.0),
                Arguments.of(X.max(Y), 0.0, 1.0),
                Arguments.of(Expr.select(X.minus(Y), X.times(X), Y.times(Y)), 0.0, 2 * y),
                Arguments.of(Expr.select(Y.minus(X), X.times(X), Y.times(Y)), 2 * x, 0.0));
    }

    @ParameterizedTest
    @MethodSource("closedForms")
    void followsTheClosedForm(Expr expr, double byX, double byY) {
        // A handful of roundings on numbers of order 1.
        assertThat(at(Derivative.of(expr, X), AT_X, AT_Y)).isCloseTo(byX, within(1e-14));
        assertThat(at(Derivative.of(expr, Y), AT_X, AT_Y)).isCloseTo(byY, within(1e-14));
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
