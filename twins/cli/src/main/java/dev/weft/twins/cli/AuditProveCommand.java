package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerProof;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prove an entry of the ledger. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        header = "Prove one entry of the ledger.",
        description =
                "Prove one entry of a twin to somebody who does not have the store: the links of the chain that lead from the "
                        + "entry to the nearest signed checkpoint, with the path from the twin's reading to the root of its step. "
                        + "The proof is checked before it is printed: exit code 1 if it does not hold. --out writes it as JSON, "
                        + "which sha256 alone can check.",
        footer = {"", "Example: weft audit prove press-42 --at 120 --store plant --out proof.json"})
final class AuditProveCommand implements Callable<Integer> {
    @Mixin
    TwinChoice choice = new TwinChoice();

    @Option(names = "--at", paramLabel = "VERSION", description = "Version to prove; the newest without it.")
    @Nullable
    Long version;

    @Mixin
    StoreOption store = new StoreOption();

    @Option(names = "--out", paramLabel = "FILE", description = "File to write the proof to, as JSON.")
    @Nullable
    Path out;

    @Option(names = "--force", description = "Replace the file if it exists.")
    boolean force;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        Path file = out;
        if (file != null) {
            AtomicFile.requireWritable(file, force);
        }
        LedgerProof proof;
        ProofWords words;
        try (JdbcStore opened = store.openToRead()) {
            long asked = version == null ? newest(opened) : version;
            Optional<LedgerProof> found = Ledger.of(opened).signedProof(choice.id, asked);
            proof = found.orElseThrow(() -> new DataException(
                    "twin " + choice.id + " has no version " + asked + ", expected 0 … " + newest(opened)));
            Optional<LedgerEntry> single = opened.single(choice.id, asked);
            words = ProofWords.of(
                    proof, single, opened.find(choice.id).orElseThrow().model());
        } catch (StoreException e) {
            if (!e.isDamage()) {
                throw e;
            }
            return print(e);
        }
        ObjectNode object = words.json();
        if (file != null) {
            String text = ProofJson.write(object.deepCopy(), proof).toString();
            AtomicFile.write(file, force, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
        }
        if (output.json) {
            JsonOutput.print(file == null ? ProofJson.write(object, proof) : object.put("file", file.toString()));
        } else {
            System.out.print(words.table());
            words.remarks().forEach(System.out::println);
            if (file != null) {
                System.out.println("proof written to " + file);
            }
        }
        return words.holds() ? 0 : 1;
    }

    private int print(StoreException damage) {
        if (output.json) {
            JsonOutput.print(JsonOutput.newObject().put("holds", false).put("finding", damage.getMessage()));
        } else {
            System.out.println("not proved: " + damage.getMessage());
        }
        return 1;
    }

    private long newest(TwinStore opened) {
        List<String> known = opened.ids();
        return Ledger.of(opened)
                .latestVersion(choice.id)
                .orElseThrow(() -> Nearest.unknown("the store", "twin", choice.id, known));
    }
}
