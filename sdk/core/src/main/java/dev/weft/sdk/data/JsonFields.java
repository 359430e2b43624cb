package dev.weft.sdk.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a JSON object strictly: unknown keys are refused with the nearest known one, and every refusal names the path,
 * what was found and what was expected. A key whose value is null counts as left out.
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonFields {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String where;
    private final String path;
    private final JsonNode node;

    private JsonFields(String where, String path, JsonNode node, List<String> known) {
        this.where = where;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw new DataException(
                    where + ": " + (path.isEmpty() ? "the text" : path) + " = " + shown(node) + ", expected an object");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                String place = path.isEmpty() ? where : where + ": " + path;
                throw Nearest.unknown(place, "key", entry.getKey(), known);
            }
        }
    }

    /**
     * Parses a text that holds one object and nothing behind it.
     *
     * @param where what it came from, for messages, for example a file's name
     * @param text the JSON text
     * @param known the keys that the object may have
     * @return the object
     * @throws DataException if the text is not JSON, names a key twice, is no object, or has another key
     */
    public static JsonFields parse(String where, String text, List<String> known) {
        return of(where, tree(where, text), known);
    }

    /**
     * Parses a text that holds one value and nothing behind it.
     *
     * @param where what it came from, for messages
     * @param text the JSON text
     * @return the value
     * @throws DataException if the text is not JSON, or names a key twice
     */
    public static JsonNode tree(String where, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException failure) {
            String place = failure.getLocation() == null
                    ? ""
                    : ", line " + failure.getLocation().getLineNr() + ", column "
                            + failure.getLocation().getColumnNr();
            throw new DataException(where + place + ": is not JSON: " + reason(failure), failure);
        }
    }

    /** What the parser found, without where an object began: it does not know the name of the text. */
    private static String reason(JsonProcessingException failure) {
        return failure.getOriginalMessage().replaceFirst(" \\(start marker at \\[Source: .*?]\\)", "");
    }

    /**
     * Takes an object that is parsed already.
     *
     * @param where what it came from, for messages
     * @param node the object
     * @param known the keys that it may have
     * @return the object
     * @throws DataException if it is no object, or has another key
     */
    public static JsonFields of(String where, JsonNode node, List<String> known) {
        return new JsonFields(where, "", node, known);
    }

    /**
     * Returns an object in this one.
     *
     * @param key its key
     * @param known the keys that it may have
     * @return the object, empty if it was left out
     * @throws DataException if it is no object, or has another key
     */
    public Optional<JsonFields> object(String key, List<String> known) {
        return node(key).map(n -> new JsonFields(where, pathOf(key), n, known));
    }

    /** Returns a value as it is, empty if it was left out. */
    public Optional<JsonNode> node(String key) {
        JsonNode found = node.path(key);
        return found.isMissingNode() || found.isNull() ? Optional.empty() : Optional.of(found);
    }

    /** Tells whether a key has a value. */
    public boolean has(String key) {
        return node(key).isPresent();
    }

    /** Tells whether a key is there with the value null, where that is more than left out. */
    public boolean isNull(String key) {
        return node.path(key).isNull();
    }

    /** Returns a text, empty if it was left out. */
    public Optional<String> text(String key) {
        return node(key).map(n -> {
            if (!n.isTextual() || n.textValue().isBlank()) {
                throw refused(key, n, "a text");
            }
            return n.textValue();
        });
    }

    /** Returns true or false, or what holds where it was left out. */
    public boolean flag(String key, boolean otherwise) {
        return node(key)
                .map(n -> {
                    if (!n.isBoolean()) {
                        throw refused(key, n, "true or false");
                    }
                    return n.booleanValue();
                })
                .orElse(otherwise);
    }

    /** Returns a finite number, or what holds where it was left out. */
    public double number(String key, double otherwise) {
        return node(key)
                .map(n -> {
                    if (!n.isNumber() || !Double.isFinite(n.doubleValue())) {
                        throw refused(key, n, "a finite number");
                    }
                    return n.doubleValue();
                })
                .orElse(otherwise);
    }

    /** Returns a whole number, or what holds where it was left out. */
    public int whole(String key, int otherwise) {
        return node(key).map(n -> whole(pathOf(key), n)).orElse(otherwise);
    }

    /** Returns a whole number of 64 bits, or what holds where it was left out. */
    public long longWhole(String key, long otherwise) {
        return node(key)
                .map(n -> {
                    if (!n.canConvertToExactIntegral() || !n.canConvertToLong()) {
                        throw refused(key, n, "a whole number");
                    }
                    return n.longValue();
                })
                .orElse(otherwise);
    }

    /** Returns a list of texts, an empty one if it was left out. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : list(key, "a list of texts")) {
            if (!entry.isTextual() || entry.textValue().isBlank()) {
                throw refused(key + "[" + texts.size() + "]", entry, "a text");
            }
            texts.add(entry.textValue());
        }
        return texts;
    }

    /** Returns a list of whole numbers, an empty one if it was left out. */
    public List<Integer> wholes(String key) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode entry : list(key, "a list of whole numbers")) {
            numbers.add(whole(pathOf(key) + "[" + numbers.size() + "]", entry));
        }
        return numbers;
    }

    /**
     * Returns a list.
     *
     * @param key its key
     * @param expected what is expected, for the message
     * @return the entries, none if it was left out
     * @throws DataException if it is no list
     */
    public Iterable<JsonNode> list(String key, String expected) {
        Optional<JsonNode> found = node(key);
        found.filter(n -> !n.isArray()).ifPresent(n -> {
            throw refused(key, n, expected);
        });
        return found.<Iterable<JsonNode>>map(n -> n).orElse(List.of());
    }

    /**
     * Returns one of several values by its name.
     *
     * @param key the key
     * @param choices the values by name, in the order to list them
     * @param otherwise what holds where it was left out
     * @return the value
     * @throws DataException if the name is none of these; the message names the nearest
     */
    public <T> T choice(String key, Map<String, T> choices, T otherwise) {
        return text(key)
                .map(name -> {
                    T chosen = choices.get(name);
                    if (chosen == null) {
                        throw Nearest.unknown(where + ": " + pathOf(key), "choice", name, choices.keySet());
                    }
                    return chosen;
                })
                .orElse(otherwise);
    }

    /** Returns choices in the order they were given, for {@link #choice}. */
    public static <T> Map<String, T> choices(T[] values, Function<T, String> name) {
        Map<String, T> choices = new LinkedHashMap<>();
        for (T value : values) {
            choices.put(name.apply(value), value);
        }
        return choices;
    }

    /**
     * Runs what checks a value itself, and puts the path before its refusal.
     *
     * @param key the key whose value is checked
     * @param check throws an {@link IllegalArgumentException} that says what is wrong
     * @return its result
     * @throws DataException with the path, where it throws
     */
    public <T> T checked(String key, Supplier<T> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException refusal) {
            String place = pathOf(key).isEmpty() ? where : where + ": " + pathOf(key);
            throw new DataException(place + ": " + refusal.getMessage(), refusal);
        }
    }

    /** Makes the refusal of a value: "where: path = found, expected …". */
    public DataException refused(String key, JsonNode found, String expected) {
        return new DataException(where + ": " + pathOf(key) + " = " + shown(found) + ", expected " + expected);
    }

    /** Makes the refusal of a key that was left out. */
    public DataException missing(String key, String expected) {
        return new DataException(where + ": " + pathOf(key) + " is missing, expected " + expected);
    }

    private int whole(String place, JsonNode n) {
        if (!n.canConvertToExactIntegral() || !n.canConvertToInt()) {
            throw new DataException(where + ": " + place + " = " + shown(n) + ", expected a whole number");
        }
        return n.intValue();
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }

    private static String shown(JsonNode found) {
        int most = 60;
        String text = found.isMissingNode() ? "nothing" : found.toString();
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
