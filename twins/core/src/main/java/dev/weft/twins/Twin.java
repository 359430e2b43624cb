package dev.weft.twins;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Mode;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.quality.QualityGate;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follow one machine: readings move the weights, forecasts read them out, every change is in the ledger.
 *
 * <p>{@link #update} returns after the store has kept the entry. {@link #predict} and {@link #whatIf} never change
 * anything. Methods lock the twin, and all twins of its fleet that share kernels with it: it may be shared between threads.
 */
public final class Twin {
    private final TwinStore store;
    private final Ledger ledger;
    private final TwinRecord record;
    private final Clock clock;
    private final LaneSet home;
    private final int lane;
    private FleetListener listener = FleetListener.NONE;
    private @Nullable Approved approved;

    /** What a person approved, as it is in the ledger. */
    private record Approved(long version, GaussianEstimate weights) {}

    /** Open a twin in a lane. The set of lanes is locked by the caller. */
    Twin(TwinStore store, TwinStanding standing, Clock clock, LaneSet home, int lane) {
        this.store = store;
        this.ledger = Ledger.of(store);
        this.record = standing.twin();
        this.clock = clock;
        this.home = home;
        this.lane = lane;
        standing.seatIn(home.lanes(), lane);
    }

    /** Tell a listener of this twin, and from here on of what happens to it. */
    Twin toldTo(FleetListener other) {
        listener = other;
        listener.joined(this);
        return this;
    }

    /**
     * Return what moves the twin by itself, from where it is; what it does there does not move the twin. The caller holds the
     * lock, or works for the one that does.
     */
    LiveWeights weights() {
        Lanes lanes = home.lanes();
        return weights(lanes.version(lane), lanes.snapshot(lane), lanes.policy(lane), lanes.gate(lane));
    }

    private LiveWeights weights(long ofVersion, TwinSnapshot from, Policy under, QualityGate gate) {
        return new LiveWeights(
                model(),
                under,
                gate,
                under.servesAdapting(id()),
                from,
                ParameterGuard.approvedVersion(from.memory()),
                approvedWeights(ofVersion, from));
    }

    private GaussianEstimate approvedWeights(long ofVersion, TwinSnapshot from) {
        long asked = ParameterGuard.approvedVersion(from.memory());
        Approved known = approved;
        if (known == null || known.version() != asked) {
            known = new Approved(asked, TwinStanding.approved(store, id(), ofVersion, from));
            // What the store does not have yet may be taken back.
            approved = asked == ofVersion ? null : known;
        }
        return known.weights();
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
        return alone(store, Ledger.of(store).standing(record), Clock.systemUTC());
    }

    /** Open a twin outside of a fleet. */
    static Twin alone(TwinStore store, TwinStanding standing, Clock clock) {
        return new Twin(store, standing, clock, LaneSet.alone(standing.twin().model()), 0);
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
    public long version() {
        synchronized (home.lock()) {
            return home.lanes().version(lane);
        }
    }

    LaneSet home() {
        return home;
    }

    int lane() {
        return lane;
    }

    /** Return the policy that holds. */
    public Policy policy() {
        synchronized (home.lock()) {
            return home.lanes().policy(lane);
        }
    }

    /** Return the version whose weights a person approved: 0, the twin's beginning, until somebody approves others. */
    public long approvedVersion() {
        return ParameterGuard.approvedVersion(snapshot().memory());
    }

    /** Tell whether the weights that adapt answer for forecasts; otherwise the approved ones do. */
    public boolean servesAdapting() {
        return policy().servesAdapting(id());
    }

    /** Tell whether the alarm has gone since a person last looked. */
    public boolean isAlarmed() {
        return ParameterGuard.isAlarmed(snapshot().memory());
    }

    /** Return the share of recent readings that were refused, 0 … 1. */
    public double refusedShare() {
        return ParameterGuard.poorShare(snapshot().memory());
    }

    /** Return when the newest reading came, by the system's clock; of a twin just opened, its newest entry. */
    public Instant heardAt() {
        synchronized (home.lock()) {
            return Instant.ofEpochMilli(home.lanes().heardAt(lane));
        }
    }

    /** Return what the twin knows now, as a copy. */
    public TwinSnapshot snapshot() {
        synchronized (home.lock()) {
            return home.lanes().snapshot(lane);
        }
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
    public Verdict update(Reading reading) {
        long began = System.nanoTime();
        long stepped;
        Verdict verdict;
        try {
            requireSizes(reading);
            synchronized (home.lock()) {
                Round round = new Round(home, new ListedReadings(List.of(this), List.of(reading)));
                round.run();
                verdict = round.verdict(0);
                List<Draft> drafts = round.drafts();
                stepped = System.nanoTime();
                store.append(drafts);
                round.take();
            }
        } catch (RuntimeException e) {
            listener.failed(1, e);
            throw e;
        }
        listener.taken(FleetListener.Batch.of(
                List.of(new Fleet.Item(id(), reading)), List.of(verdict), began, stepped, System.nanoTime()));
        return verdict;
    }

    void requireSizes(Reading reading) {
        int k = model().prior().inputs().size();
        int q = model().prior().outputs().size();
        if (reading.inputCount() != k || reading.outputCount() != q) {
            throw new IllegalArgumentException("reading of twin " + id() + " has " + reading.inputCount()
                    + " inputs and " + reading.outputCount() + " outputs, expected " + k + " and " + q);
        }
    }

    /** Describe the next entry of the twin, under the policy that holds. */
    LedgerDraft draft(Kind kind, String actor, String cause, Optional<Observation> observation, TwinSnapshot after) {
        return draft(kind, actor, cause, home.lanes().policyHash(lane), observation, after);
    }

    private LedgerDraft draft(
            Kind kind,
            String actor,
            String cause,
            String policy,
            Optional<Observation> observation,
            TwinSnapshot after) {
        return new LedgerDraft(
                id(), home.lanes().version(lane) + 1, kind, actor, cause, policy, clock.instant(), observation, after);
    }

    Clock clock() {
        return clock;
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

    private record Present(TwinSnapshot snapshot, long version, boolean adapts) {}

    private Present present() {
        synchronized (home.lock()) {
            return new Present(snapshot(), version(), servesAdapting());
        }
    }

    private Prediction forecast(Present present, double[] times, double[][] inputs) {
        if (times.length > 0
                && !(times[0] > present.snapshot().time())
                && !Double.isNaN(present.snapshot().time())) {
            throw new IllegalArgumentException("forecast time 0 = " + times[0] + " s, expected one after "
                    + present.snapshot().time() + " s");
        }
        return new Forecast(id(), model()).of(present.snapshot(), present.version(), present.adapts(), times, inputs);
    }

    /**
     * Tell which weights moved between two versions, in their units.
     *
     * @throws IllegalArgumentException if there is no such version
     */
    public List<WeightChange> diff(long from, long to) {
        return TwinHistory.changes(model().layout(), known(from), known(to));
    }

    private LedgerEntry known(long ofVersion) {
        return ledger.entry(id(), ofVersion)
                .orElseThrow(() -> new IllegalArgumentException(
                        "twin " + id() + " has no version " + ofVersion + ", expected 0 … " + version()));
    }

    /**
     * Tell how the twin stood at a time of its machine, by what was known at a moment: the newest entry recorded by then that
     * stands for no later time, so a rollback counts from the moment it was made. States run on from there with inputs held.
     *
     * @param time seconds on the machine's clock; infinite for the newest
     * @param known entries recorded later do not count
     * @return empty if the twin was not there then
     * @throws IllegalArgumentException if the time is not a number
     */
    public Optional<TwinAt> at(double time, Instant known) {
        if (Double.isNaN(time)) {
            throw new IllegalArgumentException("time = NaN, expected a number of seconds");
        }
        return ledger.asOf(id(), time, known).map(entry -> {
            TwinStanding then = TwinStanding.after(store, record, entry);
            return TwinHistory.at(
                    record,
                    entry,
                    then.policy(),
                    weights(entry.version(), entry.after(), then.policy(), LiveWeights.gate(model(), then.policy())),
                    time);
        });
    }

    /**
     * Go back to an earlier version: forecasts are then those it made, bit for bit. The way back is an entry itself. The
     * policy stays the one that holds now; where it lets other weights serve than the policy of then, they do.
     *
     * @param toVersion a version of this twin
     * @param actor who says so
     * @param reason why
     * @return the new version
     * @throws IllegalArgumentException if there is no such version
     * @throws StoreException if the store could not keep the entry; the twin is as before
     */
    public long rollback(long toVersion, String actor, String reason) {
        LedgerEntry target = known(toVersion);
        return decide(
                Kind.ROLLED_BACK,
                actor,
                "rolled back to version " + toVersion + ": " + reason,
                policy(),
                target.after());
    }

    /**
     * Approve the weights that adapt: forecasts come from them from here on, under any policy, and an alarm is answered.
     *
     * @param actor who says so
     * @param reason why
     * @return the new version
     * @throws IllegalArgumentException if the policy lets nobody approve
     * @throws StoreException if the store could not keep the entry; the twin is as before
     */
    public long approve(String actor, String reason) {
        synchronized (home.lock()) {
            Policy policy = policy();
            if (policy.mode() == Mode.SHADOW) {
                throw new IllegalArgumentException("twin " + id() + " is under policy " + policy
                        + " in mode shadow, whose weights do not serve, expected approve, canary or auto; give it another"
                        + " policy first");
            }
            return decide(
                    Kind.APPROVED,
                    actor,
                    "approved: " + reason,
                    policy,
                    weights().approved(version() + 1, servesAdapting()));
        }
    }

    /**
     * Reject the weights that adapt: the approved parameters take their place, the state stays, and an alarm is answered.
     *
     * @param actor who says so
     * @param reason why
     * @return the new version
     * @throws StoreException if the store could not keep the entry; the twin is as before
     */
    public long reject(String actor, String reason) {
        synchronized (home.lock()) {
            return decide(
                    Kind.REJECTED,
                    actor,
                    "rejected: " + reason,
                    policy(),
                    weights().rejected());
        }
    }

    /**
     * Give the twin another policy. Where weights served that adapted, and shall not any more, they count as approved by
     * this: forecasts do not jump.
     *
     * @param other the policy
     * @param actor who says so
     * @param reason why
     * @return the new version
     * @throws IllegalArgumentException if the policy has a rule for a signal that the prior does not have
     * @throws StoreException if the store could not keep the entry; the twin is as before
     */
    public long govern(Policy other, String actor, String reason) {
        synchronized (home.lock()) {
            LiveWeights weights = weights();
            boolean takesServiceAway = servesAdapting() && !other.servesAdapting(id());
            TwinSnapshot after = takesServiceAway
                    ? weights.approved(version() + 1, false)
                    : weights.governed(other.servesAdapting(id()));
            return decide(Kind.GOVERNED, actor, "policy " + other + ": " + reason, other, after);
        }
    }

    /** Record a person's decision, then follow it. */
    private long decide(Kind kind, String actor, String cause, Policy under, TwinSnapshot after) {
        synchronized (home.lock()) {
            LiveWeights.rules(model(), under);
            if (!under.equals(policy())) {
                store.keep(under);
            }
            long version = version() + 1;
            GaussianEstimate counts = approvedWeights(version, after);
            store.append(List.of(draft(kind, actor, cause, PolicyJson.hash(under), Optional.empty(), after)));
            home.lanes().put(lane, under, version, after, counts);
            listener.decided(this, kind, actor);
            return version;
        }
    }

    /**
     * Make another twin that starts as this one is, to try things on: what becomes of it never touches this one.
     *
     * @param otherId id of the new twin
     * @param actor who says so
     * @param reason why
     * @throws StoreException if a twin of that id exists, or the store could not keep it
     */
    public Twin fork(String otherId, String actor, String reason) {
        synchronized (home.lock()) {
            TwinRecord other = new TwinRecord(otherId, model(), policy());
            LedgerDraft first = new LedgerDraft(
                    otherId,
                    0,
                    Kind.FORKED,
                    actor,
                    TwinOrigin.of(other).cause() + "; forked from " + id() + " at version " + version() + ": " + reason,
                    PolicyJson.hash(policy()),
                    clock.instant(),
                    Optional.empty(),
                    weights().forked());
            Twin fork = alone(store, TwinStanding.after(store, other, store.create(other, first)), clock);
            listener.decided(this, Kind.FORKED, actor);
            return fork;
        }
    }
}
