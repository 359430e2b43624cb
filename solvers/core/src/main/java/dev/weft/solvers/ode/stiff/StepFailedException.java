package dev.weft.solvers.ode.stiff;

import org.hipparchus.exception.LocalizedCoreFormats;
import org.hipparchus.exception.MathIllegalStateException;

/** Report that an integration could not be continued: when, at which step size, and which component stood in the way. */
public final class StepFailedException extends MathIllegalStateException {
    private static final long serialVersionUID = 1L;

    private final double time;
    private final double step;
    private final int component;

    private StepFailedException(double time, double step, int component, String finding) {
        super(LocalizedCoreFormats.SIMPLE_MESSAGE, "integration stopped at t = " + time + ": " + finding);
        this.time = time;
        this.step = step;
        this.component = component;
    }

    static StepFailedException tooSmall(double time, double step, double smallest, int component, double error) {
        return new StepFailedException(
                time,
                step,
                component,
                "step h = " + step + " with an error of " + error + " tolerances, most of it in component " + component
                        + ", expected |h| > " + smallest + "; the solution may have a pole or a jump there, or the"
                        + " tolerances ask for more than double precision can give");
    }

    static StepFailedException notFinite(double time, double step, int component, String what) {
        return new StepFailedException(
                time,
                step,
                component,
                what + " of component " + component + " is not finite at step h = " + step
                        + ", expected finite numbers; the solution may have a pole or leave the domain of the"
                        + " equations there: check them, their parameters and the initial state");
    }

    /** Return the time that was reached. */
    public double time() {
        return time;
    }

    /** Return the signed step that was tried last; 0 if the start itself was refused. */
    public double step() {
        return step;
    }

    /** Return the index, in the complete state (primary, then secondary), of the component to blame first. */
    public int component() {
        return component;
    }
}
