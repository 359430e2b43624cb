package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.ReplayReport;
import dev.weft.twins.audit.AuditFinding;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.ledger.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/** Put what an audit found into words and into JSON. */
final class AuditText {
    private AuditText() {}

    static List<String> lines(AuditReport report) {
        List<String> lines = new ArrayList<>();
        if (report.isIntact()) {
            lines.add("intact: " + report.entries() + " entries, last hash " + report.lastHash());
        }
        report.findings().forEach(finding -> lines.add("touched: " + finding.text()));
        report.newest().ifPresent(newest -> lines.add(signed(report, newest)));
        if (!report.isIntact()) {
            return lines;
        }
        if (report.checkpoints() == 0) {
            lines.add("not signed: entries cut off at the end would not be seen; see weft audit sign");
        } else if (!report.trusted()) {
            lines.add(
                    "signatures were held against the keys that the store names itself, which proves little: whoever changed"
                            + " the store may have signed it anew; give --public-key");
        }
        int others = report.twins() - report.vouchedTwins();
        if (others > 0) {
            lines.add("model and policy are not covered of " + others + " of " + report.twins()
                    + " twins: an early version of Weft created them");
        }
        return lines;
    }

    private static String signed(AuditReport report, Checkpoint newest) {
        long unsigned = report.unsigned();
        return "signed: up to entry " + newest.head().sequence() + " at " + newest.time() + " with " + newest.key()
                + (unsigned == 0
                        ? ""
                        : "; " + unsigned + (unsigned == 1 ? " entry behind it is" : " entries behind it are")
                                + " not signed yet");
    }

    static List<String> lines(ReplayReport report) {
        if (report.agrees() && report.replayed() == 0) {
            return List.of("replayed: nothing, as each entry stands by itself; those are not computed again");
        }
        if (report.agrees()) {
            return List.of("replayed: " + report.replayed()
                    + " entries in steps, which come to the weights that the ledger has, bit for bit; entries by themselves"
                    + " are not computed again");
        }
        List<String> lines = new ArrayList<>();
        report.findings().forEach(finding -> lines.add("replay: " + finding.text()));
        if (report.different() > 0) {
            lines.add("replay: " + report.different() + " in all differ, of " + report.replayed()
                    + " entries taken again; " + report.passedOver() + " behind them were passed over");
            lines.add(
                    "either readings or snapshots were exchanged and the chain written anew, or the store was written by"
                            + " another release of Weft, or on another kind of processor or JVM, and rounds otherwise: then nearly"
                            + " all twins differ, by as little as rounding. Replay it where it was written to tell the two apart");
        }
        return lines;
    }

    static void write(ReplayReport report, ObjectNode object) {
        object.put("agrees", report.agrees())
                .put("replayed", report.replayed())
                .put("different", report.different())
                .put("passedOver", report.passedOver());
        write(report.findings(), object.putArray("findings"));
    }

    static ObjectNode json(AuditReport report) {
        ObjectNode object =
                JsonOutput.newObject().put("intact", report.isIntact()).put("entries", report.entries());
        report.findings().stream()
                .filter(finding -> finding.kind() == AuditFinding.Kind.ENTRY_TOUCHED)
                .findFirst()
                .ifPresent(bad -> object.put("firstBadSequence", bad.sequence()).put("firstBadTwin", bad.twin()));
        object.put("lastHash", report.lastHash());
        object.put("checkpoints", report.checkpoints()).put("keyTrusted", report.trusted());
        report.newest()
                .ifPresent(newest -> object.put("signedUpTo", newest.head().sequence())
                        .put("signedAt", newest.time().toString())
                        .put("signedBy", newest.key().id()));
        object.put("unsigned", report.unsigned());
        object.put("twins", report.twins()).put("twinsCovered", report.vouchedTwins());
        write(report.findings(), object.putArray("findings"));
        return object;
    }

    private static void write(List<AuditFinding> findings, ArrayNode array) {
        for (AuditFinding finding : findings) {
            ObjectNode node = array.addObject().put("kind", finding.kind().name());
            if (finding.sequence() != 0) {
                node.put("sequence", finding.sequence());
            }
            if (!finding.twin().isEmpty()) {
                node.put("twin", finding.twin());
            }
            node.put("text", finding.text());
        }
    }
}
