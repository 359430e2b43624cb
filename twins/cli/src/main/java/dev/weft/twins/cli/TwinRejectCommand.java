package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import dev.weft.twins.store.Request;
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
    Request.Kind kind() {
        return Request.Kind.REJECT;
    }

    @Override
    long decide(Twin twin) {
        return twin.reject(decision.person(), decision.reason);
    }

    @Override
    String tell(Twin twin, long version, ObjectNode told) {
        told.put("version", version).put("approvedVersion", twin.approvedVersion());
        return twin.id() + " is back at the parameters approved as version " + twin.approvedVersion()
                + "; recorded as version " + version;
    }
}
