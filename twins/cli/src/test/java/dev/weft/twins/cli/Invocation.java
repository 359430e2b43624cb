package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * What one run of the command line, in this process, gave back. Not for parallel tests: it swaps System.out and err.
 *
 * @param args what was asked
 * @param exit exit code
 * @param out all of stdout
 * @param err all of stderr
 */
record Invocation(List<String> args, int exit, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Invocation weft(String... args) {
        return of(WeftCommand::commandLine, args);
    }

    static Invocation of(Supplier<CommandLine> commandLine, String... args) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit;
        try (PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            System.setErr(complaints);
            // Made only now, as picocli takes its writers from System.out and err.
            exit = WeftCommand.execute(commandLine.get(), args);
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
        return new Invocation(
                List.of(args), exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Holds that the input was bad, in one line. */
    Invocation failed() {
        assertThat(exit).as(err).isEqualTo(2);
        assertThat(err).hasLineCount(1);
        return this;
    }

    /** Fail unless the work was done and nothing complained. */
    Invocation succeeded() {
        assertThat(err).as("stderr of %s", args).isEmpty();
        assertThat(exit).as("exit code of %s", args).isZero();
        return this;
    }

    /** Return the one JSON object on stdout. */
    JsonNode json() {
        try {
            JsonNode node = JSON.readTree(out);
            assertThat(node.isObject()).as("stdout is one JSON object: %s", out).isTrue();
            return node;
        } catch (JsonProcessingException e) {
            throw new AssertionError("stdout of " + args + " is no JSON: " + out, e);
        }
    }
}
