package dev.weft.priors;

/**
 * State what of a prior's trial it is known not to meet, and why: a property of the machine, not of the program.
 *
 * @param criterion name of the criterion, as {@code weft validate} prints it
 * @param reason one sentence
 */
public record Limit(String criterion, String reason) {
    /**
     * Check that both say something.
     *
     * @throws IllegalArgumentException if one of them is blank
     */
    public Limit {
        if (criterion.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException(
                    "limit '" + criterion + "': '" + reason + "', expected a criterion and a reason");
        }
    }
}
