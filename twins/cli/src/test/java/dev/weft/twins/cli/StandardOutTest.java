package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutTest {
    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    private static String complaint(StandardOut out, int exit, int expected) {
        PrintStream real = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            assertThat(out.exitCode(exit)).isEqualTo(expected);
        } finally {
            System.setErr(real);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StandardOut out = new StandardOut(bytes);

        out.stream().print("0 … 1 N·s/m √ä");

        assertThat(complaint(out, 0, 0)).isEmpty();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("0 … 1 N·s/m √ä");
    }

    @Test
    void aFullDiskIsTold() {
        StandardOut out = new StandardOut(failing("No space left on device"));

        out.stream().println("a result");

        assertThat(complaint(out, 0, 2)).contains("No space left").hasLineCount(1);
    }

    @Test
    void aReaderThatHadEnoughIsNoFault() {
        StandardOut out = new StandardOut(failing("Broken pipe"));

        out.stream().println("a result");

        assertThat(complaint(out, 0, 0)).isEmpty();
    }

    @Test
    void aFailedCommandStaysFailed() {
        StandardOut out = new StandardOut(failing("No space left on device"));

        out.stream().println("a result");

        assertThat(complaint(out, 1, 1)).isEmpty();
    }
}
