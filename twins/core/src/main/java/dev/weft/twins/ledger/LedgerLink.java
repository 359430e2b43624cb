package dev.weft.twins.ledger;

/** Be a link of the chain: an entry by itself, or the entries of many twins that took a step together. */
public sealed interface LedgerLink permits LedgerEntry, LedgerStep {
    /** Return the position of the first entry of the link. */
    long first();

    /** Return the position of the last entry of the link. */
    long last();

    /** Return the link's hash, in hex. */
    String hash();
}
