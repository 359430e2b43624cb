package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Tables;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Write what a store holds as datasets. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Write what a store holds as datasets.",
        description =
                "Write readings, expectations, weights and verdicts of all twins as one file a prior: DIR/PRIOR.arrow (Arrow "
                        + "IPC) or DIR/PRIOR.csv. Arrow fields carry unit and meaning in their metadata.",
        footer = {"", "Example: weft export --store plant --out data --format arrow"})
final class ExportCommand implements Callable<Integer> {
    /** List the formats a store can be exported to. */
    enum Format {
        arrow,
        csv
    }

    @Mixin
    StoreOption store = new StoreOption();

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

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        Path folder = java.util.Objects.requireNonNull(out, "picocli requires it");
        SortedMap<String, StoreTable> byPrior;
        try (JdbcStore opened = JdbcStore.readOnly(store.path())) {
            byPrior = StoreTable.byPrior(opened);
        }
        boolean made = !Files.exists(folder);
        createFolder(folder);
        try {
            return write(byPrior, folder);
        } catch (DataException e) {
            if (made) {
                deleteIfEmpty(folder);
            }
            throw e;
        }
    }

    private int write(Map<String, StoreTable> byPrior, Path folder) {
        byPrior.keySet().forEach(name -> Tables.requireWritable(file(folder, name), Overwrite.allowedIf(force)));
        ObjectNode object = JsonOutput.newObject();
        ArrayNode files = object.putArray("files");
        byPrior.forEach((name, rows) -> {
            Path file = file(folder, name);
            Tables.write(rows.table(), file, Overwrite.allowedIf(force));
            files.addObject().put("file", file.toString()).put("prior", name).put("rows", rows.rows());
            if (!output.json) {
                System.out.println(rows.rows() + " rows of " + name + " written to " + file);
            }
        });
        if (output.json) {
            JsonOutput.print(object);
        }
        return 0;
    }

    private Path file(Path folder, String prior) {
        return folder.resolve(prior + "." + format.name());
    }

    private static void deleteIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException notEmpty) {
            // What could be written stays.
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException("folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }
}
