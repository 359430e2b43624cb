package dev.weft.sdk.model;

import dev.weft.priors.PhysicsPrior;

/**
 * Tell that a prior has passed its trial: which prior, as it was then, and by which report.
 *
 * <p>It says what {@code weft validate} found on simulated machines, and nothing of a machine that was measured. A prior
 * that is edited is another one: {@link #isOf} no longer holds.
 *
 * @param prior its name
 * @param definition hash of what it declares, see {@link PriorDefinition#hash}
 * @param report SHA-256 of the report, the file {@code validation.json}, in hex
 * @param machines on how many simulated machines it was tried
 */
public record PriorStamp(String prior, String definition, String report, int machines) {
    private static final String HASH = "[0-9a-f]{64}";
    private static final int FEWEST = 4;

    /**
     * Check that the stamp says something.
     *
     * @throws IllegalArgumentException if the name is blank, a hash is not of 64 hex digits, or there are fewer than 4
     *     machines
     */
    public PriorStamp {
        if (prior.isBlank() || !definition.matches(HASH) || !report.matches(HASH) || machines < FEWEST) {
            throw new IllegalArgumentException(
                    "stamp of prior '" + prior + "': definition = " + definition + ", report = "
                            + report + ", machines = " + machines
                            + ", expected a name, two SHA-256 in hex and at least 4 machines");
        }
    }

    /** Tell whether a prior is still the one that passed. */
    public boolean isOf(PhysicsPrior now) {
        return prior.equals(now.name()) && definition.equals(PriorDefinition.hash(now));
    }
}
