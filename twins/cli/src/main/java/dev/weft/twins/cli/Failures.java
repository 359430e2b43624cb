package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.twins.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turn exceptions into one line for a person and an exit code: 2 for what the user can mend, 70 for what we must. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final int BAD_INPUT = 2;
    private static final int INTERNAL = 70;

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        if (e instanceof ParameterException misuse) {
            return handleParseException(misuse, new String[0]);
        }
        if (e instanceof DataException
                || e instanceof ModelFormatException
                || e instanceof StoreException
                || e instanceof IntegrationException
                || e instanceof IllegalArgumentException) {
            say(commandLine, line(e));
            return BAD_INPUT;
        }
        return internal(e, commandLine);
    }

    /** Report a fault of ours, or of the JVM: exceptions nobody expects, and errors, which picocli lets through. */
    static int internal(Throwable e, CommandLine commandLine) {
        String what = e instanceof OutOfMemoryError
                ? "out of memory; give it more (WEFT_JAVA_OPTS=-Xmx8g) or less to do (--rows, --count)"
                : "internal error: " + e.getClass().getSimpleName() + ": " + line(e);
        say(commandLine, what + trace(e));
        return INTERNAL;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine commandLine = e.getCommandLine();
        say(commandLine, mistake(e) + "; see " + commandLine.getCommandSpec().qualifiedName() + " --help");
        return BAD_INPUT;
    }

    private static String mistake(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (e.getArgSpec() != null && e.getArgSpec().typeInfo().isMap() && line(e).contains("KEY=VALUE")) {
            return "option " + name(e) + ": '" + e.getValue() + "', expected "
                    + e.getArgSpec().paramLabel();
        }
        // Of options that belong together picocli says so.
        return line(e).replaceFirst("^Error: ", "");
    }

    private static String name(ParameterException e) {
        return e.getArgSpec() instanceof CommandLine.Model.OptionSpec option ? option.longestName() : "";
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        List<String> commands =
                new ArrayList<>(e.getCommandLine().getSubcommands().keySet());
        StringBuilder text = new StringBuilder();
        if (e.isUnknownOption()) {
            text.append("unknown option '").append(first).append('\'');
        } else if (commands.isEmpty()) {
            text.append("unexpected argument '").append(first).append('\'');
        } else {
            text.append("unknown command '").append(first).append("', expected one of ");
            text.append(String.join(", ", commands));
        }
        if (!e.getSuggestions().isEmpty()) {
            text.append("; did you mean ")
                    .append(String.join(" or ", e.getSuggestions()))
                    .append('?');
        }
        return text.toString();
    }

    private static void say(CommandLine commandLine, String text) {
        commandLine.getErr().println("weft: " + text);
        commandLine.getErr().flush();
    }

    private static String line(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    /** Keep the stack trace for whoever mends the fault, in a file: a person at a terminal cannot use it. */
    private static String trace(Throwable e) {
        try {
            Path file = Files.createTempFile("weft-error-", ".txt");
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            Files.writeString(file, Instant.now() + System.lineSeparator() + trace);
            return "; please report it with " + file;
        } catch (IOException unwritable) {
            return "";
        }
    }
}
