package dev.weft.twins.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.stream.Collectors;

/** Write and read policies as JSON objects that name every component, no more and no less. Thread-safe. */
public final class PolicyJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(LogicalType.Integer, c -> c.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .build();
    private static final ObjectReader READER = JSON.readerFor(Policy.class);
    private static final ObjectWriter WRITER = JSON.writerFor(Policy.class);

    private PolicyJson() {}

    /** Return a policy as a JSON object on one line, always the same one. */
    public static String write(Policy policy) {
        try {
            return WRITER.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy holds numbers only", e);
        }
    }

    /**
     * Read a policy.
     *
     * @throws IllegalArgumentException if the text is not such an object, or a value is outside its bounds
     */
    public static Policy read(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("policy: " + path(e) + e.getOriginalMessage(), e);
        }
    }

    private static String path(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() + ": ")
                        .collect(Collectors.joining())
                : "";
    }
}
