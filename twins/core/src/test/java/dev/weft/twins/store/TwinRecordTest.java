package dev.weft.twins.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.twins.guard.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinRecordTest {
    private static TwinRecord named(String id) {
        return new TwinRecord(id, StoreSamples.twin("x").model(), Policy.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\0b", "\u0085", "half \ud83c", "\udfed half"})
    void refusesAnIdThatCannotBeKept(String id) {
        assertThatThrownBy(() -> named(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 to 200 characters");
    }

    @Test
    void takesUpTo200Characters() {
        assertThat(named("x".repeat(200)).id()).hasSize(200);
        assertThatThrownBy(() -> named("x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
    }
}
