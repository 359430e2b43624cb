package dev.weft.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** A second reader and writer of safetensors files, made from the format's description alone. */
final class TensorBytes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode header;
    private final byte[] data;

    private TensorBytes(ObjectNode header, byte[] data) {
        this.header = header;
        this.data = data;
    }

    static TensorBytes parse(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(buffer.getLong());
        return new TensorBytes(
                object(new String(file, 8, length, StandardCharsets.UTF_8)),
                Arrays.copyOfRange(file, 8 + length, file.length));
    }

    static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    ObjectNode header() {
        return header;
    }

    ObjectNode card() {
        return object(header.path("__metadata__").path("weft").asText());
    }

    int dataLength() {
        return data.length;
    }

    double[] values(String tensor) {
        ArrayNode offsets = (ArrayNode) header.path(tensor).path("data_offsets");
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[(offsets.get(1).asInt() - offsets.get(0).asInt()) / 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getDouble(offsets.get(0).asInt() + 8 * i);
        }
        return values;
    }

    /** Return the file with another header. */
    byte[] withHeader(Consumer<ObjectNode> change) {
        ObjectNode changed = header.deepCopy();
        change.accept(changed);
        return file(changed.toString(), data);
    }

    /** Return the file with another card. */
    byte[] withCard(Consumer<ObjectNode> change) {
        ObjectNode changed = card();
        change.accept(changed);
        return withHeader(h -> ((ObjectNode) h.path("__metadata__")).put("weft", changed.toString()));
    }

    /** Return the file with another number in a tensor. */
    byte[] withNumber(String tensor, int index, double value) {
        byte[] changed = data.clone();
        int offset = header.path(tensor).path("data_offsets").get(0).asInt() + 8 * index;
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putDouble(offset, value);
        return file(header.toString(), changed);
    }

    /** Return the file with other bytes behind the header. */
    byte[] withData(int length) {
        return file(header.toString(), Arrays.copyOf(data, length));
    }

    private static ObjectNode object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return (ObjectNode) node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
