package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.TwinRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.ejml.data.DMatrixRMaj;

/** What no reading whatever can do to a twin, of any prior. */
class TwinProperties {
    private static final List<PhysicsPrior> PRIORS = PriorCatalogue.load().all();
    private static final double INTERVAL = 0.1;
    private static final Policy POLICY = Policy.standard()
            .withLearning(LearningLimits.standard().withReopenAfter(3).withTrustRegion(0.2));

    /** Says how a reading differs from a good one, which lies one interval after the one before. */
    record Fuzz(double step, double inputs, double[] outputs, boolean repeat) {
        @Override
        public String toString() {
            return "Fuzz[" + step + ", " + inputs + ", " + Arrays.toString(outputs) + ", " + repeat + "]";
        }
    }

    /** Numbers a broken gateway sends, and ordinary ones. */
    private static Arbitrary<Double> numbers() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.doubles().between(-20, 20)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.MAX_VALUE,
                                -Double.MAX_VALUE,
                                Double.MIN_VALUE,
                                -0.0,
                                1e300,
                                -1e150,
                                1e20)),
                Tuple.of(1, Arbitraries.integers().between(-308, 308).map(e -> Math.pow(10, e))));
    }

    private static Arbitrary<Double> steps() {
        return Arbitraries.frequency(
                Tuple.of(20, INTERVAL),
                Tuple.of(1, 0.0),
                Tuple.of(1, -5.0),
                Tuple.of(1, Double.NaN),
                Tuple.of(1, Double.POSITIVE_INFINITY),
                Tuple.of(1, Double.MIN_VALUE),
                Tuple.of(1, 1e-12),
                Tuple.of(1, 50 * INTERVAL),
                Tuple.of(1, 1e4),
                Tuple.of(1, 1e12));
    }

    @Provide
    Arbitrary<List<Fuzz>> readings() {
        Arbitrary<Double> inputs =
                Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.doubles().between(0, 10)), Tuple.of(1, numbers()));
        return Combinators.combine(
                        steps(),
                        inputs,
                        numbers().array(double[].class).ofSize(2),
                        Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)))
                .as(Fuzz::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<PhysicsPrior> priors() {
        return Arbitraries.of(PRIORS);
    }

    /** Makes a reading of what is fuzzed; {@code last} is the one before. */
    private static Reading reading(PhysicsPrior prior, Fuzz fuzz, double time, double[] last) {
        double[] inputs = new double[prior.inputs().size()];
        Arrays.fill(inputs, fuzz.inputs());
        double[] outputs = Arrays.copyOf(fuzz.outputs(), prior.outputs().size());
        return new Reading(time, inputs, fuzz.repeat() ? last : outputs);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void staysSound(@ForAll("priors") PhysicsPrior prior, @ForAll("readings") List<Fuzz> fuzzed) {
        Twin twin = Twin.of(prior, Duration.ofMillis(100)).guardedBy(POLICY).openIn(new MemoryStore(), "fuzzed");
        double time = 0;
        double[] last = new double[prior.outputs().size()];
        long version = 0;
        for (Fuzz fuzz : fuzzed) {
            TwinSnapshot before = twin.snapshot();
            Reading reading = reading(prior, fuzz, time + fuzz.step(), last);
            Verdict verdict = twin.update(reading);
            TwinSnapshot after = twin.snapshot();

            assertThat(verdict.version()).isEqualTo(++version);
            assertSound(twin, after);
            assertStepWithinTrust(twin, verdict, before, after);
            if (Double.isFinite(after.time())) {
                time = after.time();
            }
            last = reading.outputs();
        }
        byte[] before = twin.snapshot().toBytes();
        assertThat(Twin.reopen(store(twin), "fuzzed").snapshot().toBytes()).isEqualTo(before);
    }

    private static MemoryStore store(Twin twin) {
        MemoryStore store = new MemoryStore();
        LedgerDraft first = new LedgerDraft(
                "fuzzed",
                0,
                Kind.CREATED,
                LedgerEntry.WEFT,
                "copied",
                PolicyJson.hash(POLICY),
                Instant.EPOCH,
                Optional.empty(),
                TwinSnapshot.fromBytes(twin.snapshot().toBytes()));
        store.create(new TwinRecord("fuzzed", twin.model(), POLICY), first);
        return store;
    }

    private static void assertSound(Twin twin, TwinSnapshot snapshot) {
        GaussianEstimate estimate = snapshot.estimate();
        assertThat(Arrays.stream(estimate.mean())).as("means").allMatch(Double::isFinite);
        assertThat(Arrays.stream(snapshot.inputs())).as("inputs").allMatch(Double::isFinite);
        WeightLayout layout = twin.model().layout();
        double[] values = layout.toPhysical(estimate.mean());
        for (int j = 0; j < layout.parameterCount(); j++) {
            WeightSlot slot = layout.slots().get(j);
            assertThat(values[j])
                    .as(slot.path())
                    .isBetween(slot.coordinate().lower(), slot.coordinate().upper());
        }
        assertPositiveSemidefinite(estimate.covariance());
    }

    /**
     * Decomposes the correlations, as variances of different weights lie up to 600 powers of ten apart here. A
     * correlation is rounded at each of some tens of updates: 1e-9 is a million roundings.
     */
    private static void assertPositiveSemidefinite(DMatrixRMaj p) {
        int d = p.numRows;
        for (int i = 0; i < d; i++) {
            assertThat(p.get(i, i)).as("variance %d", i).isNotNegative().isFinite();
            for (int j = 0; j < i; j++) {
                assertThat(p.get(i, j)).as("symmetry at %d, %d", i, j).isEqualTo(p.get(j, i));
            }
        }
        double[][] l = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double scale = Math.sqrt(p.get(i, i)) * Math.sqrt(p.get(j, j));
                if (scale == 0) {
                    assertThat(p.get(i, j))
                            .as("covariance of a weight without variance")
                            .isZero();
                }
                double sum = i == j ? 1 + 1e-9 : scale == 0 ? 0 : p.get(i, j) / scale;
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j) {
                    assertThat(sum).as("pivot %d of the correlations", i).isPositive();
                    l[i][i] = Math.sqrt(sum);
                } else {
                    l[i][j] = sum / l[j][j];
                }
            }
        }
    }

    private static void assertStepWithinTrust(Twin twin, Verdict verdict, TwinSnapshot before, TwinSnapshot after) {
        double[] from = before.estimate().mean();
        double[] to = after.estimate().mean();
        for (int j = 0; j < twin.model().layout().parameterCount(); j++) {
            double step = Math.abs(to[j] - from[j]);
            if (verdict.accepted()) {
                // from + share·(to − from) is rounded three times, at numbers below a thousand.
                assertThat(step)
                        .as("step of weight %d", j)
                        .isLessThanOrEqualTo(POLICY.learning().trustRegion() + 1e-12);
            } else if (verdict.finding() != Finding.STUCK) {
                assertThat(step).as("step of weight %d at a refused reading", j).isZero();
            }
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void forecastsChangeNothing(
            @ForAll("priors") PhysicsPrior prior, @ForAll("readings") List<Fuzz> fuzzed, @ForAll long seed) {
        Random random = new Random(seed);
        MemoryStore store = new MemoryStore();
        Twin asked = Twin.of(prior, Duration.ofMillis(100)).guardedBy(POLICY).openIn(store, "asked");
        Twin left = Twin.of(prior, Duration.ofMillis(100)).guardedBy(POLICY).openIn(store, "left");
        double time = 0;
        double[] last = new double[prior.outputs().size()];
        for (Fuzz fuzz : fuzzed) {
            Reading reading = reading(prior, fuzz, time + fuzz.step(), last);
            assertThat(asked.update(reading)).isEqualTo(left.update(reading));
            TwinSnapshot snapshot = asked.snapshot();
            if (Double.isFinite(snapshot.time())) {
                time = snapshot.time();
                forecast(asked, random);
            }
            assertThat(asked.snapshot().toBytes())
                    .isEqualTo(snapshot.toBytes())
                    .isEqualTo(left.snapshot().toBytes());
            assertThat(asked.version()).isEqualTo(left.version());
            last = reading.outputs();
        }
    }

    private static void forecast(Twin twin, Random random) {
        double now = twin.snapshot().time();
        double[] times = {now + INTERVAL + Math.ulp(now), now + 3 * INTERVAL + 4 * Math.ulp(now)};
        double[][] inputs = new double[2][twin.snapshot().inputs().length];
        for (double[] row : inputs) {
            Arrays.setAll(row, k -> 10 * random.nextDouble());
        }
        try {
            twin.whatIf(times, inputs);
            twin.predict(Duration.ofMillis(300));
        } catch (IntegrationException | IllegalArgumentException e) {
            // The state may be such that nothing can be said: that too must change nothing.
        }
    }
}
