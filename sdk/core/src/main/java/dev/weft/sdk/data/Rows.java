package dev.weft.sdk.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Opens sources row by row; a file's ending tells its format: {@code .jsonl} and {@code .ndjson} for a JSON object a line,
 * else as {@link Tables} has it.
 */
public final class Rows {

    private static final List<String> JSON_LINES = List.of(".jsonl", ".ndjson");

    private Rows() {}

    /**
     * Opens a file.
     *
     * @throws DataException if the ending is unknown, the file cannot be read, or what it begins with is not of its format
     */
    public static RowSource open(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (JSON_LINES.stream().noneMatch(name::endsWith)) {
            return Tables.rows(file);
        }
        Tables.requireReadable(file);
        try {
            return new JsonRows(file.toString(), Files.newInputStream(file), Files.size(file));
        } catch (IOException failure) {
            throw new DataException(file + ": cannot be read: " + AtomicFile.reason(failure), failure);
        }
    }

    /**
     * Takes a JSON object from each line of a stream.
     *
     * @param name what the stream is called in messages
     * @param in the stream; closed with the source
     */
    public static RowSource jsonLines(String name, InputStream in) {
        return new JsonRows(name, in, 0);
    }
}
