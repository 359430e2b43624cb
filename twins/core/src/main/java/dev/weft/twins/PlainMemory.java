package dev.weft.twins;

/**
 * Know where things are in the memory of a twin to which nothing unusual has happened of late, as {@link LiveWeights} writes
 * it: G and the gate's numbers [G]; share of refused readings, alarm, approved version; day, anchors [M] and spreads [M] of
 * its limit; outliers in a row, repetitions, Q, 0; the outputs seen last [Q].
 *
 * @param gate G
 * @param parameters M
 * @param outputs Q
 */
record PlainMemory(int gate, int parameters, int outputs) {
    /** Where the gate's numbers begin. */
    static final int GATE = 1;

    private static final int GUARD = 3;
    private static final int FOLLOWER = 4;

    int size() {
        return last() + outputs;
    }

    int poor() {
        return GATE + gate;
    }

    int alarm() {
        return poor() + 1;
    }

    int approvedVersion() {
        return poor() + 2;
    }

    int day() {
        return poor() + GUARD;
    }

    int anchors() {
        return day() + 1;
    }

    int spreads() {
        return anchors() + parameters;
    }

    int outliers() {
        return spreads() + parameters;
    }

    int repetitions() {
        return outliers() + 1;
    }

    int last() {
        return outliers() + FOLLOWER;
    }

    /**
     * Whether a memory begins like this: there was a reading, none repeats, and no alarm has gone. Behind it
     * may stand what weights that serve remember.
     */
    boolean fits(double[] memory) {
        return memory.length >= size()
                && memory[0] == gate
                && memory[alarm()] == 0
                && memory[repetitions() + 1] == outputs
                && memory[repetitions() + 2] == 0;
    }
}
