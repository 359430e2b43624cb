package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.hipparchus.util.Binary64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions of Hipparchus' fields that are composed of operations. */
class CompositionTest {
    private static final Expr X = Expr.symbol("x");
    private static final Expr Y = Expr.symbol("y");
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 2.5, -2.5, 1e-100, -1e100, INFINITY, -INFINITY, NAN};
    private static final double[] SIZES = {
        1e-320, 1e-300, 1e-12, 0.9e-9, 1.1e-9, 1e-5, 0.01, 0.3, 0.9, 0.999999, 1.0000001, 1.7, 30, 1e4, 2.6e8, 2.7e8,
        1e200
    };

    static Stream<Arguments> unary() {
        return Stream.of(
                row("log10", Expr::log10, Dfp::log10, x -> x > 0),
                row("asinh", Expr::asinh, CompositionTest::asinh, x -> true),
                row("acosh", Expr::acosh, Dfp::acosh, x -> x >= 1),
                row("atanh", Expr::atanh, Dfp::atanh, x -> Math.abs(x) < 1),
                row(
                        "fifth root",
                        x -> x.rootN(5),
                        CompositionTest::fifthRoot,
                        x -> Math.abs(Math.log(Math.abs(x))) < 11),
                row("square", Expr::square, x -> x.multiply(x), x -> Math.abs(x) < 1e100),
                row("reciprocal", Expr::reciprocal, Dfp::reciprocal, x -> Math.abs(x) > 1e-300),
                row(
                        "degrees",
                        Expr::toDegrees,
                        x -> x.multiply(180).divide(x.getField().getPi()),
                        x -> x > 1e-300),
                row(
                        "radians",
                        Expr::toRadians,
                        x -> x.multiply(x.getField().getPi()).divide(180),
                        x -> x > 1e-300));
    }

    /** Of the size, for Dfp loses all digits of large negative arguments. */
    private static Dfp asinh(Dfp x) {
        return x.abs().asinh().copySign(x);
    }

    private static Dfp fifthRoot(Dfp x) {
        Dfp size = x.abs().log().divide(5).exp();
        return x.getReal() < 0 ? size.negate() : size;
    }

    private static Arguments row(
            String name,
            UnaryOperator<Expr> traced,
            UnaryOperator<Dfp> exact,
            java.util.function.DoublePredicate domain) {
        return Arguments.of(name, traced, exact, domain);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unary")
    void isAccurateToAFewUlp(
            String name,
            UnaryOperator<Expr> traced,
            UnaryOperator<Dfp> exact,
            java.util.function.DoublePredicate domain) {
        DfpField digits = new DfpField(60);
        Expr expr = traced.apply(X);
        for (double size : SIZES) {
            for (double x : new double[] {size, -size}) {
                if (domain.test(x) && size >= 1e-30) {
                    double expected = exact.apply(digits.newDfp(x)).toDouble();
                    // Each composition is a handful of operations of 1 ulp at most.
                    assertThat(Values.of(List.of(expr), List.of(X), x)[0])
                            .as("%s(%s)", name, x)
                            .isCloseTo(expected, within(4 * Math.ulp(expected)));
                }
            }
        }
    }

    @Test
    void hypotNeitherOverflowsNorUnderflows() {
        Expr hypot = X.hypot(Y);
        for (double x : SIZES) {
            for (double y : SIZES) {
                double expected = StrictMath.hypot(x, y);
                assertThat(Values.of(List.of(hypot), List.of(X, Y), -x, y)[0])
                        .isCloseTo(expected, within(3 * Math.ulp(expected)));
            }
        }
    }

    static Stream<Arguments> binary() {
        return Stream.of(
                pair("hypot", Expr::hypot, Binary64::hypot),
                pair("copySign", Expr::copySign, Binary64::copySign),
                pair("atan2", Expr::atan2, (y, x) -> new Binary64(StrictMath.atan2(y.getReal(), x.getReal()))),
                pair("asinh", (x, y) -> x.asinh(), (x, y) -> x.asinh()),
                pair("atanh", (x, y) -> x.atanh(), (x, y) -> x.atanh()),
                // Hipparchus finds −∞ far below the domain.
                pair("acosh", (x, y) -> x.acosh(), (x, y) -> x.getReal() < 1 ? new Binary64(NAN) : x.acosh()),
                pair("log10", (x, y) -> x.log10(), (x, y) -> x.log10()),
                pair("rootN(2)", (x, y) -> x.rootN(2), (x, y) -> x.sqrt()),
                pair("rootN(3)", (x, y) -> x.rootN(3), (x, y) -> x.cbrt()),
                pair("rootN(4)", (x, y) -> x.rootN(4), (x, y) -> x.sqrt().sqrt()),
                pair("rootN(-3)", (x, y) -> x.rootN(-3), (x, y) -> x.cbrt().reciprocal()),
                pair("rootN(6)", (x, y) -> x.rootN(6), (x, y) -> x.sqrt().cbrt()),
                pair("pow(int)", (x, y) -> x.pow(-3), (x, y) -> x.pow(-3)),
                pair("multiply(int)", (x, y) -> x.multiply(-3), (x, y) -> x.multiply(-3)),
                pair("subtract(double)", (x, y) -> x.subtract(3.5), (x, y) -> x.subtract(3.5)),
                pair("tan", (x, y) -> x.tan(), (x, y) -> x.tan()),
                pair("tanh", (x, y) -> x.tanh(), (x, y) -> x.tanh()));
    }

    private static Arguments pair(String name, BinaryOperator<Expr> traced, BinaryOperator<Binary64> expected) {
        return Arguments.of(name, traced, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("binary")
    void agreesWithHipparchusAtSpecialValues(
            String name, BinaryOperator<Expr> traced, BinaryOperator<Binary64> expected) {
        Expr expr = traced.apply(X, Y);
        for (double x : SPECIAL) {
            for (double y : SPECIAL) {
                // hypot is NaN where one is NaN, as documented, and not infinite where the other is.
                if (name.equals("hypot") && Double.isNaN(x + y - x - y) && (Double.isNaN(x) || Double.isNaN(y))) {
                    continue;
                }
                double value = Values.of(List.of(expr), List.of(X, Y), x, y)[0];
                double reference =
                        expected.apply(new Binary64(x), new Binary64(y)).getReal();
                assertThat(value).as("%s(%s, %s)", name, x, y).satisfies(close(reference));
            }
        }
    }

    /** The same zero, the same infinity, NaN with NaN, or within the few ulp that FastMath may be off as well. */
    private static Consumer<Double> close(double reference) {
        return value -> {
            if (reference == 0 || Double.isNaN(reference) || Double.isInfinite(reference)) {
                assertThat(value).isEqualTo(Double.valueOf(reference));
            } else {
                assertThat(value).isCloseTo(reference, within(8 * Math.ulp(reference)));
            }
        };
    }

    @Test
    void thereIsNoRootOfOrderZero() {
        assertThatThrownBy(() -> X.rootN(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order of the root n = 0, expected another integer");
    }

    @Test
    void scalbRoundsOnce() {
        double[] numbers = {
            1, -1.9999999999, Double.MIN_VALUE, 0x1.fffffffffffffp-1022, Double.MAX_VALUE, -0.0, INFINITY
        };
        for (int n :
                new int[] {0, 1, -1, 52, 1023, 1024, -1022, -1030, -1074, -1075, -1100, 2097, -2098, 5000, -5000}) {
            for (double x : numbers) {
                assertThat((Double) Values.of(List.of(X.scalb(n)), List.of(X), x)[0])
                        .as("%s·2^%d", x, n)
                        .isEqualTo(Math.scalb(x, n));
            }
        }
    }

    @Test
    void remaindersAreNearest() {
        for (double x : new double[] {7, -7, 5.5, -0.3, 0, 1e9 + 0.25}) {
            for (double a : new double[] {2, -2, 0.75, 3}) {
                double value = Values.of(List.of(X.remainder(Y), X.remainder(a)), List.of(X, Y), x, a)[0];
                // The product a·n is rounded to the ulp of x.
                assertThat(value).isCloseTo(StrictMath.IEEEremainder(x, a), within(Math.ulp(x)));
            }
        }
    }

    @Test
    void linearCombinationsAreSumsFromLeftToRight() {
        // Symbols of its own: x·0.5 of another test would be the node of 0.5·x, and be printed so.
        Expr x = Expr.symbol("x");
        Expr y = Expr.symbol("y");
        Expr[] a = {x, y, Expr.ONE};
        Expr[] b = {y, y, x};

        assertThat(x.linearCombination(a, b)).hasToString("x*y + y^2 + x");
        assertThat(x.linearCombination(x, y, y, y, Expr.ONE, x)).isSameAs(x.linearCombination(a, b));
        assertThat(x.linearCombination(new double[] {2, 1, 0.5}, b)).hasToString("2*y + y + 0.5*x");
        assertThat(x.linearCombination(2, x, 3, y)).hasToString("2*x + 3*y");
        assertThat(x.linearCombination(x, x, y, y, x, y, y, x)).hasToString("x^2 + y^2 + x*y + x*y");
        assertThatThrownBy(() -> x.linearCombination(a, new Expr[] {x}))
                .isInstanceOf(org.hipparchus.exception.MathIllegalArgumentException.class);
    }

    @Test
    void functionsThatComeInPairsAreTheSingleOnes() {
        assertThat(X.sinCos().sin()).isSameAs(X.sin());
        assertThat(X.sinCos().cos()).isSameAs(X.cos());
        assertThat(X.sinhCosh().sinh()).isSameAs(X.sinh());
        assertThat(X.sinhCosh().cosh()).isSameAs(X.cosh());
        assertThat(X.getPi().value()).isEqualTo(Math.PI);
        assertThat(X.getAddendum()).isSameAs(Expr.ZERO);
        assertThat(X.getField()).isSameAs(ExprField.getInstance());
    }

    static Stream<Consumer<Expr>> questions() {
        return Stream.of(
                Expr::getReal,
                Expr::isZero,
                Expr::isNaN,
                Expr::isInfinite,
                Expr::isFinite,
                Expr::norm,
                Expr::round,
                Expr::getExponent,
                Expr::ulp);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void questionsAboutTheValueOfAFormulaFailByName(Consumer<Expr> question) {
        assertThatThrownBy(() -> question.accept(X.plus(Y)))
                .isInstanceOf(DataDependentBranchException.class)
                .hasMessageMatching(
                        "\\w+\\(\\) of the traced expression x \\+ y is not known before a kernel evaluates it\\."
                                + " Write a branch on it as Expr\\.select.*");
    }

    @Test
    void questionsAboutTheValueOfAConstantHaveAnswers() {
        Expr number = Expr.constant(-2.5);

        assertThat(number.getReal()).isEqualTo(-2.5);
        assertThat(number.isZero()).isFalse();
        assertThat(Expr.constant(-0.0).isZero()).isTrue();
        assertThat(Expr.constant(NAN).isNaN()).isTrue();
        assertThat(Expr.constant(INFINITY).isInfinite()).isTrue();
        assertThat(number.isFinite()).isTrue();
        assertThat(number.norm()).isEqualTo(2.5);
        assertThat(number.round()).isEqualTo(-2);
        assertThat(number.getExponent()).isEqualTo(1);
        assertThat(number.ulp().value()).isEqualTo(Math.ulp(2.5));
    }
}
