package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExprLatexTest {
    private static final Expr A = Expr.symbol("a");
    private static final Expr B = Expr.symbol("b");
    private static final Expr OMEGA = Expr.symbol("omega");
    private static final Expr T_IN = Expr.symbol("T_in");
    private static final Expr MASS = Expr.symbol("mass");

    static Stream<Arguments> formulas() {
        return Stream.of(
                Arguments.of(A.plus(B).times(OMEGA), "\\left(a + b\\right) \\, \\omega"),
                Arguments.of(A.minus(B).over(MASS), "\\frac{a - b}{\\mathrm{mass}}"),
                Arguments.of(A.over(B).pow(2), "\\left(\\frac{a}{b}\\right)^{2}"),
                Arguments.of(T_IN.pow(1.5), "T_{\\mathrm{in}}^{1.5}"),
                Arguments.of(A.times(2).times(B), "a \\cdot 2 \\, b"),
                Arguments.of(A.times(B.negate()), "a \\, \\left(-b\\right)"),
                Arguments.of(A.times(B).negate(), "-a \\, b"),
                Arguments.of(A.minus(Expr.constant(-2)), "a - \\left(-2\\right)"),
                Arguments.of(A.times(1e-12), "a \\cdot 10^{-12}"),
                Arguments.of(A.times(-3e-12), "a \\cdot \\left(-3 \\cdot 10^{-12}\\right)"),
                Arguments.of(Expr.constant(2.5e-12).pow(A), "\\left(2.5 \\cdot 10^{-12}\\right)^{a}"),
                Arguments.of(A.negate().exp().times(B), "e^{-a} \\, b"),
                Arguments.of(A.exp().pow(B), "\\left(e^{a}\\right)^{b}"),
                Arguments.of(A.sqrt().plus(B.cbrt()), "\\sqrt{a} + \\sqrt[3]{b}"),
                Arguments.of(A.abs().plus(B.floor()), "\\left|a\\right| + \\left\\lfloor b\\right\\rfloor"),
                Arguments.of(A.log().times(B.atan()), "\\ln\\left(a\\right) \\, \\arctan\\left(b\\right)"),
                Arguments.of(A.atan2(B), "\\operatorname{atan2}\\left(a, b\\right)"),
                Arguments.of(A.min(B), "\\min\\left(a, b\\right)"),
                Arguments.of(
                        Expr.select(A, B, Expr.ZERO),
                        "\\begin{cases}b & a \\ge 0 \\\\ 0 & \\text{otherwise}\\end{cases}"),
                Arguments.of(Expr.symbol("x_12"), "x_{12}"),
                Arguments.of(Expr.symbol("50%"), "\\mathrm{50\\%}"),
                Arguments.of(Expr.constant(Double.NEGATIVE_INFINITY), "-\\infty"),
                Arguments.of(Expr.constant(Double.NaN), "\\mathrm{NaN}"));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void writesWhatAMathematicianWrites(Expr expr, String latex) {
        assertThat(ExprLatex.of(expr)).isEqualTo(latex);
    }

    @Test
    void equationsStandInAnAlignedBlock() {
        Expr x = Expr.symbol("x");
        Expr v = Expr.symbol("v");
        Map<String, Expr> oscillator = new LinkedHashMap<>();
        oscillator.put("\\dot{x}", v);
        oscillator.put("\\dot{v}", OMEGA.pow(2).times(x).negate());

        assertThat(ExprLatex.equations(oscillator)).isEqualTo("""
                        \\begin{aligned}
                        \\dot{x} &= v \\\\
                        \\dot{v} &= -\\omega^{2} \\, x
                        \\end{aligned}""");
    }

    @Test
    void largeFormulasNameWhatTheyShare() {
        Expr x = Expr.symbol("x");
        Expr shared = x.plus(Expr.ONE).sqrt();
        Expr sum = shared;
        for (int i = 2; i <= 14; i++) {
            sum = sum.plus(shared.times(i));
        }

        assertThat(ExprLatex.of(sum))
                .startsWith("\\begin{aligned}\na_{1} &= \\sqrt{x + 1} \\\\\n& a_{1} + a_{1} \\cdot 2 + ")
                .endsWith("a_{1} \\cdot 14\n\\end{aligned}");
    }
}
