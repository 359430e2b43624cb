package dev.weft.twins.ledger;

/** Describe a link that has no place in the chain yet. */
public sealed interface Draft permits LedgerDraft, StepDraft {}
