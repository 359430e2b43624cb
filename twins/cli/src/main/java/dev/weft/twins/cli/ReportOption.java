package dev.weft.twins.cli;

import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.report.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer {@code --report}: the result as one HTML page with plots. */
final class ReportOption {
    @Option(names = "--report", paramLabel = "FILE", description = "Write an HTML page with plots, too.")
    @Nullable
    Path report;

    private boolean written;

    /** Fail before the work if the page could not be written after it. */
    void require(boolean overwrite) {
        if (report != null) {
            AtomicFile.requireWritable(report, overwrite);
        }
    }

    Optional<Path> path() {
        return Optional.ofNullable(report);
    }

    /** Make and write the page if it was asked for. */
    void write(boolean overwrite, Supplier<Report> page) {
        if (report != null) {
            write(page.get(), report, overwrite);
            written = true;
        }
    }

    /** Return the page, if it was written. */
    Optional<Path> written() {
        return path().filter(made -> written);
    }

    static void write(Report page, Path file, boolean overwrite) {
        AtomicFile.write(file, overwrite, out -> out.write(page.toHtml().getBytes(StandardCharsets.UTF_8)));
    }
}
