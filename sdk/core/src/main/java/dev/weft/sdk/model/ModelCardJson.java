package dev.weft.sdk.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Find the JSON card in a model file and tell what kind of model it is of. */
final class ModelCardJson {
    static final int VERSION = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final String ENTRY = "weft";

    private ModelCardJson() {}

    /** Return an empty card of a kind, version 1. */
    static ObjectNode create(String kind) {
        return JSON.createObjectNode().put("kind", kind).put("version", VERSION);
    }

    static void put(SafeTensors file, ObjectNode card) throws JsonProcessingException {
        file.putMetadata(ENTRY, JSON.writeValueAsString(card));
    }

    /**
     * Return a file's card.
     *
     * @throws ModelFormatException if it has none
     */
    static JsonNode of(SafeTensors file) {
        String text = file.metadata().get(ENTRY);
        if (text == null) {
            throw new ModelFormatException("has no metadata entry 'weft', expected a model written by Weft");
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ModelFormatException("has a card that is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String kind(JsonNode card) {
        return card.path("kind").asText();
    }

    /**
     * Refuse another kind or version.
     *
     * @throws ModelFormatException if the card is of another
     */
    static void require(JsonNode card, String kind) {
        int version = card.path("version").asInt();
        if (!kind(card).equals(kind) || version != VERSION) {
            throw new ModelFormatException("holds a model of kind '" + kind(card) + "', version " + version
                    + ", expected kind '" + kind + "', version " + VERSION);
        }
    }
}
