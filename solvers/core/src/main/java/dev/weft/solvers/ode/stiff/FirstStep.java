package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.ODEStateAndDerivative;

/**
 * Guess a first step from f and f' at the start, without a trial that could leave the domain of f.
 *
 * <p>With d₁ = ‖f‖ and d₂ = ‖f'‖ in tolerances the solution changes on the scale τ = d₁/d₂, and the step is
 * τ (0.01/(d₁τ))^{1/q}, but moves y by no more than itself. It scales with the unit of time.
 *
 * <p>After: E. Hairer, S. P. Nørsett, G. Wanner, "Solving Ordinary Differential Equations I", 2nd ed. 1993,
 * section II.4, where f' comes from an Euler step; here from a step ten thousand times shorter.
 */
final class FirstStep {
    private static final double SMALL_MOVE = 0.01;
    private static final double TRIAL = 1e-4;
    private static final double FRACTION_OF_SPAN = 1e-6;

    private FirstStep() {}

    /** Return the size of a first step, &gt; 0 and at most |{@code span}|, where {@code span} carries the direction. */
    static double guess(ODEStateAndDerivative start, double span, int errorOrder, Rates rates, ErrorNorm norm) {
        double t = start.getTime();
        double[] y = start.getCompleteState();
        double[] f = start.getCompleteDerivative();
        double longest = Math.abs(span);
        double d0 = norm.of(y, y, y);
        double d1 = norm.of(f, y, y);
        if (!(d1 * longest > SMALL_MOVE)) {
            // At rest as far as the start can tell.
            return FRACTION_OF_SPAN * longest;
        }
        // Moves y by a hundredth of itself, or of its tolerance if it is smaller than that.
        double small = Math.min(longest, SMALL_MOVE * Math.max(1, d0) / d1);
        double trial = Math.copySign(TRIAL * small, span);
        double[] moved = y.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += trial * f[i];
        }
        double[] change = rates.at(t + trial, moved);
        if (!norm.allFinite(change)) {
            return Math.abs(trial);
        }
        for (int i = 0; i < change.length; i++) {
            change[i] = (change[i] - f[i]) / trial;
        }
        double d2 = norm.of(change, y, y);
        double scale = Math.min(longest, d1 / d2);
        double step = scale * Math.min(1, Math.pow(SMALL_MOVE / (d1 * scale), 1.0 / errorOrder));
        return Math.min(longest, Math.min(step, small / SMALL_MOVE));
    }
}
