package dev.weft.twins.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final LedgerHead HEAD = new LedgerHead("ab".repeat(32), 1234, "0f".repeat(32));
    private static final Instant TIME = Instant.parse("2026-11-30T10:47:51.123456Z");
    private static final SigningKey KEY = SigningKey.generate();

    @Test
    void comesBackFromItsLine() {
        Checkpoint checkpoint = KEY.sign(HEAD, TIME);

        assertThat(checkpoint.line())
                .startsWith("weft-checkpoint/1 abab")
                .contains(" 1234 0f0f", " 2026-11-30T10:47:51.123Z ")
                .doesNotContain("\n");
        assertThat(Checkpoint.parse(checkpoint.line())).isEqualTo(checkpoint);
        assertThat(checkpoint.isSigned()).isTrue();
        assertThat(checkpoint.key()).isEqualTo(KEY.verification());
    }

    /** Whichever bit of the line is flipped: it is no checkpoint any more, or its signature is wrong. */
    @Test
    void noBitCanBeFlipped() {
        byte[] line = KEY.sign(HEAD, TIME).line().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < 8 * line.length; bit++) {
            byte[] changed = line.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(holds(new String(changed, StandardCharsets.UTF_8)))
                    .as("bit %d", bit)
                    .isFalse();
        }
        assertThat(holds(new String(line, StandardCharsets.UTF_8))).isTrue();
    }

    private static boolean holds(String line) {
        try {
            return Checkpoint.parse(line).isSigned();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 1234 ;  1234 ",
                " 1234 ; 01234 ",
                " 1234 ; +1234 ",
                ".123Z;.123000Z",
                "Z ;+00:00 ",
                "==;",
                "abab;ABAB"
            })
    void canBeWrittenInOneWayOnly(String change) {
        String line = KEY.sign(HEAD, TIME).line();
        String[] parts = change.split(";", -1);

        String other = line.replace(parts[0], parts[1]);

        assertThat(other).isNotEqualTo(line);
        assertThatThrownBy(() -> Checkpoint.parse(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "weft-checkpoint/1", "weft-checkpoint/2 a 1 b c d e", "a b c d e f g", "{}"})
    void refusesOtherLines(String line) {
        assertThatThrownBy(() -> Checkpoint.parse(line)).hasMessageContaining("is no checkpoint, expected 'weft-che");
    }

    @Test
    void isNotSignedByAnotherKey() {
        Checkpoint own = KEY.sign(HEAD, TIME);
        VerificationKey other = SigningKey.generate().verification();

        assertThat(new Checkpoint(HEAD, TIME, other, own.signature()).isSigned())
                .isFalse();
    }

    /** Validation: tests 1 to 3 of RFC 8032, section 7.1. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
                + "'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
                + "72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
                + "af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void readsKeysAndChecksSignaturesOfTheStandard(String secret, String open, String message, String signature) {
        byte[] encoded = HexFormat.of().parseHex("302e020100300506032b657004220420" + secret);
        SigningKey key = SigningKey.fromPem("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(encoded) + "\n-----END PRIVATE KEY-----\n");
        byte[] bytes = HexFormat.of().parseHex(message);
        byte[] right = HexFormat.of().parseHex(signature);

        assertThat(Base64.getDecoder().decode(key.verification().text()))
                .isEqualTo(HexFormat.of().parseHex(open));
        assertThat(key.verification().verifies(bytes, right)).isTrue();
        right[7] ^= 1;
        assertThat(key.verification().verifies(bytes, right)).isFalse();
        assertThat(key.verification().verifies(bytes, new byte[3])).isFalse();
    }

    @Test
    void keysComeBackFromPem() {
        SigningKey again = SigningKey.fromPem(KEY.toPem());

        assertThat(again.verification()).isEqualTo(KEY.verification());
        assertThat(again.toPem()).isEqualTo(KEY.toPem());
        assertThat(again.sign(HEAD, TIME)).isEqualTo(KEY.sign(HEAD, TIME));
        assertThat(VerificationKey.fromPem(KEY.verification().toPem())).isEqualTo(KEY.verification());
        assertThat(VerificationKey.fromPem(KEY.verification().toPem().replace("\n", "\r\n")))
                .isEqualTo(KEY.verification());
    }

    @Test
    void showsNothingOfTheSecret() {
        String secret = KEY.toPem().lines().skip(1).findFirst().orElseThrow();

        assertThat(KEY.toString()).isEqualTo("signing key " + KEY.verification().id());
        String damaged = KEY.toPem().replace(secret, secret.substring(0, secret.length() - 8));
        assertThatThrownBy(() -> SigningKey.fromPem(damaged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain(secret.substring(20, 40));
    }

    @Test
    void saysWhatIsNoKey() {
        assertThatThrownBy(() -> SigningKey.fromPem("nothing")).hasMessageContaining("holds no 'PRIVATE KEY'");
        assertThatThrownBy(() -> SigningKey.fromPem(KEY.verification().toPem()))
                .hasMessageContaining("holds no 'PRIVATE KEY'");
        assertThatThrownBy(() -> VerificationKey.fromPem(KEY.toPem())).hasMessageContaining("holds no 'PUBLIC KEY'");
        assertThatThrownBy(() -> SigningKey.fromPem("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
                .hasMessageContaining("behind a password");
        assertThatThrownBy(() -> VerificationKey.fromPem(Pem.write("PUBLIC KEY", new byte[91])))
                .hasMessageContaining("expected one of Ed25519");
    }

    @Test
    void headsNameHashesAndPositions() {
        assertThatThrownBy(() -> new LedgerHead("AB".repeat(32), 1, "ab".repeat(32)))
                .hasMessageContaining("ledger = 'ABAB");
        assertThatThrownBy(() -> new LedgerHead("ab".repeat(32), 0, "ab".repeat(32)))
                .hasMessageContaining("sequence = 0");
    }
}
