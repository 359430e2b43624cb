package dev.weft.sdk.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Hands out the lines of a stream as rows, blank ones left out. */
abstract class LineRows implements RowSource {

    private final String name;
    private final LineReader lines;
    private final long size;

    /**
     * Opens a stream.
     *
     * @param size of the stream in bytes, 0 if nobody knows
     */
    LineRows(String name, InputStream in, long size) {
        this.name = name;
        this.lines = new LineReader(in);
        this.size = size;
    }

    /** Makes a row of the line that was read last; what is wrong with it is its fault. */
    abstract Row row(String text);

    final LineReader lines() {
        return lines;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Optional<Row> next() {
        try {
            while (lines.next()) {
                if (!lines.isBlank()) {
                    return Optional.of(row(lines.text()));
                }
            }
            return Optional.empty();
        } catch (IOException failure) {
            throw new DataException(name + ": cannot be read: " + AtomicFile.reason(failure), failure);
        }
    }

    @Override
    public final double share() {
        return size > 0 ? Math.min(1, (double) lines.bytes() / size) : Double.NaN;
    }

    @Override
    public final void close() {
        try {
            lines.close();
        } catch (IOException failure) {
            throw new DataException(name + ": cannot be closed: " + AtomicFile.reason(failure), failure);
        }
    }
}
