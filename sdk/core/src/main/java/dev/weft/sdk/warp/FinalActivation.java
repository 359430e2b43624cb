package dev.weft.sdk.warp;

/** Say what becomes of the root network's last layer before it is the prediction. */
public sealed interface FinalActivation {
    /** Nothing. */
    FinalActivation NONE = new None();

    /** Leave the last layer as it is. */
    record None() implements FinalActivation {}

    /**
     * Cut off at ±c.
     *
     * @param limit c, &gt; 0 and finite
     */
    record Clip(double limit) implements FinalActivation {
        /** Check the limit. */
        public Clip {
            if (!(limit > 0) || Double.isInfinite(limit)) {
                throw new IllegalArgumentException("clip limit = " + limit + ", expected a finite number > 0");
            }
        }
    }

    /**
     * Bend by α tanh((z − b)/a) + β with a, b, α, β learned for each output: a = 1, b = 0, α = 1, β = 0 at first. The
     * model's parameter {@code root.final} holds a, b, α, β of each output in turn.
     *
     * <p>Source: J. Zhu et al., "Transformers without Normalization", 2025, equation 1.
     */
    record DynamicTanh() implements FinalActivation {}
}
