package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @Test
    void aMinusAfterASignStandsInParentheses() {
        assertThat(A.times(B.negate())).hasToString("a*(-b)");
        assertThat(A.negate().plus(B.negate().exp())).hasToString("-a + exp(-b)");
    }

    @Test
    void largeExpressionsNameWhatTheyShare() {
        Expr x = Expr.symbol("x");
        Expr a2 = Expr.symbol("a2");
        Expr radius = x.pow(2).plus(a2.pow(2)).sqrt();
        Expr sum = radius;
        for (int i = 1; i <= 6; i++) {
            sum = sum.plus(radius.sin().times(i));
        }

        // a2 is the name of a symbol, so no subexpression gets it.
        assertThat(ExprText.of(sum)).isEqualTo("""
                        a1 = sqrt(x^2 + a2^2)
                        a3 = sin(a1)
                        a1 + a3 + a3*2 + a3*3 + a3*4 + a3*5 + a3*6""");
        assertThat(ExprText.block(Map.of("y", radius))).isEqualTo("y = sqrt(x^2 + a2^2)");
    }

    @Test
    void aSystemSharesItsDefinitions() {
        Expr x = Expr.symbol("x");
        Expr shared = x;
        for (int i = 1; i <= 12; i++) {
            shared = shared.sin().times(i).plus(x);
        }
        Map<String, Expr> system = new LinkedHashMap<>();
        system.put("u", shared);
        system.put("v", shared.exp());

        assertThat(ExprText.block(system).lines())
                .hasSize(3)
                .startsWith("a1 = sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(x) + x)*2 + x)*3 + x)*4 + x)*5 + x)*6"
                        + " + x)*7 + x)*8 + x)*9 + x)*10 + x)*11 + x)*12 + x")
                .endsWith("u = a1", "v = exp(a1)");
    }

    @Test
    void doublingAHundredTimesPrintsAHundredLines() {
        Expr doubled = Expr.symbol("x");
        for (int i = 0; i < 100; i++) {
            doubled = doubled.plus(doubled.sin());
        }

        assertThat(ExprText.of(doubled).lines()).hasSize(100);
        assertThat(ExprLatex.of(doubled).lines()).hasSize(102);
        assertThat(doubled.toString())
                .hasSizeLessThanOrEqualTo(200)
                .contains("…")
                .startsWith("… + ");
    }

    @Test
    void longSumsAreShortenedAtTheFarEnd() {
        Expr sum = Expr.symbol("x0");
        for (int i = 1; i <= 50_000; i++) {
            sum = sum.plus(Expr.symbol("x" + i));
        }

        assertThat(sum.toString())
                .hasSizeLessThanOrEqualTo(200)
                .startsWith("… + x")
                .endsWith(" + x49999 + x50000");
        assertThat(ExprText.of(sum)).startsWith("x0 + x1 + ").endsWith(" + x50000");
        assertThat(Expr.symbol("n".repeat(300)).toString()).hasSize(200).endsWith("n…");
    }
}
