package dev.weft.twins.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyJsonTest {
    private static final String STANDARD = "{\"outlierSurprise\":16.0,\"trustRegion\":0.25,\"stuckAfter\":5,"
            + "\"stuckDistance\":3.0,\"reopenAfter\":25,\"doubt\":1.25,\"forgetAfter\":100.0}";

    @Test
    void namesEveryComponent() {
        assertThat(PolicyJson.write(Policy.standard())).isEqualTo(STANDARD);
    }

    @Property(tries = 200)
    void comesBackExactly(
            @ForAll long outlier,
            @ForAll long trust,
            @ForAll @IntRange(min = 2) int stuckAfter,
            @ForAll long distance) {
        Policy policy = new Policy(
                positive(outlier),
                positive(trust),
                stuckAfter,
                positive(distance),
                2,
                1 + Math.min(positive(distance), 1e300),
                1 + Math.ulp(1.0) + positive(trust));

        assertThat(PolicyJson.read(PolicyJson.write(policy))).isEqualTo(policy);
    }

    /** Makes any positive double from any bits: those that jqwik draws have few digits. */
    private static double positive(long bits) {
        double value = Double.longBitsToDouble(bits & Long.MAX_VALUE);
        return Double.isNaN(value) || value == 0 ? Double.MIN_VALUE : value;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "stuckAfter":5,        |                                | stuckAfter
            "forgetAfter":100.0    | "forgetAfter":100.0,"extra":1  | extra
            "stuckAfter":5         | "stuckAfter":5.5               | stuckAfter
            "stuckAfter":5         | "stuckAfter":"5"               | stuckAfter
            "stuckAfter":5         | "stuckAfter":null              | null
            "stuckAfter":5         | "stuckAfter":1                 | expected both >= 2
            "trustRegion":0.25     | "trustRegion":-1               | trustRegion = -1.0
            "trustRegion":0.25     | "trustRegion":NaN              | NaN
            }                      | } {}                           | railing
            {                      | [                              |
            """)
    void refusesAnotherObject(String part, String instead, String named) {
        String json = STANDARD.replace(part, instead == null ? "" : instead);

        assertThat(json).isNotEqualTo(STANDARD);
        assertThatThrownBy(() -> PolicyJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("policy: ")
                .hasMessageContaining(named == null ? "" : named);
    }
}
