package dev.weft.twins.drill;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.twins.Prediction;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.Verdict;
import dev.weft.twins.fault.Arrival;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follow clean readings by a live twin, go astray with a fault, and come back by the twin's own rollback, which is exact: so the
 * next fault meets the same twin. Not thread-safe.
 */
final class Arm {
    private final Twin twin;
    private final boolean plain;
    private final List<Reading> clean;
    private final double[] scale;
    private int row;
    private long refused;

    /**
     * Begin a twin.
     *
     * @param plain whether readings go past the gate's clock and marks
     * @param scale what an error of each output is divided by [Q]. Not modified
     */
    Arm(PhysicsModel model, Policy policy, boolean plain, List<Reading> clean, double[] scale) {
        this.twin = Twin.of(model).guardedBy(policy).openIn(new MemoryStore(), "drill");
        this.plain = plain;
        this.clean = clean;
        this.scale = scale;
    }

    /** How many of the clean readings were refused. */
    long refused() {
        return refused;
    }

    /** Follow the clean readings up to a row. */
    void followTo(int end) {
        for (; row < end; row++) {
            refused += take(clean.get(row)).accepted() ? 0 : 1;
        }
    }

    private Verdict take(Reading reading) {
        Reading taken = plain
                ? PlainFilter.take(reading, twin.snapshot().time(), twin.model().samplingInterval())
                : reading;
        return twin.update(taken);
    }

    /**
     * Take arrivals, forecast, take those behind the fault, and go back to before all of it.
     *
     * @param during up to where the fault is over
     * @param behind the good ones after it
     * @param end row of the first reading to forecast
     */
    Course play(List<Arrival> during, List<Arrival> behind, int end, int ahead) {
        long before = twin.version();
        List<Verdict> verdicts = new ArrayList<>();
        during.forEach(arrival -> verdicts.add(take(arrival.reading())));
        GaussianEstimate estimate = twin.snapshot().estimate();
        Optional<Prediction> forecast = forecast(end, ahead);
        double error = forecast.map(p -> error(p, end)).orElse(Double.POSITIVE_INFINITY);
        behind.forEach(arrival -> verdicts.add(take(arrival.reading())));
        twin.rollback(before, "drill", "the fault is over");
        return new Course(verdicts, estimate, forecast, error);
    }

    /** What the twin says of the readings from a row on, their inputs being known; nothing where the equations have no solution. */
    Optional<Prediction> forecast(int from, int rows) {
        List<Reading> ahead = clean.subList(from, Math.min(clean.size(), from + rows));
        double[] times = ahead.stream().mapToDouble(Reading::time).toArray();
        double[][] inputs = ahead.stream().map(Reading::inputs).toArray(double[][]::new);
        try {
            return Optional.of(twin.whatIf(times, inputs));
        } catch (IntegrationException e) {
            return Optional.empty();
        }
    }

    private double error(Prediction forecast, int from) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < forecast.length(); i++) {
            double[] measured = clean.get(from + i).outputs();
            for (int k = 0; k < measured.length; k++) {
                if (!Double.isNaN(measured[k])) {
                    double off = (forecast.output(i, k) - measured[k]) / scale[k];
                    sum += off * off;
                    count++;
                }
            }
        }
        double error = Math.sqrt(sum / count);
        return Double.isNaN(error) && count > 0 ? Double.POSITIVE_INFINITY : error;
    }
}
