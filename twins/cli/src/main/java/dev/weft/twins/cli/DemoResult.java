package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.audit.KeyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Report a demonstration.
 *
 * @param out folder it wrote to
 * @param checks what it claims
 * @param twins number of twins
 * @param readings number of readings
 * @param seconds time it took, without the report
 * @param evidence what shows that the twins were governed
 */
record DemoResult(
        Path out, List<DemoChecks.Result> checks, int twins, long readings, double seconds, DemoEvidence evidence) {
    boolean passed() {
        return checks.stream().allMatch(DemoChecks.Result::passed);
    }

    ObjectNode json() {
        ObjectNode object = JsonOutput.newObject();
        object.put("out", out.toString())
                .put("twins", twins)
                .put("readings", readings)
                .put("seconds", seconds)
                .put("passed", passed());
        object.put("wellTwins", evidence.well())
                .put("signedEntries", evidence.audit().entries())
                .put("publicKey", KeyFile.publicFile(evidence.key()).toString())
                .put("checkpoints", evidence.checkpoints().toString());
        ArrayNode all = object.putArray("checks");
        checks.forEach(c ->
                all.addObject().put("claim", c.claim()).put("found", c.found()).put("passed", c.passed()));
        return object;
    }

    /** Return the command that checks the signed ledger. */
    String verify() {
        return "weft audit verify --store " + out.resolve("store") + " --public-key "
                + KeyFile.publicFile(evidence.key()) + " --checkpoints " + evidence.checkpoints();
    }

    @Override
    public String toString() {
        TextTable table = new TextTable("lll", "", "what", "found");
        checks.forEach(c -> table.row(c.passed() ? "ok" : "FAILED", c.claim(), c.found()));
        return String.format(Locale.ROOT, "%d twins, %d readings in %.1f s%n%n", twins, readings, seconds)
                + table
                + System.lineSeparator()
                + "report  " + out.resolve("report.html") + System.lineSeparator()
                + "data    " + out.resolve("data") + " (Arrow)" + System.lineSeparator()
                + "store   " + out.resolve("store") + " (look with: weft twin ls --store " + out.resolve("store") + ")"
                + System.lineSeparator()
                + "ledger  " + verify() + System.lineSeparator();
    }
}
