package dev.weft.solvers.filter;

/**
 * List lanes of a fleet, in ascending order: those that a step shall move, or whose proposal is taken over.
 *
 * <p>The list has a fixed room and is filled anew for each batch of readings; nothing is allocated then. Not thread-safe.
 */
public final class LaneList {
    private final int[] lanes;
    private int size;

    /**
     * Allocate an empty list.
     *
     * @param room the most lanes it will hold, 1 or more
     * @throws IllegalArgumentException if {@code room} is less than 1
     */
    public LaneList(int room) {
        if (room < 1) {
            throw new IllegalArgumentException("room = " + room + ", expected 1 or more");
        }
        this.lanes = new int[room];
    }

    /** Forget all lanes. */
    public void clear() {
        size = 0;
    }

    /**
     * Add a lane.
     *
     * @param lane greater than the one before it, so that none is there twice
     * @throws IllegalArgumentException if it is not, or negative
     * @throws IllegalStateException if there is no room
     */
    public void add(int lane) {
        int least = size == 0 ? 0 : lanes[size - 1] + 1;
        if (lane < least) {
            throw new IllegalArgumentException("lane = " + lane + ", expected " + least
                    + " or more: lanes are listed in ascending order, each once");
        }
        if (size == lanes.length) {
            throw new IllegalStateException("lanes of the list = " + (size + 1) + ", expected at most " + size);
        }
        lanes[size++] = lane;
    }

    /** Return the number of lanes. */
    public int size() {
        return size;
    }

    /**
     * Return the lane at a place of the list.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int lane(int place) {
        if (place >= size) {
            throw new IndexOutOfBoundsException("place = " + place + ", expected 0 … " + (size - 1));
        }
        return lanes[place];
    }

    /** Refuse lanes that a fleet of this size has not. */
    void requireWithin(int fleet) {
        if (size > 0 && lanes[size - 1] >= fleet) {
            throw new IllegalArgumentException(
                    "lane = " + lanes[size - 1] + ", expected less than " + fleet + ", the lanes of the fleet");
        }
    }

    /** Copy the lanes at the places from ≤ i &lt; to. */
    void copy(int from, int to, int[] into) {
        System.arraycopy(lanes, from, into, 0, to - from);
    }
}
