package dev.weft.twins.cli;

import dev.weft.twins.Twin;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Approve the weights that adapt. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        header = "Approve the weights that adapt.",
        description =
                "Approve the weights that adapt: forecasts come from them from here on, and an alarm is answered. The decision is an entry of the ledger, and can be rolled back.",
        footer = {"", "Example: weft twin approve tank-03 --store plant --by ada --reason \"week 6 looks fine\""})
final class TwinApproveCommand implements Callable<Integer> {
    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Mixin
    DecisionOptions decision = new DecisionOptions();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        try (JdbcStore opened = store.openExisting()) {
            Twin twin = choice.open(opened);
            long version = twin.approve(decision.person(), decision.reason);
            if (output.json) {
                JsonOutput.print(JsonOutput.newObject()
                        .put("twin", choice.id)
                        .put("version", version)
                        .put("approvedBy", decision.person()));
            } else {
                System.out.println(
                        choice.id + " serves the weights of version " + version + "; approved by " + decision.person());
            }
        }
        return 0;
    }
}
