package dev.weft.sdk.residual;

import dev.weft.solvers.symbolic.Expr;

/**
 * Name what the network reads of a machine, and how it becomes a number of order one: x̃ = (x − centre) / scale.
 *
 * @param name of a state or an input of the prior
 * @param centre what becomes 0, in the unit of the signal
 * @param scale what becomes 1 above that, &gt; 0, in the unit of the signal
 */
public record ResidualInput(String name, double centre, double scale) {
    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if the centre is not finite, or the scale is not positive and finite
     */
    public ResidualInput {
        if (!Double.isFinite(centre)) {
            throw new IllegalArgumentException(
                    "centre of network input " + name + " = " + centre + ", expected a finite number");
        }
        ResidualTarget.requireScale("network input " + name, scale);
    }

    /** Return x̃ of a value. */
    public double scaled(double value) {
        return (value - centre) / scale;
    }

    /** Return the value of x̃: {@code value(scaled(x))} is x but for rounding. */
    public double value(double scaled) {
        return centre + scale * scaled;
    }

    /** Write x̃. */
    Expr scaled(Expr signal) {
        return signal.minus(Expr.constant(centre)).times(1 / scale);
    }
}
