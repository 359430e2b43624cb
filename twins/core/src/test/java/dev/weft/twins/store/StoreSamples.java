package dev.weft.twins.store;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Alarm;
import dev.weft.twins.guard.FailSafe;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Freeze;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Mode;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.quality.Redundancy;
import dev.weft.twins.quality.SignalFinding;
import dev.weft.twins.quality.SignalFinding.Action;
import dev.weft.twins.quality.SignalRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes twins and ledger entries for the tests of stores: none of their numbers is a round one. */
public final class StoreSamples {
    /** Doubles that come back changed from a store that is careless with them. */
    public static final double[] AWKWARD = {
        Double.NaN,
        Double.longBitsToDouble(0x7ff8_0000_0000_0123L),
        Double.longBitsToDouble(0xfff8_0000_0000_0000L),
        -0.0,
        0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.1,
        1e22,
        9007199254740993.0
    };

    private static final PhysicsPrior PRIOR = new MassSpringDamper();
    private static final int WEIGHTS = 5;

    private static final Policy GUARDED = new Policy(
            "Pumpen",
            3,
            Mode.CANARY,
            1.0 / 7,
            new LearningLimits(16.000000000000004, 0.1 + 0.2, 1.0 / 9, 7, 1.0 / 3, 23, 1.1, 1e300),
            new Freeze(1.0 / 3, 33.3, false),
            new Alarm(0.7, FailSafe.APPROVED),
            Map.of("force", SignalRule.ANY.between(-1.0 / 3, 1e9).withRedundancy(new Redundancy(0.1, true))));

    /** The name of the policy of all samples. */
    static final String POLICY = PolicyJson.hash(GUARDED);

    private StoreSamples() {}

    /**
     * Return a twin whose model has a card, a full covariance and a noise of its own. The card names one fit, as the order
     * of several differs from file to file.
     */
    public static TwinRecord twin(String id) {
        return twin(PRIOR, id);
    }

    /** Return such a twin of another prior of five weights, one input and two outputs. */
    public static TwinRecord twin(PhysicsPrior prior, String id) {
        return new TwinRecord(
                id,
                new PhysicsModel(
                        prior,
                        estimate(id.hashCode()),
                        new NoiseModel(new double[] {0.013, 0.17}, new double[] {1e-3 / 3, Double.MIN_VALUE}, 1e-7 / 3),
                        0.1 + 0.2,
                        new ModelCard("ab".repeat(32), 123, Map.of("position", 1.0 / 3))),
                GUARDED);
    }

    /** Return the entry a twin begins with where it vouches for what the twin is made of. */
    public static LedgerDraft created(TwinRecord twin) {
        LedgerDraft plain = created(twin.id());
        return new LedgerDraft(
                twin.id(),
                0,
                Kind.CREATED,
                plain.actor(),
                TwinOrigin.of(twin).cause(),
                plain.policy(),
                plain.recordedAt(),
                Optional.empty(),
                plain.after());
    }

    /** Return the entry a twin begins with. */
    public static LedgerDraft created(String id) {
        TwinSnapshot start = new TwinSnapshot(Double.NaN, new double[1], estimate(0));
        return new LedgerDraft(
                id, 0, Kind.CREATED, LedgerEntry.WEFT, "created", POLICY, time(0), Optional.empty(), start);
    }

    /** Return an accepted reading; the same arguments give the same numbers. */
    public static LedgerDraft reading(String id, long version) {
        Random random = new Random(31 * version + id.hashCode());
        return reading(
                id,
                version,
                new Observation(
                        version / 3.0,
                        new double[] {random.nextGaussian()},
                        new double[] {random.nextGaussian(), Double.NaN},
                        new double[] {random.nextGaussian(), random.nextGaussian()},
                        new double[] {random.nextDouble(), random.nextDouble()},
                        random.nextDouble(),
                        Finding.LIMITED,
                        List.of(new SignalFinding("force", Defect.SPIKE, Action.REPAIRED, "3 N — held"))));
    }

    /** Return an entry of a reading. */
    public static LedgerDraft reading(String id, long version, Observation observation) {
        TwinSnapshot after = new TwinSnapshot(version / 3.0, new double[] {1.0 / 7}, estimate(version));
        return new LedgerDraft(
                id,
                version,
                Kind.ACCEPTED,
                LedgerEntry.WEFT,
                "accepted",
                POLICY,
                time(version),
                Optional.of(observation),
                after);
    }

    private static Instant time(long version) {
        return Instant.parse("2026-03-29T00:59:59.999Z").plusMillis(version);
    }

    private static GaussianEstimate estimate(long seed) {
        Random random = new Random(seed);
        double[] mean = random.doubles(WEIGHTS, -2, 2).toArray();
        double[] deviations = random.doubles(WEIGHTS, 0.1, 1).toArray();
        GaussianEstimate estimate = GaussianEstimate.independent(mean, deviations);
        double correlated = 1e-3 / 3;
        estimate.covariance().set(0, 1, correlated);
        estimate.covariance().set(1, 0, correlated);
        return estimate;
    }
}
