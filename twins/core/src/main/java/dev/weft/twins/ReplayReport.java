package dev.weft.twins;

import dev.weft.twins.audit.AuditFinding;
import java.util.List;

/**
 * Hold what came of taking the steps of a ledger again.
 *
 * @param findings the first twin and version that differ, and what could not be read; empty if all is as the ledger says
 * @param replayed entries in steps that were taken again
 * @param different how many of them, and of snapshots, differ
 * @param passedOver entries that could not be taken again, as their twin had differed and no snapshot had come since
 */
public record ReplayReport(List<AuditFinding> findings, long replayed, long different, long passedOver) {
    /** Copy the list. */
    public ReplayReport {
        findings = List.copyOf(findings);
    }

    /** Tell whether everything came to what the ledger has, bit for bit. */
    public boolean agrees() {
        return findings.isEmpty();
    }
}
