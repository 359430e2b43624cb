package dev.weft.twins;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Follow one machine: readings move the weights, forecasts read them out, every change is in the ledger.
 *
 * <p>{@link #update} returns after the store has kept the entry. {@link #predict} and {@link #whatIf} never change
 * anything. Methods lock the twin, so it may be shared between threads; different twins run in parallel.
 */
public final class Twin {
    private final TwinStore store;
    private final TwinRecord record;
    private final Clock clock;
    private final LiveWeights weights;
    private long version;

    Twin(TwinStore store, TwinRecord record, LedgerEntry latest, Clock clock) {
        this.store = store;
        this.record = record;
        this.clock = clock;
        this.version = latest.version();
        this.weights = new LiveWeights(record.model(), record.policy(), latest.after());
    }

    /** Begin a twin of a machine of which nothing was measured yet, read {@code samplingInterval} seconds apart. */
    public static TwinBuilder of(PhysicsPrior prior, Duration samplingInterval) {
        return of(PhysicsModel.nominal(prior, samplingInterval.toNanos() / 1e9));
    }

    /** Begin a twin of a prior; calibrate it before it is opened, or it assumes a reading a second. */
    public static TwinBuilder of(PhysicsPrior prior) {
        return of(prior, Duration.ofSeconds(1));
    }

    /** Begin a twin of a calibrated model. */
    public static TwinBuilder of(PhysicsModel model) {
        return new TwinBuilder(model, Policy.standard(), Clock.systemUTC());
    }

    /**
     * Open a twin that a store holds, where it was left.
     *
     * @throws StoreException if there is none of this id
     */
    public static Twin reopen(TwinStore store, String id) {
        TwinRecord record = store.find(id)
                .orElseThrow(() -> new StoreException("there is no twin " + id + " in the store, expected one of "
                        + store.ids().stream().limit(10).toList()));
        LedgerEntry latest =
                store.latest(id).orElseThrow(() -> new StoreException("twin " + id + " has no ledger entry: damaged"));
        return new Twin(store, record, latest, Clock.systemUTC());
    }

    /** Return the id. */
    public String id() {
        return record.id();
    }

    /** Return the model the twin started from. */
    public PhysicsModel model() {
        return record.model();
    }

    /** Return the version: the number of the twin's newest ledger entry, from 0. */
    public synchronized long version() {
        return version;
    }

    /** Return what the twin knows now, as a copy. */
    public synchronized TwinSnapshot snapshot() {
        return weights.snapshot();
    }

    /**
     * Take a reading: guard, learn, record.
     *
     * <p>Since the reading before, inputs were held, if the model was calibrated so. If it was calibrated with inputs that
     * run on, they went in a straight line to those of this reading: a smooth course needs the readings after it, too.
     *
     * @return what became of it; refused readings are recorded too
     * @throws IllegalArgumentException if the numbers of inputs or outputs are not the prior's
     * @throws StoreException if the store could not keep the entry; the twin is as before
     */
    public synchronized Verdict update(Reading reading) {
        Mark before = mark();
        try {
            Pending pending = advance(reading);
            store.append(List.of(pending.draft()));
            return pending.verdict();
        } catch (RuntimeException e) {
            goBack(before);
            throw e;
        }
    }

    /** Where a twin was before steps that may have to be taken back. */
    record Mark(long version, LiveWeights.Mark weights) {}

    synchronized Mark mark() {
        return new Mark(version, weights.mark());
    }

    synchronized void goBack(Mark mark) {
        weights.goBack(mark.weights());
        version = mark.version();
    }

    /** A step that was made in memory and waits for the store. */
    record Pending(Verdict verdict, LedgerDraft draft) {}

    synchronized Pending advance(Reading reading) {
        int k = model().prior().inputs().size();
        int q = model().prior().outputs().size();
        if (reading.inputs().length != k || reading.outputs().length != q) {
            throw new IllegalArgumentException("reading of twin " + id() + " has " + reading.inputs().length
                    + " inputs and " + reading.outputs().length + " outputs, expected " + k + " and " + q);
        }
        LiveWeights.Step step = weights.step(reading);
        version++;
        Kind kind = step.finding().learned() ? Kind.ACCEPTED : Kind.REFUSED;
        LedgerDraft draft = new LedgerDraft(
                id(),
                version,
                kind,
                step.finding().text(),
                clock.instant(),
                Optional.of(step.observation()),
                weights.snapshot());
        return new Pending(
                new Verdict(step.finding(), version, step.observation().surprise()), draft);
    }

    /**
     * Forecast with the present inputs held, at the usual interval.
     *
     * @param horizon how far, &gt; 0
     * @throws IllegalArgumentException if the horizon is not positive or there was no reading yet
     */
    public Prediction predict(Duration horizon) {
        double seconds = horizon.toNanos() / 1e9;
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("horizon = " + horizon + ", expected more than nothing");
        }
        Present present = present();
        TwinSnapshot now = present.snapshot();
        double interval = model().samplingInterval();
        int steps = Math.max(1, (int) Math.min(1_000_000, Math.round(seconds / interval)));
        double[] times = new double[steps];
        double[][] inputs = new double[steps][];
        for (int i = 0; i < steps; i++) {
            times[i] = now.time() + (i + 1) * interval;
            inputs[i] = now.inputs();
        }
        return forecast(present, times, inputs);
    }

    /**
     * Forecast under given inputs.
     *
     * @param times seconds, strictly increasing, after the last reading [T]
     * @param inputs inputs at each time [T×K]. Each row holds until the next, the present inputs until the first; where the
     *     model was calibrated with inputs that run on between rows, they go in straight lines instead
     * @throws IllegalArgumentException if there was no reading yet, sizes differ, an input is not finite, or a time is
     *     not after the one before
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution under these inputs
     */
    public Prediction whatIf(double[] times, double[][] inputs) {
        return forecast(present(), times, inputs);
    }

    private record Present(TwinSnapshot snapshot, long version) {}

    private synchronized Present present() {
        return new Present(weights.snapshot(), version);
    }

    private Prediction forecast(Present present, double[] times, double[][] inputs) {
        TwinSnapshot now = present.snapshot();
        if (Double.isNaN(now.time())) {
            throw new IllegalArgumentException("twin " + id() + " had no reading yet, expected one before a forecast");
        }
        if (times.length != inputs.length) {
            throw new IllegalArgumentException(
                    "forecast with " + times.length + " times and " + inputs.length + " input rows, expected as many");
        }
        WeightFilter filter = new WeightFilter(model());
        Expectation expectation = filter.newExpectation();
        GaussianEstimate theta = now.estimate();
        int q = model().prior().outputs().size();
        double[][] outputs = new double[times.length][q];
        double[][] deviations = new double[times.length][q];
        double t = now.time();
        double[] held = now.inputs();
        for (int i = 0; i < times.length; i++) {
            if (inputs[i].length != held.length || !Arrays.stream(inputs[i]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("forecast inputs " + i + " = " + Arrays.toString(inputs[i])
                        + ", expected " + held.length + " finite numbers");
            }
            if (!(times[i] > t) || Double.isInfinite(times[i])) {
                throw new IllegalArgumentException(
                        "forecast time " + i + " = " + times[i] + " s, expected one after " + t + " s");
            }
            filter.propagate(theta, LiveWeights.interval(model(), t, held, times[i], inputs[i]), 0);
            t = times[i];
            held = inputs[i];
            filter.expect(theta, held, expectation);
            for (int k = 0; k < q; k++) {
                outputs[i][k] = expectation.output(k);
                deviations[i][k] = expectation.standardDeviation(k);
            }
        }
        return new Prediction(present.version(), Arrays.copyOf(times, times.length), outputs, deviations);
    }

    /**
     * Go back to an earlier version: forecasts are then those it made, bit for bit. The way back is an entry itself.
     *
     * @param toVersion a version of this twin
     * @param reason why, and who says so
     * @return the new version
     * @throws IllegalArgumentException if there is no such version
     * @throws StoreException if the store could not keep the entry; the twin is as before
     */
    public synchronized long rollback(long toVersion, String reason) {
        LedgerEntry target = store.entry(id(), toVersion)
                .orElseThrow(() -> new IllegalArgumentException(
                        "twin " + id() + " has no version " + toVersion + ", expected 0 … " + version));
        LedgerDraft draft = new LedgerDraft(
                id(),
                version + 1,
                Kind.ROLLED_BACK,
                "rolled back to version " + toVersion + ": " + reason,
                clock.instant(),
                Optional.empty(),
                target.after());
        store.append(List.of(draft));
        version++;
        weights.restore(target.after());
        return version;
    }
}
