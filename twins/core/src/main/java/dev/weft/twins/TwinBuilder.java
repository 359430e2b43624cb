package dev.weft.twins;

import dev.weft.priors.Parameter;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Build a {@link Twin} step by step; each step returns a new builder. */
public final class TwinBuilder {
    private final PhysicsModel model;
    private final Policy policy;
    private final Clock clock;

    TwinBuilder(PhysicsModel model, Policy policy, Clock clock) {
        this.model = model;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Calibrate the prior on the machine's history first. Weights of a network beside the prior stay as they are, and as sure:
     * readings that cannot tell a law from a parameter must not refit both.
     *
     * @throws IllegalArgumentException if the history is too short
     */
    public TwinBuilder calibratedOn(List<MeasuredSeries> history) {
        Map<String, Double> network = new LinkedHashMap<>();
        double[] values = model.layout().toPhysical(model.start().mean());
        List<Parameter> parameters = model.prior().parameters();
        for (int j = 0; j < parameters.size(); j++) {
            if (parameters.get(j).isWeight()) {
                network.put(parameters.get(j).name(), values[j]);
            }
        }
        PhysicsModel calibrated = new Calibrator(
                        model.prior(), new CalibrationSettings(LeastSquaresSettings.STANDARD, network))
                .calibrate(history, "", done -> {})
                .model();
        return new TwinBuilder(network.isEmpty() ? calibrated : withNetworkOf(model, calibrated), policy, clock);
    }

    private static PhysicsModel withNetworkOf(PhysicsModel model, PhysicsModel calibrated) {
        GaussianEstimate start = calibrated.start();
        GaussianEstimate before = model.start();
        List<Parameter> parameters = model.prior().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).isWeight()) {
                start.mean()[i] = before.mean()[i];
                for (int j = 0; j < start.dimension(); j++) {
                    boolean both = j < parameters.size() && parameters.get(j).isWeight();
                    double shared = both ? before.covariance().get(i, j) : 0;
                    start.covariance().set(i, j, shared);
                    start.covariance().set(j, i, shared);
                }
            }
        }
        return new PhysicsModel(
                model.prior(),
                start,
                calibrated.noise(),
                calibrated.samplingInterval(),
                calibrated.card().withShares(model.card().shares()));
    }

    /** Return the model the twin will have. */
    PhysicsModel model() {
        return model;
    }

    /** Set what the twin may learn from. */
    public TwinBuilder guardedBy(Policy other) {
        return new TwinBuilder(model, other, clock);
    }

    /** Take the system time of ledger entries from another clock. */
    public TwinBuilder timedBy(Clock other) {
        return new TwinBuilder(model, policy, other);
    }

    /**
     * Create the twin in a store.
     *
     * @throws IllegalArgumentException if the policy has a rule for a signal that the prior does not have
     * @throws dev.weft.twins.store.StoreException if a twin of this id exists; {@link Twin#reopen} opens that one
     */
    public Twin openIn(TwinStore store, String id) {
        return openIn(store, List.of(id), other -> new Place(LaneSet.alone(other), 0))
                .get(0);
    }

    /** Where a twin is put. */
    record Place(LaneSet set, int lane) {}

    /** Create twins in a store, all or none, each in a lane that {@code places} finds. */
    List<Twin> openIn(TwinStore store, List<String> ids, Function<PhysicsModel, Place> places) {
        // Before anything is written: a store must not hold a twin that cannot be opened.
        LiveWeights.rules(model, policy);
        TwinSnapshot start =
                new TwinSnapshot(Double.NaN, new double[model.prior().inputs().size()], model.start());
        List<TwinRecord> records =
                ids.stream().map(id -> new TwinRecord(id, model, policy)).toList();
        Instant now = clock.instant();
        String cause = TwinOrigin.of(new TwinRecord(ids.get(0), model, policy)).cause();
        String hash = PolicyJson.hash(policy);
        List<LedgerEntry> entries = store.create(
                records,
                records.stream()
                        .map(record -> new LedgerDraft(
                                record.id(),
                                0,
                                Kind.CREATED,
                                LedgerEntry.WEFT,
                                cause,
                                hash,
                                now,
                                Optional.empty(),
                                start))
                        .toList());
        List<Twin> twins = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Place place = places.apply(model);
            TwinStanding standing =
                    new TwinStanding(records.get(i), policy, 0, entries.get(i).after(), model.start(), now);
            twins.add(new Twin(store, standing, clock, place.set(), place.lane()));
        }
        return twins;
    }
}
