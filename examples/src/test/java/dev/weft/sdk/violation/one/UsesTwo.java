package dev.weft.sdk.violation.one;

import dev.weft.sdk.violation.two.UsesOne;

/** One end of a cycle of packages: a violation, for ArchitectureRulesTest. */
public final class UsesTwo {
    UsesOne two;
}
