package dev.weft.solvers.ode.stiff;

/** Evaluate the complete right-hand side, counted against the limit of the integrator. */
@FunctionalInterface
interface Rates {
    /** Return f(t, y) in an array of its own; {@code y} is not kept. */
    double[] at(double t, double[] y);
}
