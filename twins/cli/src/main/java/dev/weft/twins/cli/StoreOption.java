package dev.weft.twins.cli;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer {@code --store}. */
final class StoreOption {
    @Option(names = "--store", required = true, paramLabel = "DIR", description = "Folder of the twins' store.")
    @Nullable
    Path store;

    Path path() {
        return Objects.requireNonNull(store, "picocli requires it");
    }
}
