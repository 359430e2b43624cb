package dev.weft.sdk.arrow;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.TableRows;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Reads an Arrow file record batch by record batch. The memory outside the heap is freed when it is closed. */
final class ArrowRows implements TableRows.Batches {

    private final Path file;
    private final FileChannel channel;
    private final ArrowReader reader;
    private final BufferAllocator allocator;
    private final OwnedMemory memory;

    ArrowRows(Path file, FileChannel channel, ArrowReader reader, BufferAllocator allocator, OwnedMemory memory) {
        this.file = file;
        this.channel = channel;
        this.reader = reader;
        this.allocator = allocator;
        this.memory = memory;
    }

    /** Returns a table without rows, of the columns that all batches have. */
    Table columns() {
        return reading(() -> BatchCollector.columns(file.toString(), reader));
    }

    @Override
    public Optional<Table> next() {
        return reading(() -> reader.loadNextBatch()
                ? Optional.of(BatchCollector.batch(file.toString(), reader))
                : Optional.<Table>empty());
    }

    @Override
    public double share() {
        try {
            // Where the channel stands: readers of both formats go through the file from its beginning to its end.
            return channel.size() == 0 ? 1 : Math.min(1, (double) channel.position() / channel.size());
        } catch (IOException closed) {
            return Double.NaN;
        }
    }

    private interface Reading<T> {
        T get() throws IOException;
    }

    private <T> T reading(Reading<T> work) {
        try {
            return work.get();
        } catch (DataException refused) {
            throw refused;
        } catch (OutOfMemoryException tooLong) {
            throw ArrowFormat.malformed(file, "it asks for more memory than its size allows", tooLong);
        } catch (IOException | RuntimeException failure) {
            throw ArrowFormat.malformed(file, String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public void close() {
        try (memory;
                allocator;
                channel;
                reader) {
            // Closed in the reverse order.
        } catch (IOException failure) {
            throw new DataException(file + ": cannot be closed: " + failure.getMessage(), failure);
        } catch (IllegalStateException lost) {
            // Of a damaged file Arrow's reader loses buffers, which the allocator misses; the memory has freed them.
        }
    }
}
