package dev.weft.sdk.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.JsonFields;
import java.util.List;

/**
 * Change one value of a configuration: {@code training.seed=2}. For studies that compare trainings that differ in one
 * thing, without a file for each. Immutable and thread-safe.
 *
 * @param path the keys that lead to the value, from the outermost
 * @param value what to put there; null takes the key away
 */
public record ConfigChange(List<String> path, JsonNode value) {
    /** Check the path. */
    public ConfigChange {
        path = List.copyOf(path);
        if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("path = " + path + ", expected keys with a dot between them");
        }
    }

    /**
     * Read a change.
     *
     * @param text {@code KEY.KEY=VALUE}; a value that is not JSON is a text
     * @throws DataException if it has no key or no equals sign
     */
    public static ConfigChange parse(String text) {
        int equals = text.indexOf('=');
        List<String> path = equals < 0
                ? List.of()
                : List.of(text.substring(0, equals).strip().split("\\.", -1));
        if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
            throw new DataException(
                    "change " + text + ", expected KEY=VALUE with dots between keys, for example training.seed=2");
        }
        String value = text.substring(equals + 1).strip();
        return new ConfigChange(path, jsonOrText(value));
    }

    /** Read a value: most texts need no quotes then, which a command line would take away. */
    private static JsonNode jsonOrText(String value) {
        if (value.isEmpty()) {
            return TextNode.valueOf(value);
        }
        try {
            return JsonFields.tree("", value);
        } catch (DataException notJson) {
            return TextNode.valueOf(value);
        }
    }

    /**
     * Change a configuration in place.
     *
     * @param where what it came from, for messages
     * @param root the whole configuration
     * @throws DataException if what the path leads through is not an object
     */
    void apply(String where, JsonNode root) {
        JsonNode at = root;
        for (int k = 0; k < path.size(); k++) {
            if (!(at instanceof ObjectNode object)) {
                throw new DataException(where + ": " + String.join(".", path.subList(0, k))
                        + " is not an object, expected one to change " + this);
            }
            String key = path.get(k);
            if (k == path.size() - 1) {
                object.set(key, value.deepCopy());
            } else {
                at = object.path(key).isMissingNode() || object.path(key).isNull()
                        ? object.putObject(key)
                        : object.get(key);
            }
        }
    }

    @Override
    public String toString() {
        return String.join(".", path) + "=" + value;
    }
}
