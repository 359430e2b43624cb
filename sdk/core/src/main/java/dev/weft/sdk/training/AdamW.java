package dev.weft.sdk.training;

/**
 * Step parameters down a gradient: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − η (m̂/(√v̂ + ε) + w p) with m̂ =
 * m/(1 − β₁ᵏ), v̂ = v/(1 − β₂ᵏ) at step k.
 *
 * <p>The decay w holds weights of networks and B near 0. A, biases and the constants of a final activation are left
 * alone: A = 0 is not simpler than A = I, it forgets everything.
 *
 * <p>Mutable, for one thread; a step allocates nothing.
 *
 * <p>Source: I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2.
 */
public final class AdamW {
    private final OptimiserSettings settings;
    private final boolean[] decays;
    private final double[] mean;
    private final double[] square;
    private long steps;

    /**
     * Begin at step 0.
     *
     * @param decays which parameters w applies to [P]; taken over
     */
    public AdamW(OptimiserSettings settings, boolean[] decays) {
        this.settings = settings;
        this.decays = decays;
        this.mean = new double[decays.length];
        this.square = new double[decays.length];
    }

    /**
     * Take one step.
     *
     * @param parameters p [P]. Modified
     * @param gradient g [P]. Not modified
     * @param factor by which g is multiplied first
     * @param rate η
     */
    public void step(double[] parameters, double[] gradient, double factor, double rate) {
        double beta1 = settings.beta1();
        double beta2 = settings.beta2();
        double epsilon = settings.epsilon();
        double decay = settings.weightDecay();
        steps++;
        double unbias1 = 1 / (1 - Math.pow(beta1, steps));
        double unbias2 = 1 / (1 - Math.pow(beta2, steps));
        for (int i = 0; i < parameters.length; i++) {
            double g = factor * gradient[i];
            mean[i] = beta1 * mean[i] + (1 - beta1) * g;
            square[i] = beta2 * square[i] + (1 - beta2) * g * g;
            double change = mean[i] * unbias1 / (Math.sqrt(square[i] * unbias2) + epsilon);
            parameters[i] -= rate * (decays[i] ? change + decay * parameters[i] : change);
        }
    }

    /** Return m, the caller's own. */
    double[] mean() {
        return mean.clone();
    }

    /** Return v, the caller's own. */
    double[] square() {
        return square.clone();
    }

    /** Return k. */
    long steps() {
        return steps;
    }

    /** Go on from another optimiser's m, v and k. */
    void restore(double[] mean, double[] square, long steps) {
        System.arraycopy(mean, 0, this.mean, 0, this.mean.length);
        System.arraycopy(square, 0, this.square, 0, this.square.length);
        this.steps = steps;
    }
}
