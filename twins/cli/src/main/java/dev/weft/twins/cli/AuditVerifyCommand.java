package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.ReplayAudit;
import dev.weft.twins.ReplayReport;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.audit.CheckpointFile;
import dev.weft.twins.audit.KeyFile;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.ledger.VerificationKey;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Check a ledger: its chain, and what was signed. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = "Check the ledger: its chain, and what was signed.",
        description =
                "Check the ledger's chain of hashes from the first entry to the last, the models and policies of the twins, and "
                        + "the signed checkpoints; exit code 1 and what was found if anything was touched. With a public key from "
                        + "elsewhere it also shows that entries were cut off at the end, or that the whole ledger was written "
                        + "anew; with your own file of checkpoints also that checkpoints were taken out.",
        footer = {
            "",
            "Example: weft audit verify --store plant --public-key plant-key.pem.pub \\",
            "             --checkpoints /media/safe/plant.checkpoints"
        })
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description =
                    "Public key whose signatures count, FILE.pub of weft audit keygen; may be repeated. Without it signatures are "
                            + "only held against the keys that the store itself names.")
    List<Path> publicKeys = new ArrayList<>();

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            description = "File of checkpoints that you keep, from weft audit sign --out.")
    @Nullable
    Path checkpoints;

    @Option(
            names = "--replay",
            description =
                    "Also take all steps of fleets again, and hold what they come to against the weights in the ledger, bit "
                            + "for bit: it finds a ledger that was written anew from other readings. Takes as long as the updates did.")
    boolean replay;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        List<VerificationKey> trusted =
                publicKeys.stream().map(KeyFile::readVerification).toList();
        List<Checkpoint> elsewhere = checkpoints == null ? List.of() : CheckpointFile.read(checkpoints);
        AuditReport report;
        Optional<ReplayReport> replayed;
        try (JdbcStore opened = store.openToRead()) {
            report = LedgerAudit.of(opened, trusted, elsewhere);
            replayed = replay ? Optional.of(replay(opened)) : Optional.empty();
        }
        if (output.json) {
            ObjectNode object = AuditText.json(report);
            replayed.ifPresent(again -> AuditText.write(again, object.putObject("replay")));
            JsonOutput.print(object);
        } else {
            AuditText.lines(report).forEach(System.out::println);
            replayed.map(AuditText::lines).orElse(List.of()).forEach(System.out::println);
        }
        return report.isIntact() && replayed.map(ReplayReport::agrees).orElse(true) ? 0 : 1;
    }

    private static ReplayReport replay(JdbcStore opened) {
        long entries = opened.head().map(LedgerHead::sequence).orElse(0L);
        try (Progress progress = new Progress("replaying", entries)) {
            return ReplayAudit.of(opened, progress::stepTo);
        }
    }
}
