package dev.weft.twins.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Offer {@code --json}: one JSON object on stdout and nothing else there. */
final class JsonOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--json", description = "Print one JSON object on stdout instead of text.")
    boolean json;

    static ObjectNode newObject() {
        return JSON.createObjectNode();
    }

    /** Print the object on one line. */
    static void print(ObjectNode object) {
        try {
            System.out.println(JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}
