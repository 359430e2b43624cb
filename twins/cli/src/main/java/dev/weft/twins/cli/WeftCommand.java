package dev.weft.twins.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Serve {@code weft}: the command that all others hang under. */
@Command(
        name = "weft",
        mixinStandardHelpOptions = true,
        description = "Physics-informed digital twins whose memory is their weights.",
        footer = {
            "",
            "Exit codes: 0 done, 1 the work ran and its check failed, 2 wrong usage or bad input, 70 internal error.",
            "",
            "Example: weft demo --out demo"
        },
        subcommands = {
            DemoCommand.class,
            PriorsCommand.class,
            SimulateCommand.class,
            CalibrateCommand.class,
            TrainCommand.class,
            PredictCommand.class,
            ValidateCommand.class,
            InspectCommand.class,
            CertifyCommand.class,
            RunCommand.class,
            DrillCommand.class,
            TwinCommand.class,
            AuditCommand.class,
            ExportCommand.class,
            DatasetCommand.class,
            BenchCommand.class,
            DoctorCommand.class
        })
public final class WeftCommand implements Runnable {
    /** Run the command line and end the process with its exit code. */
    public static void main(String[] args) {
        StandardOut out = StandardOut.install();
        System.exit(out.exitCode(execute(commandLine(), args)));
    }

    /** Run the command line; errors, which picocli lets through, are told in one line, too. */
    static int execute(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            return Failures.internal(e, commandLine);
        }
    }

    /** Return the command line with the contract's exit codes and one-line errors. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new WeftCommand());
        Converters.register(commandLine);
        tellVersion(commandLine);
        // A reason that begins with @ is a reason, no file of arguments.
        commandLine.setExpandAtFiles(false);
        commandLine.setExecutionExceptionHandler(new Failures());
        commandLine.setParameterExceptionHandler(new Failures());
        return commandLine;
    }

    /** Subcommands have the option from picocli's mixin, but not what it prints. */
    private static void tellVersion(CommandLine commandLine) {
        commandLine.getCommandSpec().versionProvider(new Version());
        commandLine.getSubcommands().values().forEach(WeftCommand::tellVersion);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
