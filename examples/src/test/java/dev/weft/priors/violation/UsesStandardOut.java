package dev.weft.priors.violation;

/** Prints, in a library: a violation, for ArchitectureRulesTest. */
public final class UsesStandardOut {
    void out() {
        System.out.println();
    }

    void err() {
        System.err.println();
    }

    void trace() {
        new IllegalStateException().printStackTrace();
    }
}
