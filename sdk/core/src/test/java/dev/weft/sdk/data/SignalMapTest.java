package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalMapTest {

    @Test
    void pairsSignalsInOrder() {
        SignalMap map = SignalMap.parse(List.of("pump=uEst", " level = a=b "));
        assertThat(map.asMap().keySet()).containsExactly("pump", "level");
        assertThat(map.columnOf("level")).isEqualTo("a=b");
        assertThat(map.columnOf("other")).isEqualTo("other");
        assertThat(map.pairs("other")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"level", "=yEst", "level=", "", " = "})
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> SignalMap.parse(List.of(text)))
                .isInstanceOf(DataException.class)
                .hasMessage("map '" + text + "', expected signal=column, for example level=yEst");
    }

    @Test
    void refusesASecondColumn() {
        assertThatThrownBy(() -> SignalMap.parse(List.of("level=a", "level=b")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "map 'level=b': the signal 'level' is already paired with 'a', expected one column a signal");
    }

    @Test
    void refusesUnknownSignals() {
        SignalMap map = SignalMap.parse(List.of("levl=yEst"));
        assertThatThrownBy(() -> map.requireSignals(List.of("pump", "level")))
                .isInstanceOf(DataException.class)
                .hasMessage("map 'levl=yEst': no signal 'levl'; nearest: 'level'; known: pump, level");
    }
}
