package dev.weft.sdk.inspect;

/**
 * Name a run of neighbouring weights, such as one layer of a network.
 *
 * @param name what it is called
 * @param from index of its first weight
 * @param to index after its last weight
 */
public record WeightSegment(String name, int from, int to) {
    /**
     * Check that there is something in it.
     *
     * @throws IllegalArgumentException if the name is blank, {@code from} is negative or {@code to <= from}
     */
    public WeightSegment {
        if (name.isBlank() || from < 0 || to <= from) {
            throw new IllegalArgumentException("segment '" + name + "' = " + from + ":" + to
                    + ", expected a name, a first index >= 0 and an end after it");
        }
    }

    /** Return how many weights it holds. */
    public int size() {
        return to - from;
    }
}
