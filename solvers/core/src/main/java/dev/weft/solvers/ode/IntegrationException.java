package dev.weft.solvers.ode;

/**
 * Report that a trajectory could not be continued: when, which state, how small the step was and what
 * the likely cause is.
 */
public final class IntegrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final double time;
    private final String component;

    IntegrationException(double time, String component, String finding, String remedy, Throwable cause) {
        super(message(time, component, finding, remedy), cause);
        this.time = time;
        this.component = component;
    }

    IntegrationException(double time, String component, String finding, String remedy) {
        super(message(time, component, finding, remedy));
        this.time = time;
        this.component = component;
    }

    private static String message(double time, String component, String finding, String remedy) {
        return "integration stopped at t = " + time + ": state " + component + " " + finding + "; " + remedy;
    }

    /** Return the time reached, in the time unit of the system. */
    public double time() {
        return time;
    }

    /** Return the name of the state that failed first. */
    public String component() {
        return component;
    }
}
