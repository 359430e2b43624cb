package dev.weft.twins.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Sha256;
import dev.weft.twins.quality.Redundancy;
import dev.weft.twins.quality.SignalRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyJsonTest {
    private static final String STANDARD = "{\"policy\":\"standard\",\"version\":1,\"mode\":\"auto\",\"canary\":0.1,"
            + "\"learning\":{\"outlierSurprise\":16.0,\"trustRegion\":0.25,\"dailyRegion\":0.5,\"stuckAfter\":5,"
            + "\"stuckDistance\":3.0,\"reopenAfter\":25,\"doubt\":1.25,\"forgetAfter\":100.0},"
            + "\"freeze\":{\"poorData\":0.5,\"memory\":50.0,\"invariants\":true},"
            + "\"alarm\":{\"distance\":null,\"failSafe\":\"hold\"},\"signals\":{}}";

    private static final String FULL = """
            {"policy": "pumps", "version": 3, "mode": "approve", "canary": 0.2,
             "learning": {"trustRegion": 0.1, "forgetAfter": null},
             "freeze": {"poorData": 0.3, "memory": 20, "invariants": false},
             "alarm": {"distance": 0.4, "failSafe": "approved"},
             "signals": {"level": {"low": 0, "high": 10, "fastest": 0.5, "spike": 2, "stuckAfter": 8, "holdFor": 60,
                                   "converts": true, "redundant": {"tolerance": 0.1, "substitutes": true}}}}
            """;

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource());

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(Policy.class.getResourceAsStream(PolicyJson.SCHEMA))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void namesEveryComponent() {
        assertThat(PolicyJson.write(Policy.standard())).isEqualTo(STANDARD);
        assertThat(PolicyJson.read("p", STANDARD)).isEqualTo(Policy.standard());
    }

    /** Regression: ledgers name policies by this hash. */
    @Test
    void hashesAsItDid() {
        assertThat(PolicyJson.hash(Policy.standard()))
                .isEqualTo(Sha256.of(STANDARD))
                .hasSize(64);
    }

    @Test
    void takesWhatIsLeftOutFromTheStandard() {
        Policy policy = PolicyJson.read("p", FULL);

        assertThat(policy.mode()).isEqualTo(Mode.APPROVE);
        assertThat(policy.learning())
                .isEqualTo(new LearningLimits(16, 0.1, 0.5, 5, 3, 25, 1.25, Double.POSITIVE_INFINITY));
        assertThat(policy.alarm()).isEqualTo(new Alarm(0.4, FailSafe.APPROVED));
        assertThat(policy.signals())
                .containsEntry(
                        "level",
                        SignalRule.ANY
                                .between(0, 10)
                                .withFastest(0.5)
                                .withSpike(2)
                                .withStuckAfter(8)
                                .withHoldFor(60)
                                .withConversion(true)
                                .withRedundancy(new Redundancy(0.1, true)));
        assertThat(PolicyJson.read("p", "{\"policy\": \"standard\", \"version\": 1}"))
                .isEqualTo(Policy.standard());
    }

    @Property(tries = 200)
    void comesBackExactly(
            @ForAll long a, @ForAll long b, @ForAll long c, @ForAll @IntRange(min = 2) int count, @ForAll Mode mode) {
        Policy policy = Policy.standard()
                .named("n\u00e4me", count)
                .withMode(mode)
                .withLearning(new LearningLimits(
                        positive(a),
                        positive(b),
                        positive(c),
                        count,
                        positive(a),
                        2,
                        1 + Math.min(positive(b), 1e300),
                        2))
                .withAlarm(new Alarm(positive(c), FailSafe.APPROVED))
                .withSignal(
                        "x", SignalRule.ANY.between(-positive(a), positive(b)).withFastest(positive(c)));

        assertThat(PolicyJson.read("p", PolicyJson.write(policy))).isEqualTo(policy);
        assertThat(PolicyJson.read("p", PolicyJson.writePretty(policy))).isEqualTo(policy);
        assertThat(SCHEMA.validate(PolicyJson.write(policy), InputFormat.JSON)).isEmpty();
    }

    /** Makes any positive double from any bits: those that jqwik draws have few digits. */
    private static double positive(long bits) {
        double value = Double.longBitsToDouble(bits & Long.MAX_VALUE);
        return Double.isNaN(value) || value == 0 ? Double.MIN_VALUE : value;
    }

    /** The schema and the parser agree on what is refused; the message names the place. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "version": 3         | "version": 0           | version = 0
            "version": 3,        |                        | version is missing
            "policy": "pumps",   |                        | policy is missing
            "policy": "pumps"    | "policy": " "          | policy
            "mode": "approve"    | "mode": "aprove"       | approve
            "canary": 0.2        | "canary": 1.5          | canary = 1.5
            "canary"             | "canari"               | canary
            "trustRegion": 0.1   | "trustRegion": -1      | trustRegion = -1.0
            "trustRegion": 0.1   | "trustRegion": "a"     | learning.trustRegion
            "trustRegion": 0.1   | "stuckAfter": 1        | stuckAfter = 1
            "trustRegion": 0.1   | "doubt": 0.5           | doubt = 0.5
            "forgetAfter": null  | "forgetAfter": 1       | forgetAfter = 1.0
            "poorData": 0.3      | "poorData": 0          | poorData = 0.0
            "memory": 20         | "memory": 0.5          | memory = 0.5
            "invariants": false  | "invariants": 1        | freeze.invariants
            "distance": 0.4      | "distance": 0          | distance = 0.0
            "failSafe": "approved" | "failSafe": "off"    | hold
            "fastest": 0.5       | "fastest": 0           | fastest = 0.0
            "stuckAfter": 8      | "stuckAfter": 1        | stuckAfter = 1
            "holdFor": 60        | "holdFor": -1          | holdFor = -1.0
            "tolerance": 0.1,    |                        | tolerance is missing
            "tolerance": 0.1     | "tolerance": 0         | tolerance = 0.0
            "converts": true     | "convert": true        | converts
            """)
    void refusesWhatTheSchemaRefuses(String part, String instead, String named) {
        String json = FULL.replace(part, instead == null ? "" : instead);

        assertThat(json).isNotEqualTo(FULL);
        assertThat(SCHEMA.validate(FULL, InputFormat.JSON)).isEmpty();
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isNotEmpty();
        assertThatThrownBy(() -> PolicyJson.read("pumps.json", json))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("pumps.json: ")
                .hasMessageContaining(named);
    }

    /** Left out is left to the prior, null is no limit: two policies, and two hashes. */
    @Test
    void tellsWhatIsLeftToThePriorFromWhatHasNoLimit() {
        String text = "{\"policy\": \"p\", \"version\": 1, \"signals\": {\"level\": {%s\"fastest\": 2}}}";
        Policy left = PolicyJson.read("p", text.formatted(""));
        Policy open = PolicyJson.read("p", text.formatted("\"low\": null, \"high\": null, "));

        assertThat(left.signals()).containsEntry("level", SignalRule.USUAL.withFastest(2));
        assertThat(open.signals()).containsEntry("level", SignalRule.ANY.withFastest(2));
        for (Policy policy : List.of(left, open)) {
            assertThat(PolicyJson.read("p", PolicyJson.write(policy))).isEqualTo(policy);
            assertThat(SCHEMA.validate(PolicyJson.write(policy), InputFormat.JSON))
                    .isEmpty();
        }
        assertThat(PolicyJson.hash(left)).isNotEqualTo(PolicyJson.hash(open));
    }

    /** Regression: a store of before, in which every end of a range is written, means what it meant, and hashes as it did. */
    @Test
    void aPolicyOfBeforeKeepsItsTextAndHasNoLimits() {
        String before = STANDARD.replace(
                "\"signals\":{}",
                "\"signals\":{\"level\":{\"low\":null,\"high\":null,\"fastest\":2.0,\"spike\":null,"
                        + "\"stuckAfter\":0,\"holdFor\":0.0,\"converts\":false}}");

        Policy policy = PolicyJson.read("p", before);

        assertThat(policy.signals()).containsEntry("level", SignalRule.ANY.withFastest(2));
        assertThat(PolicyJson.write(policy)).isEqualTo(before);
    }

    /** What a schema cannot say: that the one end of a range is below the other. */
    @Test
    void refusesARangeThatIsNone() {
        assertThatThrownBy(() -> PolicyJson.read("pumps.json", FULL.replace("\"low\": 0", "\"low\": 10")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("signals.level")
                .hasMessageContaining("expected low < high");
    }
}
