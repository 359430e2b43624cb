package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import picocli.CommandLine.Command;

/** Reject the weights that adapt. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        header = "Reject the weights that adapt.",
        description =
                "Reject the weights that adapt: the approved parameters take their place, the state stays, and an alarm is answered. The decision is an entry of the ledger, and can be rolled back.",
        footer = {"", "Example: weft twin reject tank-03 --store plant --by ada --reason \"the valve was open\""})
final class TwinRejectCommand extends DecisionCommand {
    @Override
    String decide(Twin twin, ObjectNode told) {
        long version = twin.reject(decision.person(), decision.reason);
        told.put("version", version).put("approvedVersion", twin.approvedVersion());
        return twin.id() + " is back at the parameters approved as version " + twin.approvedVersion()
                + "; recorded as version " + version;
    }
}
