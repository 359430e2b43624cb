package dev.weft.sdk.forecast;

/**
 * Tell why a context may not carry its forecast.
 *
 * @param kind what is wrong, for programs
 * @param text what is wrong and what to do about it, for people
 */
public record ContextFinding(Kind kind, String text) {
    /** List what can be wrong with a context. */
    public enum Kind {
        /** No output was measured in any of its rows. */
        EMPTY,
        /** It holds fewer readings than there are unknowns. */
        TOO_SHORT,
        /** An output reads the same in all rows, and the parameters are not known yet. */
        CONSTANT,
        /** Readings lie much farther from the model than the usual noise of the sensors. */
        FAR
    }
}
