package dev.weft.sdk.residual;

/**
 * Let the last layer of a network follow the readings of a twin: its weights may go away from where training left them, and are
 * drawn back there.
 *
 * <p>Without readings a weight is a standard deviation σ away from its trained value in the long run, and what it is away falls
 * by a factor e in the time τ (Ornstein and Uhlenbeck). The hidden layers stay: what the network adds remains linear in all
 * that moves.
 *
 * @param spread σ, &gt; 0; corrections are of order one, so 0.1 is a tenth of a usual one
 * @param seconds τ, &gt; 0: longer than a segment that was trained on, shorter than changes of the machine are apart
 */
public record ResidualDrift(double spread, double seconds) {
    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is not positive and finite
     */
    public ResidualDrift {
        require("spread of live weights", spread, "");
        require("time constant of live weights", seconds, " s");
    }

    private static void require(String what, double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " = " + value + unit + ", expected a finite number > 0");
        }
    }

    /** Return what a weight gains in a second, σ √(2/τ), per √s. */
    double perRootSecond() {
        return spread * Math.sqrt(2 / seconds);
    }
}
