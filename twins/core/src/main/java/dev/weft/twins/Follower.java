package dev.weft.twins;

import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.StuckWatch;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follow one machine by one estimate, within the limits of learning: propagate, compare, believe or not. Takes readings that
 * the quality gate let pass. Not thread-safe.
 */
final class Follower {
    /** How open a parameter's coordinate becomes when the machine has changed: about 30 % either way. */
    private static final double REOPENED_SPREAD = 0.3;

    /** Doubt grows over so many outliers in a row, no further: a long burst shall not become believable by itself. */
    private static final int DOUBTED = 5;

    /** How many numbers a memory begins with. */
    private static final int HEAD = 4;

    private final PhysicsModel model;
    private final WeightFilter filter;
    private final Expectation expectation;
    private final boolean learns;
    private final int parameters;
    private final int outputs;
    private final Soundness soundness;
    private GaussianEstimate estimate;
    private int outliersInARow;
    private StuckWatch stuckWatch = new StuckWatch();

    /**
     * Say what a reading did.
     *
     * @param surprise NaN if nothing was compared
     * @param expected NaN if nothing was expected [Q]
     * @param deviation of the expected [Q]
     */
    record Outcome(Finding finding, double surprise, double[] expected, double[] deviation) {}

    /** Limits what an accepted reading may do to the parameters. */
    interface Restraint {
        /** Why the parameters must stay, as things are before the reading; null if they may learn. */
        @Nullable
        Finding before();

        /** Why the parameters must stay, given what would be believed; null if they may learn. */
        @Nullable
        Finding after(GaussianEstimate proposed);

        /** The share of a step that is allowed, 0 … 1. */
        double share(double[] from, double[] to);
    }

    /**
     * Follow by an estimate.
     *
     * @param model whose parameters wander as its noise says; those of a follower that does not learn must not
     * @param learns whether readings move the parameters, or the states only
     */
    Follower(PhysicsModel model, GaussianEstimate estimate, boolean learns) {
        this.model = model;
        this.filter = new WeightFilter(model);
        this.expectation = filter.newExpectation();
        this.learns = learns;
        this.parameters = model.layout().parameterCount();
        this.outputs = model.prior().outputs().size();
        this.soundness = new Soundness(model.layout().size());
        this.estimate = estimate;
    }

    /** The estimate, live. */
    GaussianEstimate estimate() {
        return estimate;
    }

    /** Start with nothing remembered. */
    void restart(GaussianEstimate other) {
        believe(other);
        outliersInARow = 0;
        stuckWatch = new StuckWatch();
    }

    /** Believe something else from here on. */
    void believe(GaussianEstimate other) {
        estimate = other.copy();
    }

    void write(Numbers numbers) {
        GaussianEstimate untouched = stuckWatch.untouched();
        numbers.put(outliersInARow, stuckWatch.repetitions(), stuckWatch.last().length, untouched == null ? 0 : 1)
                .put(stuckWatch.last());
        if (untouched != null) {
            numbers.put(untouched);
        }
    }

    /** Write the memory of a follower that has seen nothing. */
    static void writeNothing(Numbers numbers) {
        numbers.put(new double[HEAD]);
    }

    void read(Numbers numbers) {
        double[] head = numbers.next(HEAD);
        outliersInARow = (int) head[0];
        double[] last = numbers.next((int) head[2]);
        stuckWatch = new StuckWatch(
                last,
                (int) head[1],
                head[3] == 0 ? null : numbers.nextEstimate(model.layout().size()));
    }

    /**
     * Take a reading.
     *
     * @param since from the reading before to this one; empty for a first reading
     * @param forgets whether the time between is so long that the state may be anywhere
     * @param u inputs at the reading, finite [K]. Not modified
     * @param measured outputs, NaN where missing [Q]. Not modified
     */
    Outcome follow(
            Optional<MeasuredSeries> since,
            boolean forgets,
            double[] u,
            double[] measured,
            LearningLimits limits,
            Restraint restraint) {
        GaussianEstimate before = estimate.copy();
        GaussianEstimate untouched = null;
        boolean solved;
        try {
            if (forgets) {
                forgetState(estimate);
                stuckWatch = new StuckWatch();
            } else {
                since.ifPresent(interval -> filter.propagate(estimate, interval, 0));
            }
            filter.expect(estimate, u, expectation);
            solved = soundness.holds(estimate) && isFinite(expectation);
            if (solved) {
                untouched = stuckWatch.look(filter, measured, before, forgets ? Optional.empty() : since, u, limits);
            }
        } catch (IntegrationException e) {
            solved = false;
        }
        if (!solved) {
            // Where the machine is now nobody knows; but the next interval may have a solution again.
            estimate = before;
            forgetState(estimate);
            stuckWatch = new StuckWatch();
            return nothingExpected(Finding.NO_SOLUTION);
        }
        return learn(u, measured, untouched, limits, restraint);
    }

