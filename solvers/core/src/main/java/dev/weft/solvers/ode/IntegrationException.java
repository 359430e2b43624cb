package dev.weft.solvers.ode;

import org.jspecify.annotations.Nullable;

/**
 * Report that a trajectory could not be continued: when, which state, how small the step was and what
 * the likely cause is.
 */
public final class IntegrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Name what most likely stopped an integration. */
    public enum Cause {
        /** A state, rate, parameter or input is NaN or infinite at any step, however short. */
        NON_FINITE,
        /** The error control asked for a step below what double can resolve: a pole, or a rate that jumps. */
        STEP_UNDERFLOW,
        /** An explicit method was held back by stability, not by accuracy. */
        STIFFNESS,
        /** The limit of evaluations or steps was reached without a sign of stiffness. */
        TOO_MANY_EVALUATIONS
    }

    private final double time;
    private final String component;
    private final double step;
    private final Cause likelyCause;

    /**
     * Describe a failure.
     *
     * @param time the time reached
     * @param component name of the state that failed first
     * @param step the last step tried, NaN if there was none
     * @param finding what was seen, a verb first: "has the rate NaN"
     * @param cause the exception of another library behind it, or null
     */
    public IntegrationException(
            double time, String component, double step, Cause likelyCause, String finding, @Nullable Throwable cause) {
        super(
                "integration stopped at t = " + time + ": state " + component + " " + finding + "; "
                        + remedy(likelyCause),
                cause);
        this.time = time;
        this.component = component;
        this.step = step;
        this.likelyCause = likelyCause;
    }

    private static String remedy(Cause cause) {
        return switch (cause) {
            case NON_FINITE ->
                "the equations may have left their domain or have a pole there: check parameters and initial state, or"
                        + " sample more often";
            case STEP_UNDERFLOW ->
                "the equations may have a pole or a jump there: check parameters and initial state, or sample more"
                        + " often";
            case STIFFNESS -> "the equations are stiff there: take a stiff integrator, or sample more often";
            case TOO_MANY_EVALUATIONS ->
                "the equations may be stiff or fast there: check parameters and tolerances, or sample more often";
        };
    }

    /** Return the time reached, in the time unit of the system. */
    public double time() {
        return time;
    }

    /** Return the name of the state that failed first. */
    public String component() {
        return component;
    }

    /** Return the last step tried, in the time unit of the system; NaN if there was none. */
    public double step() {
        return step;
    }

    /** Return what most likely stopped the integration. */
    public Cause likelyCause() {
        return likelyCause;
    }
}
