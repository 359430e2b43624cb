/**
 * Prove that a ledger is what it was: {@link dev.weft.twins.audit.LedgerSigner} signs where it stands, {@link
 * dev.weft.twins.audit.LedgerAudit} holds a store against its own chain and against what was signed.
 */
@NullMarked
package dev.weft.twins.audit;

import org.jspecify.annotations.NullMarked;
