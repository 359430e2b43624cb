package dev.weft.solvers.filter;

/** Update a tile of lanes in planes of its own, which stay in the caches. Belongs to one thread. */
interface LaneTile {
    /** Few enough for the planes of a small model to stay in the first-level cache, enough for a kernel's call to pay. */
    int LANES = 128;

    /** What {@link FilterPlanes#verdicts} says of a lane that keeps the estimate it had. */
    double FAILED = -1;

    /**
     * Move lanes, and correct them if {@code corrects}.
     *
     * @param before what is known, given and read. Not modified, unless it is {@code after}
     * @param after receives estimates and results of the lanes. Modified
     * @param settings what is the same for all lanes. Not modified
     */
    void update(FilterPlanes before, FilterPlanes after, double[] settings, TileLanes lanes, boolean corrects);
}
