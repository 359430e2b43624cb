package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import dev.weft.twins.WeightChange;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Print which weights moved between two versions of a twin. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        header = "Print which weights moved between two versions.",
        description =
                "Print which weights moved between two versions of a twin, in their units and in standard deviations of the "
                        + "earlier version; by default from the approved version to the newest.",
        footer = {"", "Example: weft twin diff tank-03 --store plant --from 200 --to 400"})
final class TwinDiffCommand implements Callable<Integer> {
    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(names = "--from", paramLabel = "VERSION", description = "The earlier version (default: the approved one).")
    @Nullable
    Long from;

    @Option(names = "--to", paramLabel = "VERSION", description = "The later version (default: the newest).")
    @Nullable
    Long to;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        TextTable table =
                new TextTable("lrrrlr", "weight", "before", "after", "change", "unit", "in standard deviations");
        ObjectNode object = JsonOutput.newObject();
        try (JdbcStore opened = store.openToRead()) {
            Twin twin = choice.open(opened);
            long first = from == null ? twin.approvedVersion() : from;
            long second = to == null ? twin.version() : to;
            object.put("twin", choice.id).put("from", first).put("to", second);
            ArrayNode weights = object.putArray("weights");
            for (WeightChange change : twin.diff(first, second)) {
                table.row(
                        change.slot().path(),
                        TextTable.number(change.before()),
                        TextTable.number(change.after()),
                        TextTable.number(change.difference()),
                        change.slot().unit(),
                        TextTable.number(change.deviations()));
                weights.addObject()
                        .put("name", change.slot().path())
                        .put("before", change.before())
                        .put("after", change.after())
                        .put("unit", change.slot().unit())
                        .put("standardDeviations", change.deviations());
            }
        }
        if (output.json) {
            JsonOutput.print(object);
        } else {
            System.out.print(table);
        }
        return 0;
    }
}