    private Outcome learn(
            double[] u,
            double[] measured,
            @Nullable GaussianEstimate untouched,
            LearningLimits limits,
            Restraint restraint) {
        int present =
                (int) Arrays.stream(measured).filter(v -> !Double.isNaN(v)).count();
        if (present == 0) {
            return outcome(Finding.OUTPUT_MISSING, Double.NaN);
        }
        if (untouched != null && soundness.holds(untouched)) {
            estimate = untouched;
            filter.expect(estimate, u, expectation);
            return outcome(Finding.STUCK, filter.correct(estimate.copy(), expectation, measured));
        }
        Finding held = learns ? restraint.before() : null;
        GaussianEstimate proposed = estimate.copy();
        double surprise = correct(proposed, measured, learns && held == null);
        if (!isBelievable(surprise, present, proposed, limits)) {
            return disbelieve(u, measured, surprise, present, limits, learns && held != Finding.ALARM);
        }
        if (learns && held == null) {
            held = restraint.after(proposed);
            if (held != null) {
                proposed = estimate.copy();
                correct(proposed, measured, false);
            }
        }
        outliersInARow = 0;
        Finding finding = held != null ? held : Finding.GOOD;
        if (finding == Finding.GOOD && limit(proposed, limits, restraint)) {
            finding = Finding.LIMITED;
        }
        Outcome outcome = outcome(finding, surprise);
        estimate = proposed;
        return outcome;
    }

    private double correct(GaussianEstimate proposed, double[] measured, boolean all) {
        return all
                ? filter.correct(proposed, expectation, measured)
                : filter.correctStates(proposed, expectation, measured);
    }

    /** One wrong reading is an outlier; so many in a row are a machine that has changed. */
    private Outcome disbelieve(
            double[] u, double[] measured, double surprise, int present, LearningLimits limits, boolean opens) {
        Outcome outlier = outcome(Finding.OUTLIER, surprise);
        outliersInARow++;
        if (outliersInARow < limits.reopenAfter()) {
            if (outliersInARow <= DOUBTED) {
                doubtState(limits.doubt());
            }
            return outlier;
        }
        GaussianEstimate proposed = estimate.copy();
        forgetState(proposed);
        if (opens) {
            openParameters(proposed);
        }
        filter.expect(proposed, u, expectation);
        // What lies outside of where the machine can be at all is no change of the machine.
        if (!isBelievable(correct(proposed, measured, opens), present, proposed, limits)) {
            return outlier;
        }
        GaussianEstimate from = estimate;
        outliersInARow = 0;
        shorten(proposed, from, limits.trustRegion());
        estimate = proposed;
        return new Outcome(Finding.REOPENED, surprise, outlier.expected(), outlier.deviation());
    }

    private boolean isBelievable(double surprise, int present, GaussianEstimate corrected, LearningLimits limits) {
        return surprise <= limits.outlierSurprise() * present && soundness.holds(corrected);
    }

    /** Keep the parameters' step within the trust regions: shorten it as a whole, so that its direction stays. */
    private boolean limit(GaussianEstimate proposed, LearningLimits limits, Restraint restraint) {
        boolean shortened = shorten(proposed, estimate, limits.trustRegion());
        double share = restraint.share(estimate.mean(), proposed.mean());
        if (share < 1) {
            scale(proposed, estimate, share);
        }
        return shortened || share < 1;
    }

    private boolean shorten(GaussianEstimate proposed, GaussianEstimate from, double region) {
        double furthest = 0;
        for (int j = 0; j < parameters; j++) {
            furthest = Math.max(furthest, Math.abs(proposed.mean()[j] - from.mean()[j]));
        }
        if (furthest <= region) {
            return false;
        }
        scale(proposed, from, region / furthest);
        return true;
    }

    private void scale(GaussianEstimate proposed, GaussianEstimate start, double share) {
        for (int j = 0; j < parameters; j++) {
            double from = start.mean()[j];
            proposed.mean()[j] = from + share * (proposed.mean()[j] - from);
        }
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
    private void doubtState(double doubt) {
        for (int i = parameters; i < estimate.dimension(); i++) {
            for (int j = 0; j < estimate.dimension(); j++) {
                double value = estimate.covariance().get(i, j) * doubt;
                estimate.covariance().set(i, j, j >= parameters ? value * doubt : value);
            }
        }
        for (int i = parameters; i < estimate.dimension(); i++) {
            for (int j = 0; j < parameters; j++) {
                estimate.covariance().set(j, i, estimate.covariance().get(i, j));
            }
        }
    }

    private void openParameters(GaussianEstimate e) {
        for (int j = 0; j < parameters; j++) {
            // A network has no reading of its own: opened, it would take what the parameters shall learn.
            if (!model.prior().parameters().get(j).isWeight()) {
                e.covariance().add(j, j, REOPENED_SPREAD * REOPENED_SPREAD);
            }
        }
    }

    private boolean isFinite(Expectation e) {
        for (int k = 0; k < outputs; k++) {
            if (!Double.isFinite(e.output(k)) || !Double.isFinite(e.standardDeviation(k))) {
                return false;
            }
        }
        return true;
    }

    private Outcome outcome(Finding finding, double surprise) {
        double[] expected = new double[outputs];
        double[] deviation = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            expected[k] = expectation.output(k);
            deviation[k] = expectation.standardDeviation(k);
        }
        return new Outcome(finding, surprise, expected, deviation);
    }

    private Outcome nothingExpected(Finding finding) {
        double[] nothing = new double[outputs];
        Arrays.fill(nothing, Double.NaN);
        return new Outcome(finding, Double.NaN, nothing, nothing.clone());
    }
}
