package dev.weft.examples.violation;

/** Something in the last layer for a violation to point to, for ArchitectureRulesTest. */
public final class UsesNothing {}
