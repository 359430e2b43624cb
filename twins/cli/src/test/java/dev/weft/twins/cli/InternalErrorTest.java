package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a user sees of our own faults: one line, exit code 70, and a file with the trace. */
class InternalErrorTest {
    @Command(name = "fail")
    static final class Fail implements Callable<Integer> {
        private final Throwable failure;

        Fail(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }

    private static Invocation failing(Throwable failure) {
        return Invocation.of(
                () -> {
                    CommandLine commandLine = WeftCommand.commandLine();
                    commandLine.addSubcommand(new CommandLine(new Fail(failure))
                            .setExecutionExceptionHandler(commandLine.getExecutionExceptionHandler()));
                    return commandLine;
                },
                "fail");
    }

    private static void isTold(Invocation weft, String trace) throws IOException {
        assertThat(weft.exit()).isEqualTo(70);
        assertThat(weft.err()).startsWith("weft: ").hasLineCount(1);
        assertThat(weft.out()).isEmpty();
        String file = weft.err().replaceAll("(?s).*please report it with (\\S+).*", "$1");
        assertThat(Files.readString(Path.of(file))).contains(trace).contains("at " + InternalErrorTest.class.getName());
        Files.delete(Path.of(file));
    }

    @Test
    void anUnexpectedException() throws IOException {
        Invocation weft = failing(new IllegalStateException("two\nlines"));

        assertThat(weft.err()).contains("internal error: IllegalStateException: two lines");
        isTold(weft, "java.lang.IllegalStateException: two");
    }

    @Test
    void anExceptionWithoutMessage() throws IOException {
        isTold(failing(new NullPointerException()), "java.lang.NullPointerException");
    }

    @Test
    void anError() throws IOException {
        Invocation weft = failing(new StackOverflowError());

        assertThat(weft.err()).contains("StackOverflowError");
        isTold(weft, "java.lang.StackOverflowError");
    }

    @Test
    void tooLittleMemory() throws IOException {
        Invocation weft = failing(new OutOfMemoryError("Java heap space"));

        assertThat(weft.err()).contains("out of memory", "-Xmx");
        isTold(weft, "java.lang.OutOfMemoryError");
    }
}
