package dev.weft.twins.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Sign checkpoints: an Ed25519 key, of which only the holder has this half.
 *
 * <p>Keep it where those who may write to the store cannot read it: with it they could sign a ledger that they made up. No
 * message and no {@link #toString} shows it. Immutable and thread-safe.
 *
 * <p>Sources: as in {@link VerificationKey}.
 */
public final class SigningKey {
    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey key;
    private final VerificationKey verification;

    private SigningKey(PrivateKey key, VerificationKey verification) {
        this.key = key;
        this.verification = verification;
    }

    /** Make a new key from the system's random numbers. */
    public static SigningKey generate() {
        return of(pair(new SecureRandom()));
    }

    private static SigningKey of(KeyPair pair) {
        return new SigningKey(pair.getPrivate(), VerificationKey.of(pair.getPublic()));
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(VerificationKey.ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
        }
    }

    /**
     * Read a PEM file of PKCS #8, as {@link #toPem} and {@code openssl genpkey -algorithm ed25519} write it.
     *
     * @throws IllegalArgumentException if it holds no private key of Ed25519, or one behind a password
     */
    public static SigningKey fromPem(String pem) {
        PrivateKey read;
        try {
            read = KeyFactory.getInstance(VerificationKey.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(LABEL, pem)));
        } catch (GeneralSecurityException e) {
            // Without its message, which may show bytes of the key.
            throw new IllegalArgumentException("holds a private key that is not one of Ed25519");
        }
        byte[] seed = seed(read);
        // The file holds no public half, and the JDK offers no way to it but to make a pair from the same 32 bytes.
        KeyPair pair = pair(new GivenBytes(seed));
        if (!Arrays.equals(seed(pair.getPrivate()), seed)) {
            throw new IllegalStateException("this JDK makes Ed25519 keys in another way than from 32 random bytes");
        }
        return of(pair);
    }

    private static byte[] seed(PrivateKey key) {
        return key instanceof EdECPrivateKey edwards ? edwards.getBytes().orElseThrow() : new byte[0];
    }

    /** Random numbers that are none. */
    private static final class GivenBytes extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] given;

        GivenBytes(byte[] given) {
            this.given = given;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(given, 0, bytes, 0, Math.min(given.length, bytes.length));
        }
    }

    /** Return the key as a PEM file. It is the secret: write it where only its holder can read it. */
    public String toPem() {
        return Pem.write(LABEL, key.getEncoded());
    }

    /** Return the half that checks what this one signs. */
    public VerificationKey verification() {
        return verification;
    }

    /**
     * Sign where a ledger stands.
     *
     * @param time when this is
     */
    public Checkpoint sign(LedgerHead head, Instant time) {
        byte[] text = Checkpoint.signedText(head, time, verification).getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance(VerificationKey.ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return new Checkpoint(head, time, verification, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }

    @Override
    public String toString() {
        return "signing " + verification;
    }
}
