package dev.weft.sdk.validation;

/**
 * State one thing that a prior must meet, what was expected and what was found.
 *
 * @param name what is asked
 * @param found what was found, in words with figures
 * @param expected what would do
 * @param verdict whether it does
 * @param limit what the prior itself states of it; empty if nothing
 */
public record Criterion(String name, String found, String expected, Verdict verdict, String limit) {
    /** List the answers. */
    public enum Verdict {
        /** As it should be. */
        PASSED,
        /** Not as it should be, but no reason to keep the prior out of service: whoever uses it should know. */
        NOTED,
        /** Not as it should be, as the prior itself states, see {@link #limit}. */
        KNOWN,
        /** Not as it should be: the prior does not pass. */
        FAILED
    }
}
