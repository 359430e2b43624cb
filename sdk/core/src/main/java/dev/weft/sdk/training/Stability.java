package dev.weft.sdk.training;

import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.WarpSettings;

/**
 * Keep a transition stable in training: project A onto ρ(A) ≤ radius, and Λ onto max Re λ ≤ 0.
 *
 * <p>Steps of A between two observations then never amplify θ (but for the transient growth of matrices that are not
 * normal), however long a series is.
 */
final class Stability {
    private Stability() {}

    /**
     * Project.
     *
     * @param parameters of the transition. Modified
     */
    static void bound(WarpSettings settings, double[] parameters) {
        TransitionSettings transition = settings.transition();
        if (transition.continuous()) {
            boundRates(transition.structure() == TransitionSettings.Structure.BLOCK_DIAGONAL, parameters);
            return;
        }
        double[] stable = transition
                .of(settings.weights(), parameters)
                .stabilised(transition.radius())
                .parameters();
        System.arraycopy(stable, 0, parameters, 0, parameters.length);
    }

    /** Move eigenvalues with a positive real part to the imaginary axis: Λ ← Λ − max(0, max Re λ) I, block by block. */
    private static void boundRates(boolean blocks, double[] rates) {
        if (!blocks) {
            for (int i = 0; i < rates.length; i++) {
                rates[i] = Math.min(0, rates[i]);
            }
            return;
        }
        for (int i = 0; i < rates.length; i += 4) {
            // λ = m ± √δ with m the mean of the diagonal, δ = ((a − d)/2)² + bc.
            double mean = 0.5 * (rates[i] + rates[i + 3]);
            double half = 0.5 * (rates[i] - rates[i + 3]);
            double delta = half * half + rates[i + 1] * rates[i + 2];
            double excess = Math.max(0, mean + Math.sqrt(Math.max(0, delta)));
            rates[i] -= excess;
            rates[i + 3] -= excess;
        }
    }
}
