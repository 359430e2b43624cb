package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExprTextTest {
    private static final Expr A = Expr.symbol("a");
    private static final Expr B = Expr.symbol("b");
    private static final Expr C = Expr.symbol("c");
    private static final Expr MINUS_TWO = Expr.constant(-2);

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(A.minus(B.minus(C)), "a - (b - c)"),
                Arguments.of(A.minus(B).minus(C), "a - b - c"),
                Arguments.of(A.minus(B.plus(C)), "a - (b + c)"),
                Arguments.of(A.plus(B.times(C)), "a + b*c"),
                Arguments.of(A.plus(B).times(C), "(a + b)*c"),
                Arguments.of(A.over(B.times(C)), "a/(b*c)"),
                Arguments.of(A.over(B.over(C)), "a/(b/c)"),
                Arguments.of(A.over(B).over(C), "a/b/c"),
                Arguments.of(A.plus(B).negate(), "-(a + b)"),
                Arguments.of(A.times(B).negate(), "-(a*b)"),
                Arguments.of(A.negate().times(B), "-a*b"),
                Arguments.of(A.over(B.negate()), "a/(-b)"),
                Arguments.of(A.pow(2).negate(), "-a^2"),
                Arguments.of(A.negate().pow(3), "(-a)^3"),
                Arguments.of(A.times(A), "a^2"),
                Arguments.of(A.pow(2).times(A), "a^2*a"),
                Arguments.of(A.plus(B).pow(2), "(a + b)^2"),
                Arguments.of(A.pow(B).pow(C), "(a^b)^c"),
                Arguments.of(A.pow(B.pow(C)), "a^(b^c)"),
                Arguments.of(A.plus(B).pow(C.negate()), "(a + b)^(-c)"),
                Arguments.of(A.pow(MINUS_TWO), "a^(-2)"),
                Arguments.of(MINUS_TWO.times(A), "(-2)*a"),
                Arguments.of(A.minus(MINUS_TWO), "a - (-2)"),
                Arguments.of(MINUS_TWO.plus(A), "-2 + a"),
                Arguments.of(A.times(Expr.constant(1.5)), "a*1.5"),
                Arguments.of(Expr.constant(1e20), "1.0E20"),
                Arguments.of(Expr.ZERO, "0"),
                Arguments.of(A.times(Expr.constant(-0.0)), "a*(-0)"),
                Arguments.of(Expr.constant(Double.NEGATIVE_INFINITY), "-Infinity"),
                Arguments.of(Expr.constant(Double.NaN), "NaN"),
                Arguments.of(A.plus(B).exp(), "exp(a + b)"),
                Arguments.of(Expr.select(A, B.negate(), C), "select(a, -b, c)"),
                Arguments.of(A.min(B.max(MINUS_TWO)), "min(a, max(b, -2))"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void printsWithTheParenthesesThatPrecedenceNeeds(Expr expr, String text) {
        assertThat(expr).hasToString(text);
    }
}
