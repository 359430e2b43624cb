package dev.weft.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.measure.MetricPrefix;
import javax.measure.Unit;
import javax.measure.quantity.Length;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.units.indriya.AbstractUnit;

class QuantityTest {
    private static final Unit<?> MILLIMETRE = MetricPrefix.MILLI(Units.METRE.asType(Length.class));

    private final Quantity length = new State("length", Units.METRE);
    private final Quantity tension = new State("tension", Units.VOLT);
    private final Quantity ratio = new State("ratio", Units.NUMBER);

    static Stream<Arguments> likeWithLike() {
        return Stream.of(
                Arguments.of("sum", (BinaryOperator<Quantity>) Quantity::plus),
                Arguments.of("difference", (BinaryOperator<Quantity>) Quantity::minus),
                Arguments.of("branches", (BinaryOperator<Quantity>) (a, b) -> Quantity.where(a, a, b)),
                Arguments.of("minimum", (BinaryOperator<Quantity>) Quantity::min),
                Arguments.of("maximum", (BinaryOperator<Quantity>) Quantity::max));
    }

    @ParameterizedTest
    @MethodSource("likeWithLike")
    void unlikeUnitsAreRefusedAndBothAreNamed(String what, BinaryOperator<Quantity> combine) {
        assertThatExceptionOfType(UnitClashException.class)
                .isThrownBy(() -> combine.apply(length, tension))
                .withMessageStartingWith(what)
                .withMessageContaining("[m]")
                .withMessageContaining("[V]")
                .withMessageContaining("length and tension")
                .withMessageContaining("convert one side");
    }

    @ParameterizedTest
    @MethodSource("likeWithLike")
    void millimetresAreNotMetres(String what, BinaryOperator<Quantity> combine) {
        Quantity gap = new State("gap", MILLIMETRE);

        assertThatExceptionOfType(UnitClashException.class)
                .isThrownBy(() -> combine.apply(length, gap))
                .withMessageStartingWith(what)
                .withMessageContaining("[m]")
                .withMessageContaining("[mm]");
    }

    @ParameterizedTest
    @MethodSource("likeWithLike")
    void likeUnitsKeepTheUnit(String what, BinaryOperator<Quantity> combine) {
        assertThat(combine.apply(length, new State("other", Units.METRE)).unit())
                .as(what)
                .isEqualTo(Units.METRE);
    }

    @Test
    void aPlainNumberIsCalledSoInTheMessage() {
        assertThatExceptionOfType(UnitClashException.class)
                .isThrownBy(() -> ratio.plus(length))
                .withMessageContaining("[number] and [m]");
    }

    @Test
    void productsQuotientsAndRootsMakeNewUnits() {
        Quantity time = Quantity.of(2, Units.SECOND);

        assertThat(Units.same(length.over(time).unit(), Units.METRE_PER_SECOND)).isTrue();
        assertThat(Units.same(tension.times(time).unit(), Units.VOLT.multiply(Units.SECOND)))
                .isTrue();
        assertThat(Units.same(length.squared().unit(), Units.METRE.pow(2))).isTrue();
        assertThat(Units.same(tension.signedSqrt(0.1).over(time).unit(), Units.SQUARE_ROOT_VOLT_PER_SECOND))
                .isTrue();
        assertThat(Units.same(tension.weir().squared().unit(), Units.VOLT.pow(3)))
                .isTrue();
        assertThat(Units.same(tension.over(tension).unit(), Units.NUMBER)).isTrue();
    }

    @Test
    void functionsThatKeepTheUnit() {
        assertThat(Stream.of(
                        length.times(3),
                        length.negate(),
                        length.abs(),
                        length.positivePart(),
                        length.softPositivePart(0.1),
                        length.atLeast(1),
                        length.atMost(1)))
                .allSatisfy(q -> assertThat(q.unit()).isEqualTo(Units.METRE));
    }

    @Test
    void oneKindInTwoSpellingsIsOneUnit() {
        Quantity torque = Quantity.of(1, Units.NEWTON.multiply(Units.METRE));
        Quantity energy = Quantity.of(1, Units.WATT.multiply(Units.SECOND));

        assertThat(torque.plus(energy).expr().value()).isEqualTo(2);
    }

