package dev.weft.solvers.filter;

/** The kernels of one method for one model, for an interval that all lanes share or for one of each lane's own. */
sealed interface FilterKernels permits GaussianKernels, EnsembleKernels {
    /** Return a tile that runs the kernels. */
    LaneTile newTile();

    /** Get a fleet ready for a step and draw what the step needs; in the caller's thread. */
    void begin(FilterPlanes fleet);

    /** Return the operations of an update, each elementary function one. */
    int operations();

    /** Wait until the kernels run as fast as they will. */
    void warmUp();
}
