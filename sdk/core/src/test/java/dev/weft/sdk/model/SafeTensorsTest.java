package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files go through in pieces: what lies at their borders, and beyond the bytes that an array holds. */
class SafeTensorsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 20_000})
    void tensorsOfAnyLengthComeBack(int length, @TempDir Path folder) throws IOException {
        double[] numbers = new Random(length).doubles(length).toArray();
        SafeTensors file = new SafeTensors();
        file.put("a", numbers, length);
        file.put("b", new double[] {1, 2}, 1, 2);
        Path written = folder.resolve("tensors.safetensors");
        try (var out = Files.newOutputStream(written)) {
            file.write(out);
        }
        SafeTensors read = SafeTensors.read(written);

        assertThat(read.copy("a", length)).isEqualTo(numbers);
        assertThat(read.copy("b", 2)).containsExactly(1, 2);
        assertThat(TensorBytes.parse(Files.readAllBytes(written)).values("a")).isEqualTo(numbers);
    }

    @Test
    void singlePrecisionComesBackAcrossPieces() {
        int length = 40_000;
        ByteBuffer data = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            data.putFloat(i + 0.5f);
        }
        double[] read = SafeTensors.read(TensorBytes.file(header("F32", 4, 1, length), data.array()))
                .copy("t0", length);

        for (int i = 0; i < length; i++) {
            assertThat(read[i]).isEqualTo(i + 0.5);
        }
    }

    /** As where somebody cuts a file while it is read. */
    @Test
    void aStreamThatEndsBeforeItsSizeIsRefused() throws IOException {
        SafeTensors file = new SafeTensors();
        file.put("a", new double[20_000], 20_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);

        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() ->
                        SafeTensors.read(new ByteArrayInputStream(out.toByteArray(), 0, out.size() - 1), out.size()))
                .withMessageContaining("ended while it was read");
    }

    @Test
    void aTensorOfMoreNumbersThanAnArrayHoldsIsRefused() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> SafeTensors.read(TensorBytes.file(
                        "{\"t\":{\"dtype\":\"F32\",\"shape\":[50000,50000],\"data_offsets\":[0,10000000000]}}",
                        new byte[0])))
                .withMessageContaining("tensor t has shape [50000, 50000], expected at most 2147483639 numbers");
    }

    /** Offsets of the last tensors are no ints. It needs 2.3 GiB, so only a large machine runs it. */
    @Test
    void aFileOfMoreThanTwoGibibytesIsRead() throws IOException {
        assumeThat(Runtime.getRuntime().maxMemory()).isGreaterThan(4L << 30);
        int tensors = 9;
        int length = 1 << 25;
        byte[] json = header("F64", 8, tensors, length).getBytes(StandardCharsets.UTF_8);
        byte[] start = ByteBuffer.allocate(8 + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
        byte[] last = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(Math.PI)
                .array();
        long zeros = 8L * tensors * length - 8;
        InputStream all = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(start), new Zeros(zeros)),
                new ByteArrayInputStream(last));
        SafeTensors read = SafeTensors.read(all, start.length + zeros + 8);

        assertThat(read.tensors().get("t8").values()[length - 1]).isEqualTo(Math.PI);
    }

    /** Tensors t0, t1 … of one length, one after another. */
    private static String header(String type, int width, int tensors, int length) {
        StringBuilder header = new StringBuilder("{");
        long bytes = (long) width * length;
        for (int i = 0; i < tensors; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"t")
                    .append(i)
                    .append("\":{\"dtype\":\"")
                    .append(type)
                    .append("\",\"shape\":[")
                    .append(length)
                    .append("],\"data_offsets\":[")
                    .append(i * bytes)
                    .append(',')
                    .append((i + 1) * bytes)
                    .append("]}");
        }
        return header.append('}').toString();
    }

    /** A number of zero bytes. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            java.util.Arrays.fill(to, from, from + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
