package dev.weft.twins.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.ledger.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    private Path folder;

    private final SigningKey key = SigningKey.generate();

    @Test
    void writesTheSecretForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("plant.pem");
        KeyFile.write(key, file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.readSigning(file).verification()).isEqualTo(key.verification());
        assertThat(KeyFile.readVerification(folder.resolve("plant.pem.pub"))).isEqualTo(key.verification());
        assertThat(Files.readString(folder.resolve("plant.pem.pub"))).doesNotContain("PRIVATE");
    }

    @Test
    void neverWritesOverAFile() throws IOException {
        Path file = folder.resolve("plant.pem");
        KeyFile.write(key, file);
        String before = Files.readString(file);

        assertThatThrownBy(() -> KeyFile.write(SigningKey.generate(), file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("exists already");
        Files.delete(KeyFile.publicFile(file));
        assertThatThrownBy(() -> KeyFile.write(SigningKey.generate(), file)).hasMessageContaining("exists already");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(KeyFile.publicFile(file)).doesNotExist();
    }

    @Test
    void refusesASecretThatOthersMayRead() throws IOException {
        Path file = folder.resolve("plant.pem");
        KeyFile.write(key, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> KeyFile.readSigning(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rw-r-----, expected rw-------", "chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(KeyFile.readSigning(file).verification()).isEqualTo(key.verification());
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path nothing = folder.resolve("nothing.pem");
        assertThatThrownBy(() -> KeyFile.readSigning(nothing))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not exist; weft audit keygen");
        Path bytes = Files.write(folder.resolve("bytes.pem"), new byte[] {(byte) 0xff, 0, 1});
        assertThatThrownBy(() -> KeyFile.readVerification(bytes))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(bytes + " holds no 'PUBLIC KEY'");
        assertThatThrownBy(() -> KeyFile.write(key, folder.resolve("no/such/folder.pem")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be written");
    }
}
