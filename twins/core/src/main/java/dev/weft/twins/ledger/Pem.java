package dev.weft.twins.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Write and read bytes as RFC 7468 has them in text files. Messages never repeat what stands between the marks. */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String write(String label, byte[] bytes) {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /**
     * Read the first block of a label.
     *
     * @throws IllegalArgumentException if there is none, or it is not Base64
     */
    static byte[] read(String label, String pem) {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException(
                    pem.contains("ENCRYPTED PRIVATE KEY")
                            ? "holds a key behind a password, expected one without; see openssl pkey"
                            : "holds no '" + label + "', expected a PEM file of one");
        }
        try {
            return Base64.getDecoder().decode(block.group(1).replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("holds a damaged '" + label + "', expected Base64", e);
        }
    }
}
