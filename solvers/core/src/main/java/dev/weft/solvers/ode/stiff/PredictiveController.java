package dev.weft.solvers.ode.stiff;

/**
 * Choose the next step from the errors of the last two: h' = 0.9 h min(e^{−1/q}, (h/h₋)(e₋/e²)^{1/q}), where the
 * error e, in units of the tolerance, goes like h^q. The second factor foresees that the error grows along
 * the solution and saves rejected steps where a layer begins.
 *
 * <p>State of one integration; not shared.
 *
 * <p>Source: K. Gustafsson, "Control-theoretic techniques for stepsize selection in implicit Runge–Kutta methods",
 * 1994; E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 2nd ed. 1996, eq. IV.8.25.
 */
final class PredictiveController {
    private static final double SAFETY = 0.9;
    private static final double SHORTEST = 0.2;
    private static final double LONGEST = 6;
    /** Where a stage is not finite, its error says nothing. */
    private static final double NOT_FINITE = 0.25;
    /** Errors below say more about luck than about the step that follows. */
    private static final double SMALLEST_REMEMBERED = 1e-2;

    private final double exponent;
    private double lastStep;
    private double lastError;
    private boolean remembers;
    private boolean justRejected;

    /** Prepare for errors that go like h^{errorOrder}. */
    PredictiveController(int errorOrder) {
        exponent = 1.0 / errorOrder;
    }

    /** Return the step after one of size {@code h} that was accepted with {@code error} &lt; 1. */
    double afterAccepted(double h, double error) {
        double factor = limited(SAFETY * Math.pow(error, -exponent));
        if (remembers) {
            double ratio = Math.abs(h / lastStep);
            factor = Math.min(factor, limited(SAFETY * ratio * Math.pow(lastError / (error * error), exponent)));
        }
        if (justRejected) {
            factor = Math.min(factor, 1);
        }
        remembers = true;
        justRejected = false;
        lastStep = h;
        lastError = Math.max(SMALLEST_REMEMBERED, error);
        return h * factor;
    }

    /** Return a shorter step than {@code h}, which was refused with {@code error}, possibly not finite. */
    double afterRejected(double h, double error) {
        justRejected = true;
        if (!(error < Double.POSITIVE_INFINITY)) {
            return h * NOT_FINITE;
        }
        return h * Math.min(SAFETY, limited(SAFETY * Math.pow(error, -exponent)));
    }

    /** Drop what was learnt: the solution goes on elsewhere. */
    void forget() {
        remembers = false;
    }

    /** An error of 0 divides by zero to +∞ above, which means the longest step. */
    private static double limited(double factor) {
        return factor > SHORTEST ? Math.min(LONGEST, factor) : SHORTEST;
    }
}
