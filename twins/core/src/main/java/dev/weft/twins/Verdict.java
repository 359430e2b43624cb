package dev.weft.twins;

import dev.weft.twins.guard.Finding;
import dev.weft.twins.quality.SignalFinding;
import java.util.List;

/**
 * Tell what became of a reading.
 *
 * @param finding what was found
 * @param version the twin's version after the reading: the entry of the ledger that records it
 * @param surprise normalised innovation squared, NaN where nothing was expected or measured
 * @param signals what the quality gate found: values that were repaired or kept from the weights, with the reason
 */
public record Verdict(Finding finding, long version, double surprise, List<SignalFinding> signals) {
    /** Copy the list. */
    public Verdict {
        signals = List.copyOf(signals);
    }

    /** Tell whether the weights, or the state at least, learned from the reading. */
    public boolean accepted() {
        return finding.learned();
    }
}
