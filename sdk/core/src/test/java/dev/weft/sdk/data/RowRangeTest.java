package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowRangeTest {

    @ParameterizedTest
    @CsvSource({"0:10, 0, 10", "3:7, 3, 7", ":7, 0, 7", "3:, 3, 10", ":, 0, 10", "' 3 : 7 ', 3, 7"})
    void selectsAHalfOpenRange(String text, int from, int to) {
        RowRange range = RowRange.parse(text);
        assertThat(range.from()).isEqualTo(from);
        assertThat(range.endWithin("data.csv", 10)).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "a:b", "1:2:3", "1.5:2", "99999999999:"})
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> RowRange.parse(text))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("rows '" + text + "', expected a:b with whole numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5:5", "7:3", "-1:3", ":0"})
    void refusesToSelectNothing(String text) {
        assertThatThrownBy(() -> RowRange.parse(text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("select nothing");
    }

    @Test
    void refusesToReachBeyondTheEnd() {
        assertThatThrownBy(() -> RowRange.of(0, 11).endWithin("data.csv", 10))
                .isInstanceOf(DataException.class)
                .hasMessage("data.csv: rows 0:11 reach beyond the end, expected rows within 0:10"
                        + " (half-open, the first data row is 0)");
        assertThatThrownBy(() -> RowRange.parse("10:").endWithin("data.csv", 10))
                .isInstanceOf(DataException.class);
    }
}
