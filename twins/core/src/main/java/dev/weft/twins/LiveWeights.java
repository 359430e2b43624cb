package dev.weft.twins;

import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.StuckWatch;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.TwinSnapshot;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Move one twin's weights by readings, within its policy. Knows nothing of stores: what it returns is what the ledger
 * has to record. Not thread-safe.
 */
final class LiveWeights {
    /** How open a parameter's coordinate becomes when the machine has changed: about 30 % either way. */
    private static final double REOPENED_SPREAD = 0.3;

    /** Doubt grows over so many outliers in a row, no further: a long burst shall not become believable by itself. */
    private static final int DOUBTED = 5;

    private final PhysicsModel model;
    private final Policy policy;
    private final Expectation expectation;
    private final int parameters;
    private final Soundness soundness;
    private final WeightFilter filter;
    private GaussianEstimate estimate;
    private double time;
    private double[] inputs;
    private int outliersInARow;
    private StuckWatch stuckWatch;

    /** Report what a step did. */
    record Step(Finding finding, Observation observation) {}

    LiveWeights(PhysicsModel model, Policy policy, TwinSnapshot from) {
        this.model = model;
        this.policy = policy;
        this.filter = new WeightFilter(model);
        this.expectation = filter.newExpectation();
        this.parameters = model.layout().parameterCount();
        this.estimate = from.estimate();
        this.time = from.time();
        this.inputs = from.inputs();
        this.stuckWatch = new StuckWatch();
        this.soundness = new Soundness(model.layout().size());
    }

    TwinSnapshot snapshot() {
        return new TwinSnapshot(time, inputs, estimate);
    }

    /** Hold all that a step changes, so that a step which was not recorded can be taken back. */
    record Mark(TwinSnapshot snapshot, int outliersInARow, StuckWatch stuckWatch) {}

    Mark mark() {
        return new Mark(snapshot(), outliersInARow, stuckWatch.copy());
    }

    /** Go back to a mark, which is then used up. */
    void goBack(Mark mark) {
        restore(mark.snapshot());
        outliersInARow = mark.outliersInARow();
        stuckWatch = mark.stuckWatch();
    }

    /** Go to a snapshot; what the guard remembered of readings is forgotten. */
    void restore(TwinSnapshot snapshot) {
        estimate = snapshot.estimate();
        time = snapshot.time();
        inputs = snapshot.inputs();
        outliersInARow = 0;
        stuckWatch = new StuckWatch();
    }

    /** Take a reading: propagate to its time, compare, learn if the policy allows. */
    Step step(Reading reading) {
        double[] u = reading.inputs();
        double[] measured = reading.outputs();
        double t = reading.time();
        if (!Arrays.stream(u).allMatch(Double::isFinite)) {
            return unexpected(Finding.INPUT_MISSING, reading);
        }
        if (!Double.isFinite(t) || t <= time) {
            return unexpected(Finding.OUT_OF_ORDER, reading);
        }
        replaceInfinities(measured);
        GaussianEstimate before = estimate.copy();
        double dt = Double.isNaN(time) ? 0 : t - time;
        Optional<MeasuredSeries> since = dt > 0 ? Optional.of(interval(model, time, inputs, t, u)) : Optional.empty();
        GaussianEstimate untouched = null;
        boolean solved = true;
        try {
            if (dt > policy.forgetAfter() * model.samplingInterval()) {
                forgetState(estimate);
                stuckWatch = new StuckWatch();
            } else {
                since.ifPresent(interval -> filter.propagate(estimate, interval, 0));
            }
            filter.expect(estimate, u, expectation);
            solved = soundness.holds(estimate) && isFinite(expectation);
            if (solved) {
                untouched = stuckWatch.look(filter, measured, before, since, u, policy);
            }
        } catch (IntegrationException e) {
            solved = false;
        }
        time = t;
        inputs = u;
        if (!solved) {
            // Where the machine is now nobody knows; but the next interval may have a solution again.
            estimate = before;
            forgetState(estimate);
            stuckWatch = new StuckWatch();
            return unexpected(Finding.NO_SOLUTION, reading);
        }
        return learn(reading, measured, untouched);
    }

    /**
     * Lay out what inputs did between two readings, now that both are there: held if the model was calibrated so, else
     * straight lines. A smooth course needs readings that are still to come.
     */
    static MeasuredSeries interval(PhysicsModel model, double from, double[] u, double to, double[] next) {
        InputsBetween between =
                model.card().between() == InputsBetween.HELD ? InputsBetween.HELD : InputsBetween.LINEAR;
        return new MeasuredSeries("interval", new double[] {from, to}, new double[][] {u, next}, new double[2][0])
                .withInputsBetween(between);
    }

    private boolean isFinite(Expectation e) {
        for (int k = 0; k < model.prior().outputs().size(); k++) {
            if (!Double.isFinite(e.output(k)) || !Double.isFinite(e.standardDeviation(k))) {
                return false;
            }
        }
        return true;
    }

