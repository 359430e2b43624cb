package dev.weft.twins.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hold the commands that audit a store. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Check the ledger of a store, prove entries of it, and sign it.",
        footer = {"", "Example: weft audit verify --store plant"},
        subcommands = {
            AuditVerifyCommand.class,
            AuditProveCommand.class,
            AuditSignCommand.class,
            AuditKeygenCommand.class
        })
final class AuditCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(spec), "needs verify, prove, sign or keygen");
    }
}
