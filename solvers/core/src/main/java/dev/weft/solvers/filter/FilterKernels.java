package dev.weft.solvers.filter;

/** The kernels of one method for one model, for an interval that all lanes share or for one of each lane's own. */
sealed interface FilterKernels permits GaussianKernels, EnsembleKernels {
    /** Return a tile that runs the kernels. */
    LaneTile newTile();

    /** Get planes ready for a step from {@code before} to {@code after}, draw what it needs; in the caller's thread. */
    void begin(FilterPlanes before, FilterPlanes after);

    /** Return the operations of an update, each elementary function one. */
    int operations();

    /** Wait until the kernels run as fast as they will. */
    void warmUp();
}
