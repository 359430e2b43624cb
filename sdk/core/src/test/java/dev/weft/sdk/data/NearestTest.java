package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("mass", "stiffness", "damping", "upper_gain", "yEst", "yVal");

    @ParameterizedTest
    @CsvSource({
        "mas, mass",
        "stifness, stiffness",
        "dampnig, damping",
        "YEST, yEst",
        "yEts, yEst",
        "upper-gain, upper_gain",
        "Val, yVal"
    })
    void findsWhatWasMeant(String asked, String meant) {
        assertThat(Nearest.to(asked, KNOWN)).contains(meant);
    }

    @Test
    void takesTheFirstOfEquallyNearOnes() {
        assertThat(Nearest.to("x", List.of("x1", "x2"))).contains("x1");
    }

    @Test
    void findsNothingAmongNothing() {
        assertThat(Nearest.to("mass", List.of())).isEmpty();
    }

    @Test
    void refusesInOneForm() {
        assertThat(Nearest.unknown("pump.csv", "column", "yEts", KNOWN))
                .hasMessage("pump.csv: no column 'yEts'; nearest: 'yEst';"
                        + " known: mass, stiffness, damping, upper_gain, yEst, yVal");
    }

    @Test
    void listsOnlyTheFirstOfMany() {
        assertThat(Nearest.unknown("f", "column", "z", Collections.nCopies(42, "c")))
                .hasMessageEndingWith("c, c and 12 more");
    }
}
