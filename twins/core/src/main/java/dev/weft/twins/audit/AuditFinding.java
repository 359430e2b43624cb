package dev.weft.twins.audit;

/**
 * Name one thing that is not as it was.
 *
 * @param kind what kind of thing
 * @param sequence position of the entry it is about, 0 if it is about none
 * @param twin id of the twin it is about, empty if it is about none
 * @param text what was found, for people, on one line
 */
public record AuditFinding(Kind kind, long sequence, String twin, String text) {
    /** List what an audit can find. */
    public enum Kind {
        /** An entry does not follow from the one before: changed, removed, inserted or moved. */
        ENTRY_TOUCHED,
        /** Entries that were signed are no longer there. */
        ENTRIES_MISSING,
        /** An entry is not the one that was signed: the chain was written anew from somewhere before it. */
        ENTRIES_REPLACED,
        /** A checkpoint's signature is not that of its key. */
        SIGNATURE_WRONG,
        /** A checkpoint is signed by a key that is not trusted. */
        KEY_NOT_TRUSTED,
        /** A checkpoint is of a ledger that begins with another entry. */
        LEDGER_REPLACED,
        /** A checkpoint that is kept elsewhere is no longer in the store. */
        CHECKPOINT_MISSING,
        /** A key is trusted, and nothing is signed. */
        NOTHING_SIGNED,
        /** A twin's prior, model or policy is not what it was created with, or the list of twins is not the ledger's. */
        TWIN_TOUCHED,
        /** A policy that entries name is no longer in the store. */
        POLICY_MISSING,
        /** An entry is not what its readings come to when they are taken again. */
        REPLAY_DIFFERS,
        /** Something cannot be read, or the store's own structures are damaged. */
        STORE_DAMAGED
    }
}
