package dev.weft.sdk.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands out the lines of a stream, a JSON object each: its keys are the columns. Any other line is a row with a fault. */
final class JsonRows extends LineRows {

    /**
     * Opens a stream.
     *
     * @param size of the stream in bytes, 0 if nobody knows
     */
    JsonRows(String name, InputStream in, long size) {
        super(name, in, size);
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    Row row(String text) {
        Optional<String> fault = lines().fault(text);
        if (fault.isPresent()) {
            return new JsonRow(lines().number(), text, fault, null);
        }
        try {
            JsonNode node = JsonFields.tree("", text);
            return node.isObject()
                    ? new JsonRow(lines().number(), text, Optional.empty(), node)
                    : new JsonRow(lines().number(), text, Optional.of("no JSON object"), null);
        } catch (DataException malformed) {
            // Line and column are those of this one line.
            String message = String.valueOf(malformed.getMessage()).replaceFirst("^.*?: is not JSON: ", "not JSON: ");
            return new JsonRow(lines().number(), text, Optional.of(Row.cut(message)), null);
        }
    }

    private record JsonRow(
            long line,
            String whole,
            Optional<String> fault,
            @Nullable JsonNode object) implements Row {

        @Override
        public String text() {
            return Row.cut(whole);
        }

        @Override
        public Optional<String> cell(String column) {
            JsonNode node = object == null ? null : object.get(column);
            if (node == null || node.isNull()) {
                return Optional.empty();
            }
            return Optional.of(node.isValueNode() ? node.asText() : node.toString())
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }

        @Override
        public double number(String column) {
            JsonNode node = object == null ? null : object.get(column);
            if (node == null) {
                return Double.NaN;
            }
            if (node.isNumber()) {
                return node.doubleValue();
            }
            if (node.isBoolean()) {
                return node.booleanValue() ? 1 : 0;
            }
            if (!node.isTextual()) {
                return Double.NaN;
            }
            NumberParser numbers = new NumberParser();
            numbers.parse(node.textValue());
            return numbers.value();
        }
    }
}
