package dev.weft.twins.guard;

import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watch one twin's sensors for values that repeat exactly.
 *
 * <p>A machine at rest repeats itself too, and a filter that keeps learning from a stuck sensor soon believes it.
 * So from the first repetition a copy of the weights runs on without learning; only if that copy moves away from the
 * repeated value is the sensor called stuck, and the twin takes the copy for its own: what it learned from the
 * repetitions is undone.
 */
public final class StuckWatch {
    private double[] last = {};
    private int repetitions;
    private @Nullable GaussianEstimate untouched;

    /** Return a watch that remembers the same and goes its own way from here. */
    public StuckWatch copy() {
        StuckWatch copy = new StuckWatch();
        copy.last = last;
        copy.repetitions = repetitions;
        copy.untouched = untouched == null ? null : untouched.copy();
        return copy;
    }

    /**
     * Look at a reading before the weights learn from it.
     *
     * @param filter a filter of the twin's model, whose scratch is used
     * @param measured outputs, NaN where missing [Q]. Not modified
     * @param before the weights after the reading before. Not modified
     * @param since two samples: the reading before and this one, with the inputs between; empty for a first reading
     * @param inputs inputs at the reading [K]. Not modified
     * @return the weights that have not learned from the repetitions, if the sensor is stuck; null if it is not
     */
    public @Nullable GaussianEstimate look(
            WeightFilter filter,
            double[] measured,
            GaussianEstimate before,
            Optional<MeasuredSeries> since,
            double[] inputs,
            Policy policy) {
        if (!repeats(measured)) {
            last = measured.clone();
            repetitions = 1;
            untouched = null;
            return null;
        }
        repetitions++;
        GaussianEstimate copy = untouched == null ? before.copy() : untouched;
        untouched = copy;
        since.ifPresent(interval -> filter.propagate(copy, interval, 0));
        return repetitions >= policy.stuckAfter() && isFar(filter, copy, measured, inputs, policy) ? copy.copy() : null;
    }

    private boolean repeats(double[] measured) {
        return Arrays.equals(measured, last) && Arrays.stream(measured).anyMatch(v -> !Double.isNaN(v));
    }

    private static boolean isFar(
            WeightFilter filter, GaussianEstimate copy, double[] measured, double[] inputs, Policy policy) {
        Expectation expectation = filter.newExpectation();
        filter.expect(copy, inputs, expectation);
        for (int k = 0; k < measured.length; k++) {
            double distance = Math.abs(measured[k] - expectation.output(k));
            if (distance > policy.stuckDistance() * expectation.standardDeviation(k)) {
                return true;
            }
        }
        return false;
    }
}
