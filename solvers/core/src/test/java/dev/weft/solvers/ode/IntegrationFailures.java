package dev.weft.solvers.ode;

/** Make the exception of a failed integration for tests of other packages. */
public final class IntegrationFailures {
    private IntegrationFailures() {}

    /** Return a failure at {@code time}. */
    public static IntegrationException at(double time) {
        return new IntegrationException(
                time, "x", Double.NaN, IntegrationException.Cause.NON_FINITE, "was made to fail", null);
    }
}
