package dev.weft.twins.guard;

/**
 * Set when parameters stop learning for a while; the state still follows.
 *
 * @param poorData learning stops while more than this share of recent readings was refused, 0 … 1; 1 never stops it
 * @param memory how many readings are recent, about, &gt;= 1
 * @param invariants whether learning stops where the prior's invariants are broken by more than three standard deviations
 */
public record Freeze(double poorData, double memory, boolean invariants) {
    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is outside of what its parameter says
     */
    public Freeze {
        if (!(poorData > 0) || !(poorData <= 1)) {
            throw new IllegalArgumentException("poorData = " + poorData + ", expected a share above 0, at most 1");
        }
        if (!(memory >= 1) || Double.isInfinite(memory)) {
            throw new IllegalArgumentException("memory = " + memory + ", expected a finite number of readings >= 1");
        }
    }

    /** Return what suits machines of which nothing special is known. */
    public static Freeze standard() {
        return new Freeze(0.5, 50, true);
    }
}
