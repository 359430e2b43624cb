package dev.weft.twins;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.LearningLimits;

/**
 * Keep parameters within reach of where they were when the day began, on the machine's clock: the daily trust region, and three
 * of the standard deviations they had then.
 */
final class DayLimit {
    /** Of a day on the machine's clock. */
    static final double SECONDS = 86_400;

    static final double DEVIATIONS = 3;

    private final int parameters;
    private double day = Double.NaN;
    private final double[] anchor;
    private final double[] spread;

    DayLimit(int parameters) {
        this.parameters = parameters;
        this.anchor = new double[parameters];
        this.spread = new double[parameters];
    }

    /** Start with no day. */
    void restart(GaussianEstimate estimate) {
        day = Double.NaN;
        begin(estimate);
    }

    /** Begin a day if another one has come. */
    void enter(double time, GaussianEstimate estimate) {
        double today = Math.floor(time / SECONDS);
        if (today != day) {
            day = today;
            begin(estimate);
        }
    }

    /** Measure from here on: the day has begun, or what was known does not hold any more. */
    void begin(GaussianEstimate estimate) {
        for (int j = 0; j < parameters; j++) {
            anchor[j] = estimate.mean()[j];
            spread[j] = DEVIATIONS * estimate.standardDeviation(j);
        }
    }

    /** The share of a step of the parameters that stays within reach, 0 … 1. */
    double share(double[] from, double[] to, LearningLimits limits) {
        double share = 1;
        for (int j = 0; j < parameters; j++) {
            double move = to[j] - from[j];
            if (move == 0) {
                // Also where it is out of reach already: 0 of 0 would be no share.
                continue;
            }
            double reach = limits.dailyRegion() + spread[j];
            double left = move > 0 ? anchor[j] + reach - from[j] : from[j] - (anchor[j] - reach);
            if (Math.abs(move) > left) {
                share = Math.min(share, Math.max(0, left) / Math.abs(move));
            }
        }
        return share;
    }

    void write(Numbers numbers) {
        numbers.put(day).put(anchor).put(spread);
    }

    void read(Numbers numbers) {
        day = numbers.next();
        System.arraycopy(numbers.next(parameters), 0, anchor, 0, parameters);
        System.arraycopy(numbers.next(parameters), 0, spread, 0, parameters);
    }
}
