package dev.weft.twins.audit;

import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sign where a store's ledger stands, again and again: each checkpoint is kept in the store and, if asked for, in a file
 * elsewhere.
 *
 * <p>A ledger is audited before the first signature, so that none is put under one that was touched. Used by the thread that
 * writes to the store.
 */
public final class LedgerSigner {
    private final TwinStore store;
    private final SigningKey key;
    private final Optional<Path> file;
    private final Clock clock;
    private Optional<Checkpoint> last;
    private boolean lastIsFiled;

    /**
     * Tell of a signature.
     *
     * @param checkpoint what is signed now
     * @param isNew false if it was signed before, and nothing has come since
     */
    public record Signature(Checkpoint checkpoint, boolean isNew) {}

    private LedgerSigner(TwinStore store, SigningKey key, Optional<Path> file, Clock clock) {
        this.store = store;
        this.key = key;
        this.file = file;
        this.clock = clock;
        List<Checkpoint> elsewhere =
                file.filter(Files::exists).map(CheckpointFile::read).orElse(List.of());
        AuditReport audit = LedgerAudit.of(store, List.of(), elsewhere);
        if (!audit.isIntact()) {
            throw StoreException.damaged("the ledger was touched, and is not signed: "
                    + audit.findings().get(0).text() + "; see weft audit verify");
        }
        this.last = audit.newest().filter(newest -> newest.key().equals(key.verification()));
        this.lastIsFiled = last.filter(elsewhere::contains).isPresent();
    }

    /**
     * Audit a store and get ready to sign. Reads the whole store.
     *
     * @param file where checkpoints are kept outside of the store; those that are there already count in the audit
     * @throws StoreException if the audit finds something, which {@link StoreException#isDamage} tells, or the store cannot
     *     be used
     * @throws dev.weft.sdk.data.DataException if the file holds anything but checkpoints
     */
    public static LedgerSigner of(TwinStore store, SigningKey key, Optional<Path> file, Clock clock) {
        return new LedgerSigner(store, key, file, clock);
    }

    /**
     * Sign where the ledger stands, unless this key has signed that already.
     *
     * @return the newest checkpoint; empty if the ledger has no entry
     * @throws StoreException if the store cannot keep it
     * @throws dev.weft.sdk.data.DataException if the file cannot be written; the store has kept it then
     */
    public Optional<Signature> sign() {
        return store.head().map(this::sign);
    }

    private Signature sign(LedgerHead head) {
        Optional<Checkpoint> before =
                last.filter(checkpoint -> checkpoint.head().equals(head));
        Checkpoint checkpoint = before.orElseGet(() -> key.sign(head, clock.instant()));
        if (before.isEmpty()) {
            store.keep(checkpoint);
            last = Optional.of(checkpoint);
            lastIsFiled = false;
        }
        if (!lastIsFiled) {
            file.ifPresent(path -> CheckpointFile.append(path, checkpoint));
            lastIsFiled = true;
        }
        return new Signature(checkpoint, before.isEmpty());
    }
}
