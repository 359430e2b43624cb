package dev.weft.twins.cli;

import dev.weft.twins.Twin;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Take a twin back to an earlier version. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        header = "Take a twin back to an earlier version.",
        description =
                "Take a twin back to an earlier version: its forecasts are then those of that version, bit for bit. The way "
                        + "back is an entry of the ledger; nothing is deleted.",
        footer = {
            "",
            "Example: weft twin rollback tank-03 --store plant --to 200 \\",
            "             --by ada --reason \"wrong valve\""
        })
final class TwinRollbackCommand implements Callable<Integer> {
    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(names = "--to", required = true, paramLabel = "VERSION", description = "Version to go back to.")
    long to;

    @Mixin
    DecisionOptions decision = new DecisionOptions();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        try (JdbcStore opened = store.openExisting()) {
            Twin twin = choice.open(opened);
            long version = twin.rollback(to, decision.person(), decision.reason);
            if (output.json) {
                JsonOutput.print(JsonOutput.newObject()
                        .put("twin", choice.id)
                        .put("version", version)
                        .put("rolledBackTo", to));
            } else {
                System.out.println(choice.id + " is back at version " + to + "; recorded as version " + version);
            }
        }
        return 0;
    }
}