    private Step learn(Reading reading, double[] measured, @Nullable GaussianEstimate untouched) {
        int present =
                (int) Arrays.stream(measured).filter(v -> !Double.isNaN(v)).count();
        if (present == 0) {
            return new Step(Finding.OUTPUT_MISSING, observe(reading, Double.NaN));
        }
        if (untouched != null && soundness.holds(untouched)) {
            estimate = untouched;
            filter.expect(estimate, inputs, expectation);
            double surprise = filter.correct(estimate.copy(), expectation, measured);
            return new Step(Finding.STUCK, observe(reading, surprise));
        }
        GaussianEstimate proposed = estimate.copy();
        double surprise = filter.correct(proposed, expectation, measured);
        Observation observation = observe(reading, surprise);
        Finding finding = Finding.GOOD;
        if (!isBelievable(surprise, present, proposed)) {
            outliersInARow++;
            if (outliersInARow < policy.reopenAfter()) {
                if (outliersInARow <= DOUBTED) {
                    doubtState();
                }
                return new Step(Finding.OUTLIER, observation);
            }
            proposed = estimate.copy();
            reopen(proposed);
            filter.expect(proposed, inputs, expectation);
            // What lies outside of where the machine can be at all is no change of the machine.
            if (!isBelievable(filter.correct(proposed, expectation, measured), present, proposed)) {
                return new Step(Finding.OUTLIER, observation);
            }
            finding = Finding.REOPENED;
        }
        outliersInARow = 0;
        if (limit(proposed) && finding == Finding.GOOD) {
            finding = Finding.LIMITED;
        }
        estimate = proposed;
        return new Step(finding, observation);
    }

    private boolean isBelievable(double surprise, int present, GaussianEstimate corrected) {
        return surprise <= policy.outlierSurprise() * present && soundness.holds(corrected);
    }

    /** Keep the parameters' step within the trust region: shorten it as a whole, so that its direction stays. */
    private boolean limit(GaussianEstimate proposed) {
        double furthest = 0;
        for (int j = 0; j < parameters; j++) {
            furthest = Math.max(furthest, Math.abs(proposed.mean()[j] - estimate.mean()[j]));
        }
        if (furthest <= policy.trustRegion()) {
            return false;
        }
        double share = policy.trustRegion() / furthest;
        for (int j = 0; j < parameters; j++) {
            double from = estimate.mean()[j];
            proposed.mean()[j] = from + share * (proposed.mean()[j] - from);
        }
        return true;
    }

    /** After a long gap the state may be anywhere where the machine has been; the parameters stay. */
    private void forgetState(GaussianEstimate e) {
        GaussianEstimate start = model.start();
        for (int i = parameters; i < e.dimension(); i++) {
            e.mean()[i] = start.mean()[i];
            for (int j = 0; j < e.dimension(); j++) {
                double value = j < parameters ? 0 : start.covariance().get(i, j);
                e.covariance().set(i, j, value);
                e.covariance().set(j, i, value);
            }
        }
    }

    /** Scale the states' rows and columns of P: a congruence, so P stays positive semi-definite. */
    private void doubtState() {
        for (int i = parameters; i < estimate.dimension(); i++) {
            for (int j = 0; j < estimate.dimension(); j++) {
                double value = estimate.covariance().get(i, j) * policy.doubt();
                estimate.covariance().set(i, j, j >= parameters ? value * policy.doubt() : value);
            }
        }
        for (int i = parameters; i < estimate.dimension(); i++) {
            for (int j = 0; j < parameters; j++) {
                estimate.covariance().set(j, i, estimate.covariance().get(i, j));
            }
        }
    }

    private void reopen(GaussianEstimate e) {
        forgetState(e);
        for (int j = 0; j < parameters; j++) {
            // A network has no reading of its own: opened, it would take what the parameters shall learn.
            if (!model.prior().parameters().get(j).isWeight()) {
                e.covariance().add(j, j, REOPENED_SPREAD * REOPENED_SPREAD);
            }
        }
    }

    private Observation observe(Reading reading, double surprise) {
        int q = model.prior().outputs().size();
        double[] expected = new double[q];
        double[] deviation = new double[q];
        for (int k = 0; k < q; k++) {
            expected[k] = expectation.output(k);
            deviation[k] = expectation.standardDeviation(k);
        }
        return new Observation(reading.time(), reading.inputs(), reading.outputs(), expected, deviation, surprise);
    }

    private Step unexpected(Finding finding, Reading reading) {
        double[] nothing = new double[model.prior().outputs().size()];
        Arrays.fill(nothing, Double.NaN);
        return new Step(
                finding,
                new Observation(
                        reading.time(), reading.inputs(), reading.outputs(), nothing, nothing.clone(), Double.NaN));
    }

    private static void replaceInfinities(double[] measured) {
        for (int k = 0; k < measured.length; k++) {
            if (Double.isInfinite(measured[k])) {
                measured[k] = Double.NaN;
            }
        }
    }
}
