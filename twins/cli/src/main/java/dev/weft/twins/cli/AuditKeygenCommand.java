package dev.weft.twins.cli;

import dev.weft.twins.audit.KeyFile;
import dev.weft.twins.ledger.SigningKey;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Make a key to sign ledgers with. */
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        header = "Make a key to sign ledgers with.",
        description =
                "Make an Ed25519 key to sign ledgers with: FILE, which only its owner may read, and FILE.pub, which may be "
                        + "given to anyone. Both are PEM files. A file that exists is never written over. Keep FILE away from "
                        + "the store.",
        footer = {"", "Example: weft audit keygen --out plant-key.pem"})
final class AuditKeygenCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write the key to.")
    @Nullable
    Path out;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        Path file = Objects.requireNonNull(out, "picocli requires it");
        KeyPlace.require(file);
        SigningKey key = SigningKey.generate();
        KeyFile.write(key, file);
        Path open = KeyFile.publicFile(file);
        if (output.json) {
            JsonOutput.print(JsonOutput.newObject()
                    .put("key", key.verification().id())
                    .put("file", file.toString())
                    .put("publicFile", open.toString()));
        } else {
            System.out.println(key.verification() + ": signs with " + file + ", is checked with " + open);
        }
        return 0;
    }
}
