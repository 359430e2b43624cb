package dev.weft.twins.cli;

import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer the options that say where a result goes. */
final class OutputOptions {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    @Nullable
    Path out;

    @Option(names = "--force", description = "Replace the file if it exists.")
    boolean force;

    Path path() {
        return Objects.requireNonNull(out, "picocli requires it");
    }

    /** Fail before the work if a table could not be written after it. */
    void requireTable() {
        Tables.requireWritable(path(), Overwrite.allowedIf(force));
    }

    /** Fail before the work if a file could not be written after it. */
    void requireFile() {
        AtomicFile.requireWritable(path(), force);
    }

    void write(Table table) {
        Tables.write(table, path(), Overwrite.allowedIf(force));
    }
}
