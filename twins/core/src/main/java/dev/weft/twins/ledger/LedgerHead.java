package dev.weft.twins.ledger;

/**
 * Name the end of a chain: what a checkpoint signs.
 *
 * @param ledger the hash of the chain's first entry, in hex, which tells this ledger from all others
 * @param sequence position of its last entry
 * @param hash the hash of its last entry, in hex
 */
public record LedgerHead(String ledger, long sequence, String hash) {
    /**
     * Check the parts.
     *
     * @throws IllegalArgumentException if a hash is not 64 hex digits in lower case, or the position is not positive
     */
    public LedgerHead {
        requireHash("ledger", ledger);
        requireHash("hash", hash);
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence = " + sequence + ", expected 1 or more");
        }
    }

    private static void requireHash(String what, String text) {
        if (!text.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(what + " = '" + text + "', expected 64 hex digits in lower case");
        }
    }
}
