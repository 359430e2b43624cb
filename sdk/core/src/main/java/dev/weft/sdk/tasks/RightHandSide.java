package dev.weft.sdk.tasks;

/** Give the rates y' = f(y) of a system that does not depend on time. */
@FunctionalInterface
interface RightHandSide {
    /**
     * Evaluate f.
     *
     * @param y the state [n]. Not modified
     * @param rates f(y) [n]. Modified
     */
    void rates(double[] y, double[] rates);
}
