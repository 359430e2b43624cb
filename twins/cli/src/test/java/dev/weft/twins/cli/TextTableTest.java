package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    @Test
    void alignsTextLeftAndNumbersRight() {
        TextTable table = new TextTable("lrl", "näme", "value", "unit");
        table.row("a", "1.5", "m");
        table.row("longer", "10.25", "");

        assertThat(table.toString().lines())
                .containsExactly("näme    value  unit", "a         1.5  m", "longer  10.25");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1.000",
        "-12.3456, -12.35",
        "123456, 123456",
        "0.001234, 0.001234",
        "0.000123456, 1.235e-04",
        "12345678, 1.235e+07",
        "0.99999, 1.000",
        "-Infinity, -∞",
        "NaN, –"
    })
    void writesFourDigits(double value, String expected) {
        assertThat(TextTable.number(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "0.1, 0.1", "100, 100", "1795529175.25, 1795529175.25", "NaN, –", "-2.5, -2.5"})
    void writesTimesToTheMicrosecond(double seconds, String expected) {
        assertThat(TextTable.time(seconds)).isEqualTo(expected);
    }
}
