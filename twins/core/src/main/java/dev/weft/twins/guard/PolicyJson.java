package dev.weft.twins.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.JsonFields;
import dev.weft.sdk.data.Sha256;
import dev.weft.twins.quality.Redundancy;
import dev.weft.twins.quality.SignalRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Write and read policies as JSON. What is left out has its standard value; what is written names everything but the ends of
 * ranges that are left to the prior, in one order, so that equal policies have equal texts. Thread-safe.
 *
 * <p>The format is described by the resource {@value #SCHEMA} beside this class, a JSON Schema of draft 2020-12.
 */
public final class PolicyJson {
    /** Name of the JSON Schema beside this class. */
    public static final String SCHEMA = "policy.schema.json";

    private static final List<String> KEYS =
            List.of("$schema", "policy", "version", "mode", "canary", "learning", "freeze", "alarm", "signals");
    private static final List<String> LEARNING = List.of(
            "outlierSurprise",
            "trustRegion",
            "dailyRegion",
            "stuckAfter",
            "stuckDistance",
            "reopenAfter",
            "doubt",
            "forgetAfter");
    private static final List<String> FREEZE = List.of("poorData", "memory", "invariants");
    private static final List<String> ALARM = List.of("distance", "failSafe");
    private static final List<String> SIGNAL =
            List.of("low", "high", "fastest", "spike", "stuckAfter", "holdFor", "converts", "redundant");
    private static final List<String> REDUNDANT = List.of("tolerance", "substitutes");

    private PolicyJson() {}

    /** Return the SHA-256 of the text of a policy, in hex: what ledger entries name it by. */
    public static String hash(Policy policy) {
        return Sha256.of(write(policy));
    }

    /** Return a policy as one line of JSON. */
    public static String write(Policy policy) {
        return tree(policy).toString();
    }

    /** Return a policy as JSON that people read. */
    public static String writePretty(Policy policy) {
        return tree(policy).toPrettyString();
    }

    private static ObjectNode tree(Policy policy) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("policy", policy.name()).put("version", policy.version());
        object.put("mode", policy.mode().text()).put("canary", policy.canary());
        LearningLimits learning = policy.learning();
        ObjectNode limits = object.putObject("learning");
        putFinite(limits, "outlierSurprise", learning.outlierSurprise());
        putFinite(limits, "trustRegion", learning.trustRegion());
        putFinite(limits, "dailyRegion", learning.dailyRegion());
        limits.put("stuckAfter", learning.stuckAfter());
        putFinite(limits, "stuckDistance", learning.stuckDistance());
        limits.put("reopenAfter", learning.reopenAfter()).put("doubt", learning.doubt());
        putFinite(limits, "forgetAfter", learning.forgetAfter());
        object.putObject("freeze")
                .put("poorData", policy.freeze().poorData())
                .put("memory", policy.freeze().memory())
                .put("invariants", policy.freeze().invariants());
        ObjectNode alarm = object.putObject("alarm");
        putFinite(alarm, "distance", policy.alarm().distance());
        alarm.put("failSafe", policy.alarm().failSafe().text());
        ObjectNode signals = object.putObject("signals");
        policy.signals().forEach((name, rule) -> put(signals.putObject(name), rule));
        return object;
    }

    private static void put(ObjectNode object, SignalRule rule) {
        putEnd(object, "low", rule.low());
        putEnd(object, "high", rule.high());
        putFinite(object, "fastest", rule.fastest());
        putFinite(object, "spike", rule.spike());
        object.put("stuckAfter", rule.stuckAfter());
        putFinite(object, "holdFor", rule.holdFor());
        object.put("converts", rule.converts());
        rule.redundant()
                .ifPresent(second -> object.putObject("redundant")
                        .put("tolerance", second.tolerance())
                        .put("substitutes", second.substitutes()));
    }

    /** JSON has no infinite numbers: null stands for a limit that there is not. */
    private static void putFinite(ObjectNode object, String key, double value) {
        if (Double.isInfinite(value)) {
            object.putNull(key);
        } else {
            object.put(key, value);
        }
    }

    /** An end of a range that is left to the prior is left out. */
    private static void putEnd(ObjectNode object, String key, double value) {
        if (!Double.isNaN(value)) {
            putFinite(object, key, value);
        }
    }

    /**
     * Read a policy.
     *
     * @param where what the text came from, for messages
     * @throws DataException if it is not JSON, or a key is unknown, missing, of another type or out of its range: with the
     *     path, what was found and what was expected
     */
    public static Policy read(String where, String json) {
        JsonFields fields = JsonFields.parse(where, json, KEYS);
        fields.text("$schema");
        Policy standard = Policy.standard();
        String name = fields.text("policy").orElseThrow(() -> fields.missing("policy", "the name of the policy"));
        if (!fields.has("version")) {
            throw fields.missing("version", "a whole number, 1 or more");
        }
        LearningLimits learning =
                fields.object("learning", LEARNING).map(PolicyJson::learning).orElse(standard.learning());
        Freeze freeze = fields.object("freeze", FREEZE).map(PolicyJson::freeze).orElse(standard.freeze());
        Alarm alarm = fields.object("alarm", ALARM).map(PolicyJson::alarm).orElse(standard.alarm());
        Map<String, SignalRule> signals = signals(where, fields);
        Mode mode = fields.choice("mode", JsonFields.choices(Mode.values(), Mode::text), standard.mode());
        int version = fields.whole("version", 0);
        double canary = fields.number("canary", standard.canary());
        return fields.checked("", () -> new Policy(name, version, mode, canary, learning, freeze, alarm, signals));
    }

    private static LearningLimits learning(JsonFields f) {
        LearningLimits s = LearningLimits.standard();
        return f.checked(
                "",
                () -> new LearningLimits(
                        limit(f, "outlierSurprise", s.outlierSurprise()),
                        limit(f, "trustRegion", s.trustRegion()),
                        limit(f, "dailyRegion", s.dailyRegion()),
                        f.whole("stuckAfter", s.stuckAfter()),
                        limit(f, "stuckDistance", s.stuckDistance()),
                        f.whole("reopenAfter", s.reopenAfter()),
                        f.number("doubt", s.doubt()),
                        limit(f, "forgetAfter", s.forgetAfter())));
    }

    private static double limit(JsonFields fields, String key, double otherwise) {
        return fields.isNull(key) ? Double.POSITIVE_INFINITY : fields.number(key, otherwise);
    }

    private static Freeze freeze(JsonFields f) {
        Freeze s = Freeze.standard();
        return f.checked(
                "",
                () -> new Freeze(
                        f.number("poorData", s.poorData()),
                        f.number("memory", s.memory()),
                        f.flag("invariants", s.invariants())));
    }

    private static Alarm alarm(JsonFields f) {
        Alarm s = Alarm.standard();
        return f.checked(
                "",
                () -> new Alarm(
                        limit(f, "distance", s.distance()),
                        f.choice("failSafe", JsonFields.choices(FailSafe.values(), FailSafe::text), s.failSafe())));
    }

    private static Map<String, SignalRule> signals(String where, JsonFields fields) {
        Map<String, SignalRule> rules = new LinkedHashMap<>();
        Optional<JsonNode> object = fields.node("signals");
        if (object.isPresent()) {
            if (!object.get().isObject()) {
                throw fields.refused("signals", object.get(), "an object with a rule for each signal");
            }
            object.get()
                    .properties()
                    .forEach(entry -> rules.put(
                            entry.getKey(),
                            signal(JsonFields.of(where + ": signals." + entry.getKey(), entry.getValue(), SIGNAL))));
        }
        return rules;
    }

    private static SignalRule signal(JsonFields f) {
        SignalRule usual = SignalRule.USUAL;
        Optional<Redundancy> redundant = f.object("redundant", REDUNDANT).map(r -> {
            if (!r.has("tolerance")) {
                throw r.missing("tolerance", "a number > 0 in the signal's unit");
            }
            return r.checked("", () -> new Redundancy(r.number("tolerance", 0), r.flag("substitutes", false)));
        });
        return f.checked(
                "",
                () -> new SignalRule(
                        f.isNull("low") ? Double.NEGATIVE_INFINITY : f.number("low", usual.low()),
                        limit(f, "high", usual.high()),
                        f.number("fastest", usual.fastest()),
                        f.number("spike", usual.spike()),
                        f.whole("stuckAfter", usual.stuckAfter()),
                        limit(f, "holdFor", usual.holdFor()),
                        f.flag("converts", usual.converts()),
                        redundant));
    }
}
