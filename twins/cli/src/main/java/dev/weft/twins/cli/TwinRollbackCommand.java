package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import dev.weft.twins.store.Request;
import picocli.CommandLine.Command;
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
final class TwinRollbackCommand extends DecisionCommand {
    @Option(names = "--to", required = true, paramLabel = "VERSION", description = "Version to go back to.")
    long to;

    @Override
    Request.Kind kind() {
        return Request.Kind.ROLL_BACK;
    }

    @Override
    String argument() {
        return Long.toString(to);
    }

    @Override
    long decide(Twin twin) {
        return twin.rollback(to, decision.person(), decision.reason);
    }

    @Override
    String tell(Twin twin, long version, ObjectNode told) {
        told.put("version", version).put("rolledBackTo", to);
        return twin.id() + " is back at version " + to + "; recorded as version " + version;
    }
}
