package dev.weft.sdk.violation.two;

import dev.weft.sdk.violation.one.UsesTwo;

/** The other end of a cycle of packages: a violation, for ArchitectureRulesTest. */
public final class UsesOne {
    UsesTwo one;
}
