package dev.weft.sdk.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and writes tables in one file format.
 *
 * <p>Implementations are found with {@link java.util.ServiceLoader}, have a public constructor without parameters and
 * are stateless. Users go through {@link Tables}, which checks the path, chooses the format and writes atomically.
 */
public interface TableFormat {

    /**
     * Returns the endings of this format's files.
     *
     * @return the endings with their dot, in lower case, for example ".csv"
     */
    List<String> endings();

    /**
     * Reads a file.
     *
     * @param file an existing file; what it is called goes into {@link Table#source()}
     * @return its table
     * @throws IOException if the file cannot be read
     * @throws DataException if its contents are not a table of this format
     */
    Table read(Path file) throws IOException;

    /**
     * Opens a file to read it row by row, leniently: what a row is not is said of the row.
     *
     * @param file an existing file
     * @return its rows, to be closed by the caller
     * @throws IOException if the file cannot be read
     * @throws DataException if what it begins with is not of this format
     */
    RowSource rows(Path file) throws IOException;

    /**
     * Writes a new file, without care for atomicity.
     *
     * @param table what to write
     * @param file the file to create
     * @throws IOException if the file cannot be written
     * @throws DataException if the table cannot be expressed in this format
     */
    void write(Table table, Path file) throws IOException;
}
