package dev.weft.twins.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hold the commands that operate twins. */
@Command(
        name = "twin",
        mixinStandardHelpOptions = true,
        description = "Look at the twins of a store, and decide about them.",
        footer = {"", "Example: weft twin ls --store plant"},
        subcommands = {
            TwinListCommand.class,
            TwinShowCommand.class,
            TwinHealthCommand.class,
            TwinExplainCommand.class,
            TwinHistoryCommand.class,
            TwinQuarantineCommand.class,
            TwinWeightsCommand.class,
            TwinDiffCommand.class,
            TwinPolicyCommand.class,
            TwinApproveCommand.class,
            TwinRejectCommand.class,
            TwinRollbackCommand.class,
            TwinForkCommand.class
        })
final class TwinCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                new CommandLine(spec),
                "needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
