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
        description = "Look at the twins of a store, and roll them back.",
        footer = {"", "Example: weft twin ls --store plant"},
        subcommands = {
            TwinListCommand.class,
            TwinWeightsCommand.class,
            TwinHistoryCommand.class,
            TwinRollbackCommand.class
        })
final class TwinCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(spec), "needs one of ls, weights, history, rollback");
    }
}
