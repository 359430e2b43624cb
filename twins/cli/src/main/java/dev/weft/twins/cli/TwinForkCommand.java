package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
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
    String decide(Twin twin, ObjectNode told) {
        Twin fork = twin.fork(other, decision.person(), decision.reason);
        told.put("fork", fork.id()).put("atVersion", twin.version());
        return fork.id() + " starts as " + twin.id() + " is at version " + twin.version();
    }
}
