package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import dev.weft.twins.store.Request;
import picocli.CommandLine.Command;

/** Approve the weights that adapt. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        header = "Approve the weights that adapt.",
        description =
                "Approve the weights that adapt: forecasts come from them from here on, and an alarm is answered. The decision is an entry of the ledger, and can be rolled back.",
        footer = {"", "Example: weft twin approve tank-03 --store plant --by ada --reason \"week 6 looks fine\""})
final class TwinApproveCommand extends DecisionCommand {
    @Override
    Request.Kind kind() {
        return Request.Kind.APPROVE;
    }

    @Override
    long decide(Twin twin) {
        return twin.approve(decision.person(), decision.reason);
    }

    @Override
    String tell(Twin twin, long version, ObjectNode told) {
        told.put("version", version).put("approvedBy", decision.person());
        return twin.id() + " serves the weights of version " + version + "; approved by " + decision.person();
    }
}
