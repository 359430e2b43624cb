package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** List the twins of a store. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        description = "List the twins of a store.",
        footer = {"", "Example: weft twin ls --store plant"})
final class TwinListCommand implements Callable<Integer> {
    @Mixin
    StoreOption store = new StoreOption();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        TextTable table = new TextTable("llrrll", "twin", "prior", "version", "time in s", "policy", "alarm");
        ObjectNode object = JsonOutput.newObject();
        ArrayNode all = object.putArray("twins");
        try (JdbcStore opened = store.openToRead()) {
            for (String id : opened.ids()) {
                Twin twin = Twin.reopen(opened, id);
                double time = twin.snapshot().time();
                String prior = twin.model().prior().name();
                table.row(
                        id,
                        prior,
                        Long.toString(twin.version()),
                        TextTable.time(time),
                        twin.policy() + ", " + twin.policy().mode().text(),
                        twin.isAlarmed() ? "yes" : "");
                ObjectNode node = all.addObject()
                        .put("id", id)
                        .put("prior", prior)
                        .put("version", twin.version())
                        .put("policy", twin.policy().toString())
                        .put("mode", twin.policy().mode().text())
                        .put("approvedVersion", twin.approvedVersion())
                        .put("alarmed", twin.isAlarmed());
                if (!Double.isNaN(time)) {
                    node.put("time", time);
                }
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