    static Stream<Arguments> functionsOfNumbers() {
        return Stream.of(
                Arguments.of("exponential", (UnaryOperator<Quantity>) Quantity::exp, Math.exp(0.7)),
                Arguments.of("logarithm", (UnaryOperator<Quantity>) Quantity::log, Math.log(0.7)),
                Arguments.of("cosine", (UnaryOperator<Quantity>) Quantity::cos, Math.cos(0.7)),
                Arguments.of(
                        "base of a power",
                        (UnaryOperator<Quantity>) q -> q.power(Quantity.of(1.6, Units.NUMBER)),
                        Math.pow(0.7, 1.6)),
                Arguments.of("sine", (UnaryOperator<Quantity>) Quantity::sin, Math.sin(0.7)),
                Arguments.of("hyperbolic tangent", (UnaryOperator<Quantity>) Quantity::tanh, Math.tanh(0.7)));
    }

    @ParameterizedTest
    @MethodSource("functionsOfNumbers")
    void functionsOfNumbersRefuseAUnit(String what, UnaryOperator<Quantity> function, double atSevenTenths) {
        assertThatExceptionOfType(UnitClashException.class)
                .isThrownBy(() -> function.apply(length))
                .withMessageStartingWith(what)
                .withMessageContaining("[m] and [number]");
        assertThatExceptionOfType(UnitClashException.class)
                .isThrownBy(() -> function.apply(Quantity.of(0.7, tech.units.indriya.unit.Units.PERCENT)));
        // The expression's own functions may differ from Math's by an ulp.
        assertThat(new Probe(function).value(0.7)).isCloseTo(atSevenTenths, within(1e-15));
        assertThat(function.apply(ratio).unit()).isEqualTo(AbstractUnit.ONE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void widthsMustBePositive(double width) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> length.signedSqrt(width))
                .withMessage("width of the signed root = " + width + ", expected > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> length.softPositivePart(width))
                .withMessage("width of the soft positive part = " + width + ", expected > 0");
    }

    @Test
    void softSignsNeedAWidthToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> length.softSign(0))
                .withMessage("width of the soft sign = 0.0, expected > 0");
    }

    @Test
    void powersMakeTheUnitOfThePower() {
        assertThat(Units.same(length.power(3, 1).unit(), Units.METRE.pow(3))).isTrue();
        assertThat(Units.same(length.power(6, 3).unit(), Units.METRE.pow(2))).isTrue();
        assertThat(Units.same(tension.power(3, 2).unit(), tension.weir().unit()))
                .isTrue();
        assertThat(Units.same(length.power(-1, 1).times(length).unit(), Units.NUMBER))
                .isTrue();
        assertThat(Units.same(length.squared().sqrt().unit(), Units.METRE)).isTrue();
        assertThat(Units.same(length.softSign(0.1).unit(), Units.NUMBER)).isTrue();
    }

    @Test
    void anExponentMustBeARationalNumberOtherThanZeroOrAPlainNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> length.power(0, 1))
                .withMessage("exponent = 0/1, expected a numerator other than 0 and a denominator > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> length.power(1, 0))
                .withMessageStartingWith("exponent = 1/0");
        assertThatExceptionOfType(UnitClashException.class)
                .isThrownBy(() -> ratio.power(length))
                .withMessageStartingWith("exponent")
                .withMessageContaining("[m] and [number]");
    }

    @Test
    void unitsPrintAsPeopleWriteThem() {
        assertThat(Units.text(Units.NUMBER)).isEmpty();
        assertThat(Units.text(Units.NEWTON_PER_METRE)).isEqualTo("N/m");
        assertThat(Units.text(Units.SQUARE_ROOT_VOLT_PER_SECOND)).isEqualTo("√V/s");
        assertThat(Units.text(Units.METRE.pow(5))).isEqualTo("m⁵");
        assertThat(Units.text(Units.WATT.divide(Units.KELVIN.pow(4)))).isEqualTo("W/K⁴");
        assertThat(Units.text(Units.METRE.pow(12))).isEqualTo("m^12");
    }

    @Test
    void printsExpressionAndUnit() {
        assertThat(length.plus(length)).hasToString("length + length [m]");
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
