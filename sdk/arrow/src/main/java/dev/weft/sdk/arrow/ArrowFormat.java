package dev.weft.sdk.arrow;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.RowSource;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.TableFormat;
import dev.weft.sdk.data.TableRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/**
 * Reads and writes Arrow IPC files ({@code .arrow}); a stream in such a file is read too.
 *
 * <p>Columns become float64, int64 or utf8 in record batches of {@value #ROWS_PER_BATCH} rows, NaN becomes null. A
 * field's metadata holds the unit ({@value #UNIT}) and the meaning ({@value #MEANING}), the schema's the table's.
 *
 * <p>Read are floats, integers and booleans (nulls become NaN), texts, also dictionary-encoded (nulls become empty), and
 * timestamps, as seconds since 1970. Bodies must not be compressed.
 *
 * <p>All memory outside the heap is freed before a call returns. The JVM needs
 * {@code --add-opens=java.base/java.nio=ALL-UNNAMED}.
 */
public final class ArrowFormat implements TableFormat {

    /** The key of a field's metadata that holds its unit. */
    public static final String UNIT = "weft.unit";

    /** The key of a field's metadata that holds its meaning. */
    public static final String MEANING = "weft.meaning";

    static final int ROWS_PER_BATCH = 65_536;

    private static final byte[] FILE_MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int STREAM_CONTINUATION = 0xFFFFFFFF;

    /** Creates the format; users go through {@link dev.weft.sdk.data.Tables}. */
    public ArrowFormat() {}

    @Override
    public List<String> endings() {
        return List.of(".arrow");
    }

    @Override
    public Table read(Path file) throws IOException {
        requireOpenMemory();
        try (OwnedMemory memory = new OwnedMemory();
                BufferAllocator allocator = memory.allocator(limit(file))) {
            return read(file, allocator);
        }
    }

    /**
     * What a sound file can need: its buffers, and dictionary-encoded texts written out. A damaged length asks for more and
     * is then refused instead of exhausting the machine.
     */
    private static long limit(Path file) throws IOException {
        return (64L << 20) + 64 * Files.size(file);
    }

    @Override
    public RowSource rows(Path file) throws IOException {
        requireOpenMemory();
        OwnedMemory memory = new OwnedMemory();
        BufferAllocator allocator = memory.allocator(limit(file));
        ArrowRows batches;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                batches = new ArrowRows(file, channel, reader(file, channel, allocator), allocator, memory);
            } catch (DataException | IOException refused) {
                channel.close();
                throw refused;
            }
        } catch (DataException | IOException refused) {
            allocator.close();
            memory.close();
            throw refused;
        }
        try {
            return new TableRows(batches.columns(), batches);
        } catch (DataException refused) {
            batches.close();
            throw refused;
        }
    }

    private static Table read(Path file, BufferAllocator allocator) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                ArrowReader reader = reader(file, channel, allocator)) {
            return BatchCollector.collect(file.toString(), reader);
        } catch (DataException refused) {
            throw refused;
        } catch (OutOfMemoryException tooLong) {
            throw malformed(file, "it asks for more memory than its size allows", tooLong);
        } catch (IOException | RuntimeException failure) {
            throw malformed(file, String.valueOf(failure.getMessage()), failure);
        }
    }

    private static ArrowReader reader(Path file, FileChannel channel, BufferAllocator allocator) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        while (start.hasRemaining() && channel.read(start) >= 0) {
            // A channel may give less than was asked for.
        }
        if (start.position() == 0) {
            throw new DataException(file + ": the file is empty, expected an Arrow IPC file");
        }
        channel.position(0);
        if (ByteBuffer.wrap(FILE_MAGIC).equals(start.duplicate().position(0).limit(FILE_MAGIC.length))) {
            return new ArrowFileReader(channel, allocator);
        }
        boolean stream = !start.hasRemaining()
                && start.getInt(0) == STREAM_CONTINUATION
                && start.getInt(4) > 0
                && start.getInt(4) < channel.size();
        if (!stream) {
            throw new DataException(file + ": neither the Arrow IPC file format nor its stream format, expected one of"
                    + " them in a file that ends in .arrow");
        }
        return new ArrowStreamReader(channel, allocator);
    }

    static DataException malformed(Path file, String why, Exception cause) {
        return new DataException(
                file + ": damaged or not readable as Arrow, expected a complete, uncompressed Arrow IPC file (" + why
                        + ")",
                cause);
    }

    @Override
    public void write(Table table, Path file) throws IOException {
        requireOpenMemory();
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                BatchFiller batch = new BatchFiller(table, allocator);
                ArrowFileWriter writer = new ArrowFileWriter(batch.root(), null, channel)) {
            writer.start();
            for (int from = 0; from < table.rows(); from += ROWS_PER_BATCH) {
                batch.fill(from, Math.min(table.rows(), from + ROWS_PER_BATCH));
                writer.writeBatch();
            }
            writer.end();
        }
    }

    private static void requireOpenMemory() {
        // Without it Arrow fails late and in other words, as if the file were damaged.
        if (!ByteBuffer.class.getModule().isOpen("java.nio", ArrowBuf.class.getModule())) {
            throw new DataException("Arrow cannot reach its memory, expected the JVM to be started with"
                    + " --add-opens=java.base/java.nio=ALL-UNNAMED");
        }
    }
}
