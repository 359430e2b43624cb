package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import dev.weft.twins.store.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copy a twin to try things on. */
@Command(
        name = "fork",
        mixinStandardHelpOptions = true,
        header = "Copy a twin to try things on.",
        description = "Make another twin that starts as this one is. What becomes of it never touches this one.",
        footer = {"", "Example: weft twin fork tank-03 --store plant --as tank-03-shut --reason \"what if\""})
final class TwinForkCommand extends DecisionCommand {
    @Option(names = "--as", required = true, paramLabel = "ID", description = "Id of the new twin.")
    String other = "";

    @Override
    Request.Kind kind() {
        return Request.Kind.FORK;
    }

    @Override
    String argument() {
        return other;
    }

    @Override
    long decide(Twin twin) {
        twin.fork(other, decision.person(), decision.reason);
        return twin.version();
    }

    @Override
    String tell(Twin twin, long version, ObjectNode told) {
        told.put("fork", other).put("atVersion", version);
        return other + " starts as " + twin.id() + " is at version " + version;
    }
}
