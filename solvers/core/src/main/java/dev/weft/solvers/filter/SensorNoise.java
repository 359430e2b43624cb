package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;

/** Write the variances of readings: constants of the model, or numbers of each lane that may be no variance. */
final class SensorNoise {
    private static final Expr LEAST = Expr.constant(Double.MIN_NORMAL);

    private SensorNoise() {}

    /** r of an output, 1 in place of what is no variance: its reading is refused, and must not become NaN on the way. */
    static Expr usable(FilterSymbols symbols, int output) {
        Expr given = symbols.sensors.get(output);
        return symbols.model.byLane().measurementNoise() ? Expr.select(fits(given), given, Expr.ONE) : given;
    }

    /** 0 where the variances of all outputs are finite and greater than 0, NaN elsewhere. */
    static Expr sound(FilterSymbols symbols) {
        if (!symbols.model.byLane().measurementNoise()) {
            return Expr.ZERO;
        }
        return symbols.sensors.stream()
                .map(SensorNoise::fits)
                .reduce(Expr::min)
                .orElseThrow()
                .sqrt()
                .times(Expr.ZERO);
    }

    /** At least 0 where a number is a variance; 0·∞ is NaN. */
    private static Expr fits(Expr given) {
        return given.minus(LEAST).plus(given.times(Expr.ZERO));
    }
}
