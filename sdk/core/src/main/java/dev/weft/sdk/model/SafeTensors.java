package dev.weft.sdk.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
public final class SafeTensors {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final int MAX_HEADER = 16 << 20;
    private static final String METADATA = "__metadata__";

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /** Hold one tensor, row-major. */
    record Tensor(List<Integer> shape, double[] values) {}

    /** Where a tensor lies in the data, checked against its shape. */
    private record Span(String name, List<Integer> shape, int width, long from, long to) {}

    /** Begin an empty file. */
    public SafeTensors() {}

    /** Put a text beside the tensors. */
    public void putMetadata(String key, String value) {
        metadata.put(key, value);
    }

    /**
     * Put a tensor.
     *
     * @param values row-major; kept, not copied
     * @param shape its extents
     */
    public void put(String name, double[] values, Integer... shape) {
        tensors.put(name, new Tensor(List.of(shape), values));
    }

    /** Return the texts by name. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /**
     * Copy a tensor's numbers out.
     *
     * @throws ModelFormatException if there is no tensor of this name, or it does not hold as many numbers
     */
    public void copy(String name, double[] to) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.values().length != to.length) {
            throw new ModelFormatException("tensor " + name + " holds "
                    + (tensor == null ? "nothing" : tensor.values().length + " numbers") + ", expected " + to.length);
        }
        System.arraycopy(tensor.values(), 0, to, 0, to.length);
    }

    /** Return the tensors by name. */
    Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /**
     * Refuse tensors that are none of those known.
     *
     * @throws ModelFormatException if there is another
     */
    void requireOnly(List<String> known) {
        for (String name : tensors.keySet()) {
            if (!known.contains(name)) {
                throw new ModelFormatException("holds the tensor '" + name + "', expected only " + known);
            }
        }
    }

    /**
     * Return a tensor.
     *
     * @throws ModelFormatException if it is missing or has another shape
     */
    Tensor required(String name, List<Integer> shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || !tensor.shape().equals(shape)) {
            throw new ModelFormatException(
                    "tensor " + name + (tensor == null ? " is missing" : " has shape [" + extents(tensor.shape()) + "]")
                            + ", expected shape [" + extents(shape) + "]");
        }
        return tensor;
    }

    /**
     * Return a tensor's numbers.
     *
     * @throws ModelFormatException if it is missing, has another shape or holds a number that is not finite
     */
    double[] finite(String name, List<Integer> shape) {
        double[] values = required(name, shape).values();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new ModelFormatException("tensor " + name + " holds " + values[i]
                        + ", expected finite numbers; it is number " + i + " of it");
            }
        }
        return values;
    }

    private static String extents(List<Integer> shape) {
        return String.join("×", shape.stream().map(String::valueOf).toList());
    }

    /** Write the file; the stream stays open. */
    public void write(OutputStream out) throws IOException {
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
    public static SafeTensors read(byte[] bytes) {
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
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(e -> file.metadata.put(e.getKey(), e.getValue().asText()));
            } else {
                spans.add(span(entry.getKey(), entry.getValue(), data.capacity()));
            }
        }
        requireNoGaps(spans, data.capacity());
        spans.forEach(s -> file.tensors.put(s.name(), tensor(s, data)));
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

    private static Span span(String name, JsonNode description, int capacity) {
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
            // Both factors are below 2³¹; a count beyond the data is left as it is, so nothing overflows.
            count = count > capacity ? count : count * extent.intValue();
        }
        long from = offset(description, 0);
        long to = offset(description, 1);
        // In this order no difference can overflow.
        if (from < 0 || to < from || to > capacity || count > capacity || to - from != count * width) {
            throw new ModelFormatException("tensor " + name + " lies at bytes " + from + " … " + to + " of " + capacity
                    + ", expected " + width + " bytes for each number of shape " + shape
                    + ": the file is cut off or corrupt");
        }
        return new Span(name, shape, width, from, to);
    }

    private static long offset(JsonNode description, int end) {
        JsonNode offset = description.path("data_offsets").path(end);
        return offset.canConvertToLong() && offset.isIntegralNumber() ? offset.longValue() : -1;
    }

    /** The format allows neither overlaps, which would let a small file ask for much memory, nor unused bytes. */
    private static void requireNoGaps(List<Span> spans, int capacity) {
        long end = 0;
        for (Span span : spans.stream()
                .sorted(Comparator.comparingLong(Span::from).thenComparing(Span::to))
                .toList()) {
            if (span.from() != end) {
                throw new ModelFormatException("tensor " + span.name() + " begins at byte " + span.from()
                        + ", expected " + end + ", the end of the one before: the file is corrupt");
            }
            end = span.to();
        }
        if (end != capacity) {
            throw new ModelFormatException(
                    "has " + capacity + " bytes of data, its tensors take " + end + ": the file is corrupt");
        }
    }

    private static Tensor tensor(Span span, ByteBuffer data) {
        int length = (int) (span.to() - span.from());
        ByteBuffer slice = data.slice((int) span.from(), length).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[length / span.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = span.width() == 8 ? slice.getDouble() : slice.getFloat();
        }
        return new Tensor(span.shape(), values);
    }
}
