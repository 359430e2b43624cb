package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.Follower.Outcome;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.quality.Inspection;
import dev.weft.twins.quality.QualityGate;
import dev.weft.twins.quality.QualityRules;
import dev.weft.twins.quality.SignalFinding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Move one twin's weights by readings, as its policy says. Knows nothing of stores: what it returns is what the ledger has to
 * record, and its snapshots hold all that the next reading depends on. Not thread-safe.
 *
 * <p>Where the adapting weights do not serve, a second estimate does: its parameters are the approved ones, and only its state
 * follows the machine.
 */
final class LiveWeights {
    /** How many findings of a reading are told in words; all of them are kept. */
    private static final int MOST_TOLD = 5;

    private final PhysicsModel model;
    private final Policy policy;
    private final QualityGate gate;
    private final Follower adapting;
    private final @Nullable Follower serving;
    private final ParameterGuard guard;
    private final double[] gateMemory;
    private double time = Double.NaN;
    private double[] inputs = {};

    /** Report what a step did. */
    record Step(Finding finding, String cause, Observation observation, boolean alarmRaised) {}

    /**
     * Go on from a snapshot.
     *
     * @param gate by the rules of the model's signals under the policy
     * @param serves whether the adapting weights serve
     * @param approved the weights that a person has approved, if the twin has any memory yet. Not modified
     * @throws IllegalArgumentException if the snapshot is of another model
     */
    LiveWeights(
            PhysicsModel model,
            Policy policy,
            QualityGate gate,
            boolean serves,
            TwinSnapshot from,
            long approvedVersion,
            GaussianEstimate approved) {
        this.model = model;
        this.policy = policy;
        this.gate = gate;
        this.adapting = new Follower(model, from.estimate(), true);
        this.serving = serves ? null : ofServed(model, from.serving().orElseGet(from::estimate));
        this.guard = new ParameterGuard(model, policy);
        this.gateMemory = gate.newMemory();
        restore(from, approvedVersion, approved);
    }

    /** A follower of a machine whose parameters are approved and do not wander. */
    private static Follower ofServed(PhysicsModel model, GaussianEstimate estimate) {
        return new Follower(model.withNoise(model.noise().withDrift(0)), estimate, false);
    }

    /**
     * The rules of a model's signals under a policy.
     *
     * @throws IllegalArgumentException if the policy has a rule for a signal that the prior does not have
     */
    static QualityRules rules(PhysicsModel model, Policy policy) {
        return QualityRules.of(model.prior(), model.samplingInterval()).with(model.prior(), policy.signals());
    }

    /**
     * Return the gate of a model's signals under a policy.
     *
     * @throws IllegalArgumentException if the policy has a rule for a signal that the prior does not have
     */
    static QualityGate gate(PhysicsModel model, Policy policy) {
        return new QualityGate(model.prior(), rules(model, policy));
    }

    /** Go to a snapshot of this twin; one without memory leaves nothing remembered of readings. */
    void restore(TwinSnapshot snapshot, long approvedVersion, GaussianEstimate approved) {
        time = snapshot.time();
        inputs = snapshot.inputs();
        gate.forget(gateMemory);
        adapting.restart(snapshot.estimate());
        if (serving != null) {
            serving.restart(snapshot.serving().orElseGet(snapshot::estimate));
        }
        guard.restart(approvedVersion, approved, adapting.estimate());
        read(snapshot.memory());
    }

    private void read(double[] memory) {
        if (memory.length == 0) {
            return;
        }
        Numbers numbers = Numbers.reader(memory);
        double[] kept = numbers.next((int) numbers.next());
        // Rules may have changed since, signals have not.
        if (kept.length == gateMemory.length) {
            System.arraycopy(kept, 0, gateMemory, 0, kept.length);
        }
        guard.read(numbers);
        adapting.read(numbers);
        if (serving != null && !numbers.isAtEnd()) {
            serving.read(numbers);
        }
    }

    TwinSnapshot snapshot() {
        Numbers numbers = Numbers.writer().put(gateMemory.length).put(gateMemory);
        guard.write(numbers);
        adapting.write(numbers);
        if (serving != null) {
            serving.write(numbers);
        }
        return snapshot(adapting.estimate(), served(), numbers.written());
    }

    /** What holds when a person approves the weights that adapt, as a version; where they do not serve, a copy of them does. */
    TwinSnapshot approved(long asVersion, boolean adaptingServe) {
        GaussianEstimate e = adapting.estimate();
        return snapshot(e, adaptingServe ? Optional.empty() : Optional.of(e), memoryAnew(e, asVersion));
    }

    /** What holds when a person rejects the weights that adapt. */
    TwinSnapshot rejected() {
        GaussianEstimate back =
                serving == null ? guard.withApprovedParameters(adapting.estimate()) : serving.estimate();
        return snapshot(back, served(), memoryAnew(back, guard.approvedVersion()));
    }

    /** What holds when a policy lets the same weights serve as before, or those that adapt again. */
    TwinSnapshot governed(boolean adaptingServe) {
        TwinSnapshot now = snapshot();
        return snapshot(now.estimate(), adaptingServe ? Optional.empty() : now.serving(), now.memory());
    }

