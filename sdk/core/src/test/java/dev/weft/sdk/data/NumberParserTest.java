package dev.weft.sdk.data;

import static dev.weft.sdk.data.NumberParser.Kind.CODE;
import static dev.weft.sdk.data.NumberParser.Kind.EMPTY;
import static dev.weft.sdk.data.NumberParser.Kind.INTEGER;
import static dev.weft.sdk.data.NumberParser.Kind.NUMBER;
import static dev.weft.sdk.data.NumberParser.Kind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {

    private final NumberParser parser = new NumberParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.25",
                "-0.0",
                ".5",
                "5.",
                "+1",
                "1e3",
                "1E-3",
                "2.5e+10",
                "4.9E-324",
                "1.7976931348623157E308",
                "9007199254740993.0",
                "123456789012345678901234567890.5",
                "1e22",
                "1e23",
                "1e-400",
                "0.1e-7",
                "-0"
            })
    void agreesWithTheJdk(String text) {
        assertThat(parser.parse(text)).isEqualTo(NUMBER);
        assertThat(parser.value()).isEqualTo(Double.valueOf(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5d", "0x1p3", "1e", "1e+", "-", ".", "1 2", "3,5", "--1", "1.2.3", "nano", "NA"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(parser.parse(text)).isEqualTo(TEXT);
    }

    @Test
    void tellsTheKinds() {
        assertThat(parser.parse("  ")).isEqualTo(EMPTY);
        assertThat(parser.parse(" 42\t")).isEqualTo(INTEGER);
        assertThat(parser.integer()).isEqualTo(42);
        assertThat(parser.parse("-9223372036854775808")).isEqualTo(INTEGER);
        assertThat(parser.integer()).isEqualTo(Long.MIN_VALUE);
        assertThat(parser.parse("9223372036854775808")).isEqualTo(CODE);
        assertThat(parser.parse("007")).isEqualTo(CODE);
        assertThat(parser.value()).isEqualTo(7);
        assertThat(parser.parse("NaN")).isEqualTo(NUMBER);
        assertThat(parser.value()).isNaN();
        assertThat(parser.parse("-Infinity")).isEqualTo(NUMBER);
        assertThat(parser.value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Property
    void readsEveryDecimalAsTheJdkDoes(
            @ForAll @LongRange(min = 0) long digits, @ForAll @IntRange(min = -330, max = 310) int exponent) {
        String text = digits + "e" + exponent;
        assertThat(parser.parse(text)).isEqualTo(NUMBER);
        assertThat(parser.value()).isEqualTo(Double.valueOf(Double.parseDouble(text)));
    }

    @Property
    void readsEveryDoubleBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        parser.parse(Column.numbers("x", value).text(0));
        assertThat(parser.value()).isEqualTo(Double.valueOf(value));
    }
}
