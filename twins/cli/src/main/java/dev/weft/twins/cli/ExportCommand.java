package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Write what a store holds as datasets. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Write what a store holds as datasets.",
        description =
                "Write readings, expectations, weights and verdicts of all twins as one file a prior: DIR/PRIOR.arrow (Arrow "
                        + "IPC) or DIR/PRIOR.csv; with a network beside the prior, eight digits behind the name tell it from other "
                        + "networks. Arrow fields carry unit and meaning in their metadata.",
        footer = {"", "Example: weft export --store plant --out data --format arrow"})
final class ExportCommand implements Callable<Integer> {
    @Mixin
    StoreOption store = new StoreOption();

    @Mixin
    FolderOptions folder = new FolderOptions();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        SortedMap<String, StoreTable> byPrior;
        try (JdbcStore opened = store.openToRead()) {
            byPrior = StoreTable.byPrior(opened);
        }
        return folder.within(() -> write(byPrior));
    }

    private int write(Map<String, StoreTable> byPrior) {
        byPrior.keySet().forEach(folder::requireTable);
        ObjectNode object = JsonOutput.newObject();
        ArrayNode files = object.putArray("files");
        byPrior.forEach((name, rows) -> {
            folder.write(name, rows.table());
            String file = folder.table(name).toString();
            files.addObject().put("file", file).put("prior", rows.prior()).put("rows", rows.rows());
            if (!output.json) {
                System.out.println(rows.rows() + " rows of " + name + " written to " + file);
            }
        });
        if (output.json) {
            JsonOutput.print(object);
        }
        return 0;
    }
}
