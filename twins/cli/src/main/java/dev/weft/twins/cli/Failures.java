package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.twins.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
        if (e instanceof DataException
                || e instanceof ModelFormatException
                || e instanceof StoreException
                || e instanceof IntegrationException
                || e instanceof IllegalArgumentException) {
            say(commandLine, line(e));
            return BAD_INPUT;
        }
        say(commandLine, "internal error: " + line(e) + trace(e));
        return INTERNAL;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine commandLine = e.getCommandLine();
        StringBuilder text = new StringBuilder(line(e));
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            text.append("; did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append('?');
        }
        say(commandLine, text + "; see " + commandLine.getCommandSpec().qualifiedName() + " --help");
        return BAD_INPUT;
    }

    private static void say(CommandLine commandLine, String text) {
        commandLine.getErr().println("weft: " + text);
        commandLine.getErr().flush();
    }

    private static String line(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    /** Keep the stack trace for whoever mends the fault, in a file: a person at a terminal cannot use it. */
    private static String trace(Exception e) {
        try {
            Path file = Files.createTempFile("weft-error-", ".txt");
            java.io.StringWriter trace = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(trace));
            Files.writeString(file, Instant.now() + System.lineSeparator() + trace);
            return "; please report it with " + file;
        } catch (IOException unwritable) {
            return "";
        }
    }
}
