package dev.weft.twins.cli;

import dev.weft.twins.Twin;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reject the weights that adapt. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        header = "Reject the weights that adapt.",
        description =
                "Reject the weights that adapt: the approved parameters take their place, the state stays, and an alarm is answered. The decision is an entry of the ledger, and can be rolled back.",
        footer = {"", "Example: weft twin reject tank-03 --store plant --by ada --reason \"the valve was open\""})
final class TwinRejectCommand implements Callable<Integer> {
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
            long version = twin.reject(decision.person(), decision.reason);
            if (output.json) {
                JsonOutput.print(JsonOutput.newObject()
                        .put("twin", choice.id)
                        .put("version", version)
                        .put("approvedVersion", twin.approvedVersion()));
            } else {
                System.out.println(choice.id + " is back at the parameters approved as version "
                        + twin.approvedVersion() + "; recorded as version " + version);
            }
        }
        return 0;
    }
}
