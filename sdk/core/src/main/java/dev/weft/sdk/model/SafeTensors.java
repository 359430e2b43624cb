package dev.weft.sdk.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Read and write the safetensors format: a JSON header of names, types, shapes and offsets, then the numbers.
 *
 * <p>Reading interprets numbers and text, nothing else; every length is checked before it is used. Tensors
 * of types F64 and F32 are understood.
 *
 * <p>Source: the format description of huggingface/safetensors, version 0.4.
 */
final class SafeTensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_HEADER = 16 << 20;
    private static final String METADATA = "__metadata__";

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /** Hold one tensor, row-major. */
    record Tensor(List<Integer> shape, double[] values) {}

    SafeTensors() {}

    void putMetadata(String key, String value) {
        metadata.put(key, value);
    }

    void put(String name, double[] values, Integer... shape) {
        tensors.put(name, new Tensor(List.of(shape), values));
    }

    Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    void write(OutputStream out) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        header.putPOJO(METADATA, metadata);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            long end = offset + 8L * entry.getValue().values().length;
            ObjectNode description = header.putObject(entry.getKey());
            description.put("dtype", "F64");
            entry.getValue().shape().forEach(description.withArray("shape")::add);
            description.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        // The format asks for a header padded with spaces to a multiple of 8, so that numbers are aligned.
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer start = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(padded).put(json);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        out.write(start.array());
        for (Tensor tensor : tensors.values()) {
            ByteBuffer numbers = ByteBuffer.allocate(8 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
            numbers.asDoubleBuffer().put(tensor.values());
            out.write(numbers.array());
        }
    }

    /**
     * Read a file's bytes.
     *
     * @throws ModelFormatException if they are not a whole safetensors file of F64 and F32 tensors
     */
    static SafeTensors read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 8) {
            throw new ModelFormatException("has " + bytes.length + " bytes, expected a safetensors file");
        }
        long length = buffer.getLong();
        if (length < 2 || length > MAX_HEADER || length > bytes.length - 8) {
            throw new ModelFormatException("announces a header of " + length + " bytes, expected 2 … "
                    + Math.min(MAX_HEADER, bytes.length - 8) + ": not a safetensors file, or cut off");
        }
        JsonNode header = parse(new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
        ByteBuffer data =
                buffer.slice(8 + (int) length, bytes.length - 8 - (int) length).order(ByteOrder.LITTLE_ENDIAN);
        SafeTensors file = new SafeTensors();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(e -> file.metadata.put(e.getKey(), e.getValue().asText()));
            } else {
                file.tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data));
            }
        }
        return file;
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode header = JSON.readTree(text);
            if (header != null && header.isObject()) {
                return header;
            }
        } catch (JsonProcessingException e) {
            throw new ModelFormatException("has a header that is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new ModelFormatException("has a header that is not a JSON object");
    }

    private static Tensor tensor(String name, JsonNode description, ByteBuffer data) {
        String type = description.path("dtype").asText();
        int width = switch (type) {
            case "F64" -> 8;
            case "F32" -> 4;
            default ->
                throw new ModelFormatException("tensor " + name + " has dtype '" + type + "', expected F64 or F32");
        };
        List<Integer> shape = new ArrayList<>();
        long count = 1;
        for (JsonNode extent : description.path("shape")) {
            if (!extent.isInt() || extent.intValue() < 0) {
                throw new ModelFormatException(
                        "tensor " + name + " has shape " + description.path("shape") + ", expected whole numbers >= 0");
            }
            shape.add(extent.intValue());
            count = Math.multiplyExact(count, (long) extent.intValue());
            if (count > data.capacity()) {
                break;
            }
        }
        long from = description.path("data_offsets").path(0).asLong(-1);
        long to = description.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to > data.capacity() || to - from != count * width) {
            throw new ModelFormatException("tensor " + name + " lies at bytes " + from + " … " + to + " of "
                    + data.capacity() + ", expected " + count * width + " bytes for shape " + shape
                    + ": the file is cut off or corrupt");
        }
        ByteBuffer slice = data.slice((int) from, (int) (to - from)).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = width == 8 ? slice.getDouble() : slice.getFloat();
        }
        return new Tensor(shape, values);
    }
}
