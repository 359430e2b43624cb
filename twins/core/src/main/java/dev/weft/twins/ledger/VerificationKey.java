package dev.weft.twins.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Check signatures of one {@link SigningKey}: the public half of an Ed25519 key. Immutable; may be given to anyone.
 *
 * <p>Sources: RFC 8032 (2017); for the encodings S. Josefsson, J. Schaad, "Algorithm Identifiers for Ed25519, Ed448, X25519,
 * and X448", RFC 8410 (2018).
 */
public final class VerificationKey {
    static final String ALGORITHM = "Ed25519";

    /** What stands before the 32 bytes of a key in its X.509 encoding (RFC 8410, section 4). */
    private static final byte[] X509_BEGIN = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int LENGTH = 32;

    private final byte[] encoded;
    private final PublicKey key;

    private VerificationKey(byte[] encoded) {
        boolean known = encoded.length == X509_BEGIN.length + LENGTH
                && Arrays.equals(encoded, 0, X509_BEGIN.length, X509_BEGIN, 0, X509_BEGIN.length);
        if (!known) {
            throw new IllegalArgumentException("key of " + encoded.length + " bytes, expected one of Ed25519");
        }
        this.encoded = encoded;
        try {
            this.key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key is none of Ed25519: " + e.getMessage(), e);
        }
    }

    static VerificationKey of(PublicKey key) {
        return new VerificationKey(key.getEncoded());
    }

    /** Return the 32 bytes of the key in Base64. */
    public String text() {
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, X509_BEGIN.length, encoded.length));
    }

    /**
     * Read the text of {@link #text}.
     *
     * @throws IllegalArgumentException if it is not Base64 of 32 bytes
     */
    public static VerificationKey parse(String text) {
        byte[] point = Base64.getDecoder().decode(text);
        byte[] encoded = Arrays.copyOf(X509_BEGIN, X509_BEGIN.length + point.length);
        System.arraycopy(point, 0, encoded, X509_BEGIN.length, point.length);
        VerificationKey key = new VerificationKey(encoded);
        if (!key.text().equals(text)) {
            throw new IllegalArgumentException("key '" + text + "' is not written as keys are");
        }
        return key;
    }

    /** Return the key as a PEM file, as OpenSSL writes it. */
    public String toPem() {
        return Pem.write("PUBLIC KEY", encoded);
    }

    /**
     * Read a PEM file.
     *
     * @throws IllegalArgumentException if it holds no public key of Ed25519
     */
    public static VerificationKey fromPem(String pem) {
        return new VerificationKey(Pem.read("PUBLIC KEY", pem));
    }

    /** Return a name for people: the first 16 hex digits of the SHA-256 of the key's X.509 encoding. */
    public String id() {
        return Sha256.hex(encoded).substring(0, 16);
    }

    /** Tell whether {@code signature} was made over {@code message} with the other half of this key. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // A key that is no point of the curve, or a signature of another length: nobody signed with that.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "key " + id();
    }
}
