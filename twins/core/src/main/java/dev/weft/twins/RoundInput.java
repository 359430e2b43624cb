package dev.weft.twins;

/** Be readings of twins, one each at most, for a {@link Round}. */
interface RoundInput {
    /** Return how many twins there are. */
    int size();

    /** Return the twin at a place. */
    Twin twin(int i);

    /** Return the lane of that twin. */
    int lane(int i);

    /** Return its reading. */
    Reading reading(int i);

    /** Tell whether it has a reading. */
    boolean isThere(int i);

    /** Tell whether the reading has no second sensor and no mark. */
    boolean isPlain(int i);

    /** Add the reading, which is there and plain, to a step. */
    void addTo(LaneStep step, int i);
}
