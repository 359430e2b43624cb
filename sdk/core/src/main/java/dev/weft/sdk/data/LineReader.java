package dev.weft.sdk.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads lines of bounded length, whatever the bytes are: of a longer one the beginning is kept, and the rest passed over.
 *
 * <p>Lines end in LF or CRLF, the last one at the end of the stream; a byte-order mark before the first is left out.
 */
final class LineReader implements AutoCloseable {

    /** The most bytes of a line. */
    static final int MOST_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 8];
    private int length;
    private boolean tooLong;
    private long number;
    private long bytes;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Reads the next line; false at the end of the stream. */
    boolean next() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (true) {
            if (at == end && !fill()) {
                if (!any) {
                    return false;
                }
                break;
            }
            any = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            keep(from);
            if (at < end) {
                at++;
                break;
            }
        }
        number++;
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (number == 1 && length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            length -= 3;
            System.arraycopy(line, 3, line, 0, length);
        }
        return true;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        bytes += end;
        return end > 0;
    }

    private void keep(int from) {
        int kept = Math.min(at - from, MOST_BYTES - length);
        tooLong |= kept < at - from;
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.min(MOST_BYTES, Math.max(length + kept, 2 * line.length)));
        }
        System.arraycopy(buffer, from, line, length, kept);
        length += kept;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** The bytes read from the stream so far. */
    long bytes() {
        return bytes;
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The line; what is no UTF-8 in it is replaced. */
    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /** Why the line is none; empty if it is one. */
    Optional<String> fault(String text) {
        if (tooLong) {
            return Optional.of("more than " + MOST_BYTES + " bytes in a line");
        }
        // Only a text with the replacement character can have been something else.
        return text.indexOf('\uFFFD') >= 0 && !isUtf8() ? Optional.of("not UTF-8 text") : Optional.empty();
    }

    private boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
