package dev.weft.twins.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Sign where a ledger stood at a time: whoever holds a checkpoint can tell later whether entries up to there were changed,
 * replaced or cut off.
 *
 * <p>In text it is one line of seven parts with a space between, so that a file, a log or a letter can hold it:
 *
 * <pre>weft-checkpoint/1 LEDGER SEQUENCE HASH TIME KEY SIGNATURE</pre>
 *
 * <p>LEDGER and HASH are those of {@link LedgerHead}, TIME is UTC in milliseconds, KEY the 32 bytes of the public key and
 * SIGNATURE 64 bytes, both in Base64. What is signed is the line up to the space before SIGNATURE, in UTF-8. There is one
 * way to write a checkpoint: a line that was changed in any character is another one.
 *
 * <p>Source of the signature: S. Josefsson, I. Liusvaara, "Edwards-Curve Digital Signature Algorithm (EdDSA)", RFC 8032
 * (2017), Ed25519.
 *
 * @param head what is signed
 * @param time when, cut to milliseconds
 * @param key who says to have signed; that it is who should have is for the reader to know
 * @param signature 64 bytes in Base64
 */
public record Checkpoint(LedgerHead head, Instant time, VerificationKey key, String signature) {
    private static final String FORMAT = "weft-checkpoint/1";

    /** Cut the time to milliseconds. */
    public Checkpoint {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Return the text that is signed. */
    static String signedText(LedgerHead head, Instant time, VerificationKey key) {
        return FORMAT + " " + head.ledger() + " " + head.sequence() + " " + head.hash() + " "
                + time.truncatedTo(ChronoUnit.MILLIS) + " " + key.text();
    }

    /** Tell whether the signature is that of {@link #key} under this text. */
    public boolean isSigned() {
        byte[] text = signedText(head, time, key).getBytes(StandardCharsets.UTF_8);
        return key.verifies(text, Base64.getDecoder().decode(signature));
    }

    /** Return the line. */
    public String line() {
        return signedText(head, time, key) + " " + signature;
    }

    /**
     * Read a line of {@link #line}. Whether its signature is right is another question.
     *
     * @throws IllegalArgumentException if it is not written as a checkpoint of this version is
     */
    public static Checkpoint parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 7 || !parts[0].equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "is no checkpoint, expected '" + FORMAT + "', ledger, sequence, hash, time, key and signature");
        }
        try {
            Checkpoint checkpoint = new Checkpoint(
                    new LedgerHead(parts[1], Long.parseLong(parts[2]), parts[3]),
                    Instant.parse(parts[4]),
                    VerificationKey.parse(parts[5]),
                    parts[6]);
            // Numbers, times and Base64 can be written in several ways; a change that says the same is still a change.
            boolean sameSignature = Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(parts[6]))
                    .equals(parts[6]);
            if (!sameSignature || !checkpoint.line().equals(line)) {
                throw new IllegalArgumentException("it is not written as checkpoints are");
            }
            return checkpoint;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is a damaged checkpoint: " + e.getMessage(), e);
        }
    }
}
