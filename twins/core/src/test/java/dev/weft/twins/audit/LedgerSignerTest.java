package dev.weft.twins.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.audit.AuditFinding.Kind;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StoreSamples;
import dev.weft.twins.store.TwinRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSignerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final SigningKey key = SigningKey.generate();

    @BeforeEach
    void makeATwin() {
        TwinRecord twin = StoreSamples.twin("pump");
        store.create(twin, StoreSamples.created(twin));
        store.append(List.of(StoreSamples.reading("pump", 1)));
    }

    private LedgerSigner signer(Path... file) {
        return LedgerSigner.of(store, key, List.of(file).stream().findFirst(), CLOCK);
    }

    @Test
    void signsWhereTheLedgerStands() {
        LedgerSigner.Signature signature = signer().sign().orElseThrow();

        assertThat(signature.isNew()).isTrue();
        assertThat(signature.checkpoint().head()).isEqualTo(store.head().orElseThrow());
        assertThat(signature.checkpoint().time()).isEqualTo(CLOCK.instant());
        assertThat(signature.checkpoint().isSigned()).isTrue();
        assertThat(store.checkpoints()).containsExactly(signature.checkpoint());
    }

    @Test
    void signsTheSameOnlyOnce() {
        LedgerSigner first = signer();
        Checkpoint checkpoint = first.sign().orElseThrow().checkpoint();

        assertThat(first.sign()).contains(new LedgerSigner.Signature(checkpoint, false));
        assertThat(signer().sign())
                .as("another signer of this key")
                .contains(new LedgerSigner.Signature(checkpoint, false));
        assertThat(store.checkpoints()).hasSize(1);
        assertThat(LedgerSigner.of(store, SigningKey.generate(), Optional.empty(), CLOCK)
                        .sign()
                        .orElseThrow()
                        .isNew())
                .as("another key")
                .isTrue();
        store.append(List.of(StoreSamples.reading("pump", 2)));
        assertThat(first.sign().orElseThrow().checkpoint().head().sequence()).isEqualTo(3);
        assertThat(store.checkpoints()).hasSize(3);
    }

    @Test
    void keepsCheckpointsElsewhere() {
        Path file = folder.resolve("plant.checkpoints");
        Checkpoint first = signer().sign().orElseThrow().checkpoint();
        assertThat(signer(file).sign().orElseThrow().isNew()).isFalse();
        store.append(List.of(StoreSamples.reading("pump", 2)));
        Checkpoint second = signer(file).sign().orElseThrow().checkpoint();
        signer(file).sign();

        assertThat(CheckpointFile.read(file)).containsExactly(first, second);
    }

    @Test
    void signsNothingWhereThereIsNothing() {
        assertThat(LedgerSigner.of(new MemoryStore(), key, Optional.empty(), CLOCK)
                        .sign())
                .isEmpty();
    }

    @Test
    void doesNotSignALedgerThatWasTouched() throws IOException {
        Path file = folder.resolve("plant.checkpoints");
        MemoryStore other = new MemoryStore();
        TwinRecord twin = StoreSamples.twin("fan");
        other.create(twin, StoreSamples.created(twin));
        CheckpointFile.append(file, key.sign(other.head().orElseThrow(), CLOCK.instant()));

        assertThatThrownBy(() -> signer(file))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.isDamage()).isTrue())
                .hasMessageContaining("the ledger was touched, and is not signed", "of another ledger");
        assertThat(store.checkpoints()).isEmpty();
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void namesTheLineThatIsNoCheckpoint() throws IOException {
        Path file = folder.resolve("plant.checkpoints");
        signer(file).sign();
        Files.writeString(file, Files.readString(file) + "half a li");

        assertThatThrownBy(() -> CheckpointFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file + ", line 2: is no checkpoint");
        assertThatThrownBy(() -> CheckpointFile.append(
                        folder.resolve("no/file"), store.checkpoints().get(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> CheckpointFile.read(folder.resolve("none")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void auditsWhatItSigned() {
        signer().sign();
        store.append(List.of(StoreSamples.reading("pump", 2)));

        AuditReport report = LedgerAudit.of(store, List.of(key.verification()), List.of());

        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(3);
        assertThat(report.newest()).contains(store.checkpoints().get(0));
        assertThat(report.unsigned()).isEqualTo(1);
        assertThat(report.twins()).isEqualTo(1);
        assertThat(report.vouchedTwins()).isEqualTo(1);
        assertThat(report.trusted()).isTrue();
    }

    @Test
    void findsThatNothingIsSignedWhereAKeyIsTrusted() {
        assertThat(LedgerAudit.of(store, List.of(), List.of()).findings()).isEmpty();
        assertThat(LedgerAudit.of(store, List.of(key.verification()), List.of()).findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.NOTHING_SIGNED);
    }
}
