package dev.weft.twins.cli;

import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.IoConsumer;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer the options that say where several tables go, and in which format. */
final class FolderOptions {
    /** List the formats that tables can be written in. */
    enum Format {
        arrow,
        csv
    }

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to; made if missing.")
    @Nullable
    Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "arrow",
            description = "One of ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    Format format = Format.arrow;

    @Option(names = "--force", description = "Replace files that exist.")
    boolean force;

    Path path() {
        return Objects.requireNonNull(out, "picocli requires it");
    }

    /** Do work in the folder; if it is refused, a folder made for it goes again. */
    <T> T within(Supplier<T> work) {
        boolean made = !Files.exists(path());
        try {
            Files.createDirectories(path());
        } catch (IOException e) {
            throw new DataException("folder " + path() + " cannot be made: " + e.getMessage(), e);
        }
        try {
            return work.get();
        } catch (DataException e) {
            if (made) {
                deleteIfEmpty();
            }
            throw e;
        }
    }

    private void deleteIfEmpty() {
        try {
            Files.deleteIfExists(path());
        } catch (IOException notEmpty) {
            // What could be written stays.
        }
    }

    /** Return the file of a table. */
    Path table(String name) {
        return file(name + "." + format.name());
    }

    /** Return a file in the folder. */
    Path file(String name) {
        return path().resolve(name);
    }

    /** Fail before the work if a table could not be written after it. */
    void requireTable(String name) {
        Tables.requireWritable(table(name), Overwrite.allowedIf(force));
    }

    /** Fail before the work if a file could not be written after it. */
    void requireFile(String name) {
        AtomicFile.requireWritable(file(name), force);
    }

    void write(String name, Table table) {
        Tables.write(table, table(name), Overwrite.allowedIf(force));
    }

    void write(String name, IoConsumer<OutputStream> contents) {
        AtomicFile.write(file(name), force, contents);
    }
}
