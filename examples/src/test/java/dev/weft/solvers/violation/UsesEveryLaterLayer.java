package dev.weft.solvers.violation;

import dev.weft.examples.violation.UsesNothing;
import dev.weft.priors.violation.UsesStandardOut;
import dev.weft.sdk.violation.one.UsesTwo;
import dev.weft.twins.violation.UsesForeignTypes;

/** Points back from the first layer to all others: a violation, for ArchitectureRulesTest. */
public final class UsesEveryLaterLayer {
    UsesStandardOut prior;
    UsesTwo model;
    UsesForeignTypes twin;
    UsesNothing example;
}