    /** What another twin begins with that starts as this one is: its own beginning counts as approved. */
    TwinSnapshot forked() {
        return snapshot(adapting.estimate(), served(), memoryAnew(adapting.estimate(), 0));
    }

    private TwinSnapshot snapshot(GaussianEstimate estimate, Optional<GaussianEstimate> served, double[] memory) {
        return new TwinSnapshot(time, inputs, estimate, served, memory);
    }

    /** What serves, if it is not what adapts. */
    private Optional<GaussianEstimate> served() {
        return Optional.ofNullable(serving).map(Follower::estimate);
    }

    /** A memory of what the gate remembers, and nothing else of readings. */
    private double[] memoryAnew(GaussianEstimate estimate, long approvedVersion) {
        Numbers numbers = Numbers.writer().put(gateMemory.length).put(gateMemory);
        ParameterGuard fresh = new ParameterGuard(model, policy);
        fresh.restart(approvedVersion, estimate, estimate);
        fresh.write(numbers);
        Follower.writeNothing(numbers);
        Follower.writeNothing(numbers);
        return numbers.written();
    }

    ParameterGuard guard() {
        return guard;
    }

    /** Take a reading: inspect, propagate to its time, compare, learn if the policy allows. */
    Step step(Reading reading) {
        Inspection inspection = gate.inspect(
                reading.time(),
                reading.inputs(),
                reading.outputs(),
                reading.redundant(),
                reading.provenance(),
                gateMemory);
        Optional<Defect> whole = inspection.refused();
        if (whole.isPresent()) {
            return refused(of(whole.get()), reading, inspection);
        }
        double[] u = inspection.inputs();
        if (!Arrays.stream(u).allMatch(Double::isFinite)) {
            guard.count(true);
            return refused(Finding.INPUT_MISSING, reading, inspection);
        }
        double t = reading.time();
        // The gate remembers the clock; a snapshot without memory does not.
        if (t <= time) {
            return refused(Finding.OUT_OF_ORDER, reading, inspection);
        }
        double dt = Double.isNaN(time) ? 0 : t - time;
        Optional<MeasuredSeries> since = dt > 0 ? Optional.of(interval(model, time, inputs, t, u)) : Optional.empty();
        boolean forgets = dt > policy.learning().forgetAfter() * model.samplingInterval();
        guard.enter(t, u, adapting.estimate());
        Outcome outcome = adapting.follow(since, forgets, u, inspection.outputs(), policy.learning(), guard);
        if (serving != null) {
            serving.follow(since, forgets, u, inspection.outputs(), policy.learning(), guard);
        }
        time = t;
        inputs = u;
        if (outcome.finding() == Finding.OUTPUT_MISSING && isUnfit(reading)) {
            outcome = new Outcome(Finding.UNFIT, outcome.surprise(), outcome.expected(), outcome.deviation());
        }
        boolean poor = !outcome.finding().learned() && outcome.finding() != Finding.OUTPUT_MISSING
                || inspection.findings().stream().anyMatch(f -> f.action() == SignalFinding.Action.REFUSED);
        guard.count(poor);
        if (outcome.finding() == Finding.REOPENED) {
            guard.reopened(adapting.estimate());
        }
        Optional<String> alarm = guard.raise(adapting);
        return new Step(
                outcome.finding(),
                cause(outcome.finding(), inspection)
                        + alarm.map(text -> "; " + text).orElse(""),
                observation(reading, outcome, inspection),
                alarm.isPresent());
    }

    /** Whether there was an output, though none that could be used. */
    private static boolean isUnfit(Reading reading) {
        return !Arrays.stream(reading.outputs()).allMatch(Double::isNaN);
    }

    private static Finding of(Defect whole) {
        return switch (whole) {
            case DUPLICATE -> Finding.DUPLICATE;
            case OWN_OUTPUT -> Finding.OWN_OUTPUT;
            default -> Finding.OUT_OF_ORDER;
        };
    }

    private Step refused(Finding finding, Reading reading, Inspection inspection) {
        double[] nothing = new double[model.prior().outputs().size()];
        Arrays.fill(nothing, Double.NaN);
        Outcome outcome = new Outcome(finding, Double.NaN, nothing, nothing.clone());
        return new Step(finding, cause(finding, inspection), observation(reading, outcome, inspection), false);
    }

    private static String cause(Finding finding, Inspection inspection) {
        List<SignalFinding> all = inspection.findings();
        String first = all.stream().limit(MOST_TOLD).map(f -> "; " + f).collect(Collectors.joining());
        return finding.text() + first + (all.size() > MOST_TOLD ? "; and " + (all.size() - MOST_TOLD) + " more" : "");
    }

    private static Observation observation(Reading reading, Outcome outcome, Inspection inspection) {
        return new Observation(
                reading.time(),
                reading.inputs(),
                reading.outputs(),
                outcome.expected(),
                outcome.deviation(),
                outcome.surprise(),
                outcome.finding(),
                inspection.findings());
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
}
