package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.audit.LedgerSigner;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.store.TwinStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer {@code --sign-with}: signed checkpoints of the ledger while it grows. */
final class SigningOptions {
    /** A signature and its commit take milliseconds; a batch has up to 2,000 readings. */
    private static final int BATCHES = 10;

    @Option(
            names = "--sign-with",
            paramLabel = "KEY",
            description =
                    "Sign the ledger with this key at the end, and every 10 batches of 2,000 readings; see weft audit keygen.")
    @Nullable
    Path keyFile;

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            description = "Add the signed checkpoints to this file, too, which you keep away from the store.")
    @Nullable
    Path checkpoints;

    private Optional<SigningKey> key = Optional.empty();
    private Optional<LedgerSigner> signer = Optional.empty();
    private Optional<Checkpoint> last = Optional.empty();
    private int batches;

    /** Fail before the work if it could not be signed. */
    void require(StoreOption store) {
        if (checkpoints != null && keyFile == null) {
            throw new DataException("--checkpoints " + checkpoints + " needs --sign-with KEY");
        }
        key = Optional.ofNullable(keyFile).map(file -> KeyPlace.read(file, store));
    }

    /** Audit what is there, which is not signed if it was touched. */
    void begin(TwinStore store) {
        signer = key.map(held -> LedgerSigner.of(store, held, Optional.ofNullable(checkpoints), Clock.systemUTC()));
    }

    void batchDone() {
        batches++;
        if (batches % BATCHES == 0) {
            end();
        }
    }

    void end() {
        last = signer.flatMap(LedgerSigner::sign).map(LedgerSigner.Signature::checkpoint);
    }

    /** Return the newest checkpoint, if it was signed at all. */
    Optional<Checkpoint> last() {
        return last;
    }
}
