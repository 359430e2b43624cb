package dev.weft.twins.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Print in UTF-8 whatever the locale, and remember why stdout could not be written: a {@link PrintStream} only tells that
 * something went wrong.
 */
final class StandardOut {
    private final Watched out;
    private final PrintStream stream;

    StandardOut(OutputStream target) {
        this.out = new Watched(target);
        this.stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** Replace System.out and System.err. */
    static StandardOut install() {
        StandardOut out = new StandardOut(new FileOutputStream(FileDescriptor.out));
        System.setOut(out.stream);
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        return out;
    }

    PrintStream stream() {
        return stream;
    }

    /**
     * Return the exit code of a command that ended with {@code exit}: 2, and a line on stderr, if its result did not get
     * out. That a reader such as {@code head} had enough is no fault.
     */
    int exitCode(int exit) {
        stream.flush();
        IOException failure = out.failure;
        if (failure == null || exit != 0 || String.valueOf(failure.getMessage()).contains("Broken pipe")) {
            return exit;
        }
        System.err.println("weft: stdout cannot be written: " + failure.getMessage()
                + "; the work is done, but its result was not printed whole");
        return 2;
    }

    private static final class Watched extends FilterOutputStream {
        private @Nullable IOException failure;

        Watched(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
