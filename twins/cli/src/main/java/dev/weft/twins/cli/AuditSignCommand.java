package dev.weft.twins.cli;

import dev.weft.twins.audit.LedgerSigner;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sign where a ledger stands. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        header = "Sign where the ledger stands.",
        description =
                "Check the ledger and sign where it stands now: a checkpoint, kept in the store and, with --out, added to a "
                        + "file that you keep elsewhere. From then on it shows if entries up to there are changed, replaced or "
                        + "cut off. A ledger that was touched is not signed: exit code 1.",
        footer = {
            "",
            "Example: weft audit sign --store plant --key plant-key.pem \\",
            "             --out /media/safe/plant.checkpoints"
        })
final class AuditSignCommand implements Callable<Integer> {
    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "File of the key to sign with, made by weft audit keygen.")
    @Nullable
    Path keyFile;

    @Option(
            names = "--out",
            paramLabel = "CHECKPOINTS",
            description = "File to add the checkpoint to, one line; made if missing.")
    @Nullable
    Path out;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        SigningKey key = KeyPlace.read(Objects.requireNonNull(keyFile, "picocli requires it"), store);
        try (JdbcStore opened = store.openExisting()) {
            LedgerSigner signer = LedgerSigner.of(opened, key, Optional.ofNullable(out), Clock.systemUTC());
            print(signer.sign()
                    .orElseThrow(() ->
                            new StoreException("store " + opened.place() + " has no entry yet, expected one to sign")));
            return 0;
        } catch (StoreException e) {
            if (!e.isDamage()) {
                throw e;
            }
            if (output.json) {
                JsonOutput.print(JsonOutput.newObject().put("signed", false).put("finding", e.getMessage()));
            } else {
                System.out.println(e.getMessage());
            }
            return 1;
        }
    }

    private void print(LedgerSigner.Signature signature) {
        Checkpoint checkpoint = signature.checkpoint();
        if (output.json) {
            JsonOutput.print(JsonOutput.newObject()
                    .put("signed", true)
                    .put("new", signature.isNew())
                    .put("sequence", checkpoint.head().sequence())
                    .put("hash", checkpoint.head().hash())
                    .put("time", checkpoint.time().toString())
                    .put("key", checkpoint.key().id())
                    .put("checkpoint", checkpoint.line()));
        } else {
            System.out.println((signature.isNew() ? "signed up to entry " : "nothing new: signed before, up to entry ")
                    + checkpoint.head().sequence() + " with " + checkpoint.key());
            System.out.println(checkpoint.line());
        }
    }
}
