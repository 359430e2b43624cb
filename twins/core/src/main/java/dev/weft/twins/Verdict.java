package dev.weft.twins;

import dev.weft.twins.guard.Finding;

/**
 * Tell what became of a reading.
 *
 * @param finding what the guard found
 * @param version the twin's version after the reading: the entry of the ledger that records it
 * @param surprise normalised innovation squared, NaN where nothing was expected or measured
 */
public record Verdict(Finding finding, long version, double surprise) {
    /** Tell whether the weights learned from the reading. */
    public boolean accepted() {
        return finding.learned();
    }
}
