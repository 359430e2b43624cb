package dev.weft.sdk.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * of types F64 and F32 are understood. A file may be larger than an array: only its single tensors may not.
 *
 * <p>Source: the format description of huggingface/safetensors, version 0.4.
 */
public final class SafeTensors {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final int MAX_HEADER = 16 << 20;
    private static final int MAX_NUMBERS = Integer.MAX_VALUE - 8;
    /** Bytes that go through at once, a multiple of every number's width. */
    private static final int CHUNK = 1 << 16;

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
        System.arraycopy(sized(name, to.length), 0, to, 0, to.length);
    }

    /**
     * Return a copy of a tensor's numbers. Room is made only for numbers that are there.
     *
     * @throws ModelFormatException if there is no tensor of this name, or it does not hold {@code count} numbers
     */
    public double[] copy(String name, long count) {
        return sized(name, count).clone();
    }

    private double[] sized(String name, long count) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.values().length != count) {
            throw new ModelFormatException("tensor " + name + " holds "
                    + (tensor == null ? "nothing" : tensor.values().length + " numbers") + ", expected " + count);
        }
        return tensor.values();
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
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors.values()) {
            int count;
            for (int from = 0; from < tensor.values().length; from += count) {
                count = Math.min(CHUNK / 8, tensor.values().length - from);
                chunk.asDoubleBuffer().put(tensor.values(), from, count);
                out.write(chunk.array(), 0, 8 * count);
            }
        }
    }

    /**
     * Read a file, tensor after tensor: what is held are its numbers, not its bytes.
     *
     * @throws ModelFormatException if it is not a whole safetensors file of F64 and F32 tensors
     * @throws IOException if it cannot be read
     */
    public static SafeTensors read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, Files.size(file));
        }
    }

    /**
     * Read a file's bytes.
     *
     * @throws ModelFormatException if they are not a whole safetensors file of F64 and F32 tensors
     */
    public static SafeTensors read(byte[] bytes) {
        try {
            return read(new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("an array can always be read", e);
        }
    }

    /**
     * Read a stream to its end; it stays open.
     *
     * @param size how many bytes it has
     */
    static SafeTensors read(InputStream in, long size) throws IOException {
        if (size < 8) {
            throw new ModelFormatException("has " + size + " bytes, expected a safetensors file");
        }
        byte[] chunk = new byte[CHUNK];
        long length = next(in, chunk, 8).getLong();
        if (length < 2 || length > MAX_HEADER || length > size - 8) {
            throw new ModelFormatException("announces a header of " + length + " bytes, expected 2 … "
                    + Math.min(MAX_HEADER, size - 8) + ": not a safetensors file, or cut off");
        }
        JsonNode header = parse(new String(in.readNBytes((int) length), StandardCharsets.UTF_8));
        long capacity = size - 8 - length;
        SafeTensors file = new SafeTensors();
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(e -> file.metadata.put(e.getKey(), e.getValue().asText()));
            } else {
                spans.add(span(entry.getKey(), entry.getValue(), capacity));
            }
        }
        // Without gaps they follow one another in the stream.
        spans.sort(Comparator.comparingLong(Span::from).thenComparing(Span::to));
        requireNoGaps(spans, capacity);
        for (Span span : spans) {
            file.tensors.put(span.name(), tensor(span, in, chunk));
        }
        return file;
    }

    private static ByteBuffer next(InputStream in, byte[] chunk, int length) throws IOException {
        if (in.readNBytes(chunk, 0, length) < length) {
            throw new ModelFormatException("ended while it was read, expected as many bytes as at first");
        }
        return ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
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

    private static Span span(String name, JsonNode description, long capacity) {
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
            // Both factors are below 2³¹; a count beyond an array is left as it is, so nothing overflows.
            count = count > MAX_NUMBERS ? count : count * extent.intValue();
        }
        if (count > MAX_NUMBERS) {
            throw new ModelFormatException("tensor " + name + " has shape " + shape + ", expected at most "
                    + MAX_NUMBERS + " numbers: the file is corrupt, or too large for this reader");
        }
        long from = offset(description, 0);
        long to = offset(description, 1);
        // In this order no difference can overflow.
        if (from < 0 || to < from || to > capacity || to - from != count * width) {
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
    private static void requireNoGaps(List<Span> spans, long capacity) {
        long end = 0;
        for (Span span : spans) {
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

    private static Tensor tensor(Span span, InputStream in, byte[] chunk) throws IOException {
        double[] values = new double[(int) ((span.to() - span.from()) / span.width())];
        int count;
        for (int from = 0; from < values.length; from += count) {
            count = Math.min(CHUNK / span.width(), values.length - from);
            ByteBuffer numbers = next(in, chunk, count * span.width());
            for (int i = from; i < from + count; i++) {
                values[i] = span.width() == 8 ? numbers.getDouble() : numbers.getFloat();
            }
        }
        return new Tensor(span.shape(), values);
    }
}
