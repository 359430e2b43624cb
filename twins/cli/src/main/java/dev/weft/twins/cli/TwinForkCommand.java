package dev.weft.twins.cli;

import dev.weft.twins.Twin;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copy a twin to try things on. */
@Command(
        name = "fork",
        mixinStandardHelpOptions = true,
        header = "Copy a twin to try things on.",
        description = "Make another twin that starts as this one is. What becomes of it never touches this one.",
        footer = {"", "Example: weft twin fork tank-03 --store plant --as tank-03-shut --reason \"what if\""})
final class TwinForkCommand implements Callable<Integer> {
    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(names = "--as", required = true, paramLabel = "ID", description = "Id of the new twin.")
    String other = "";

    @Mixin
    DecisionOptions decision = new DecisionOptions();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        try (JdbcStore opened = store.openExisting()) {
            Twin twin = choice.open(opened);
            Twin fork = twin.fork(other, decision.person(), decision.reason);
            if (output.json) {
                JsonOutput.print(JsonOutput.newObject()
                        .put("twin", choice.id)
                        .put("fork", fork.id())
                        .put("atVersion", twin.version()));
            } else {
                System.out.println(fork.id() + " starts as " + choice.id + " is at version " + twin.version());
            }
        }
        return 0;
    }
}
