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

    /** Watch a sensor of which nothing was seen. */
    public StuckWatch() {}

    /**
     * Go on watching.
     *
     * @param last values seen last; none if nothing was seen. Not modified
     * @param repetitions how many times in a row they were there
     * @param untouched the weights that have not learned from the repetitions; null if there was none. Kept, and modified
     */
    public StuckWatch(double[] last, int repetitions, @Nullable GaussianEstimate untouched) {
        this.last = last.clone();
        this.repetitions = repetitions;
        this.untouched = untouched;
    }

    /** Return a copy of the values seen last; none if nothing was seen. */
    public double[] last() {
        return last.clone();
    }

    /** Return how many times in a row they were there. */
    public int repetitions() {
        return repetitions;
    }

    /** Return the weights that have not learned from the repetitions, live; null if there was none. */
    public @Nullable GaussianEstimate untouched() {
        return untouched;
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
            LearningLimits limits) {
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
        return repetitions >= limits.stuckAfter() && isFar(filter, copy, measured, inputs, limits) ? copy.copy() : null;
    }

    private boolean repeats(double[] measured) {
        return Arrays.equals(measured, last) && Arrays.stream(measured).anyMatch(v -> !Double.isNaN(v));
    }

    private static boolean isFar(
            WeightFilter filter, GaussianEstimate copy, double[] measured, double[] inputs, LearningLimits limits) {
        Expectation expectation = filter.newExpectation();
        filter.expect(copy, inputs, expectation);
        for (int k = 0; k < measured.length; k++) {
            double distance = Math.abs(measured[k] - expectation.output(k));
            if (distance > limits.stuckDistance() * expectation.standardDeviation(k)) {
                return true;
            }
        }
        return false;
    }
}
