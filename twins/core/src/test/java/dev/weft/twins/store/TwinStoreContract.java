package dev.weft.twins.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Fleet;
import dev.weft.twins.FleetReadings;
import dev.weft.twins.Ledger;
import dev.weft.twins.Reading;
import dev.weft.twins.ReplayAudit;
import dev.weft.twins.ReplayReport;
import dev.weft.twins.Twin;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.EntryProof;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.quality.SignalRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TwinStore} does; each has a test that extends this. */
public abstract class TwinStoreContract {
    private TwinStore store;

    /** Return an empty store; the contract closes it. */
    protected abstract TwinStore newStore();

    @BeforeEach
    final void openStore() {
        store = newStore();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    private void create(String id) {
        store.create(StoreSamples.twin(id), StoreSamples.created(id));
    }

    private static List<LedgerEntry> all(TwinStore store) {
        List<LedgerEntry> entries = new ArrayList<>();
        Ledger.of(store).readAllEntries(entries::add);
        return entries;
    }

    private static List<LedgerEntry> of(TwinStore store, String id) {
        List<LedgerEntry> entries = new ArrayList<>();
        store.readSingles(id, entries::add);
        return entries;
    }

    /** Compares bit by bit, which an entry's own equals, that of its arrays, does not. */
    private static void assertSame(LedgerEntry actual, LedgerEntry expected) {
        assertThat(actual.sequence()).isEqualTo(expected.sequence());
        assertThat(actual.twin()).isEqualTo(expected.twin());
        assertThat(actual.version()).isEqualTo(expected.version());
        assertThat(actual.kind()).isEqualTo(expected.kind());
        assertThat(actual.actor()).isEqualTo(expected.actor());
        assertThat(actual.cause()).isEqualTo(expected.cause());
        assertThat(actual.policy()).isEqualTo(expected.policy());
        assertThat(actual.recordedAt()).isEqualTo(expected.recordedAt());
        assertThat(actual.hash()).isEqualTo(expected.hash());
        assertThat(actual.after().toBytes()).isEqualTo(expected.after().toBytes());
        assertThat(actual.observation().isPresent())
                .isEqualTo(expected.observation().isPresent());
        if (expected.observation().isPresent()) {
            Observation a = actual.observation().get();
            Observation e = expected.observation().get();
            assertThat(bits(a.time(), a.surprise())).isEqualTo(bits(e.time(), e.surprise()));
            assertThat(bits(a.inputs())).isEqualTo(bits(e.inputs()));
            assertThat(bits(a.measured())).isEqualTo(bits(e.measured()));
            assertThat(bits(a.expected())).isEqualTo(bits(e.expected()));
            assertThat(bits(a.expectedDeviation())).isEqualTo(bits(e.expectedDeviation()));
            assertThat(a.finding()).isEqualTo(e.finding());
            assertThat(a.findings()).isEqualTo(e.findings());
        }
    }

    private static long[] bits(double... values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private void assertChainHolds() {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        assertThat(all(store)).isNotEmpty().allMatch(chain::accepts);
    }

    @Test
    void beginsEmpty() {
        assertThat(store.ids()).isEmpty();
        assertThat(all(store)).isEmpty();
    }

    @Test
    void createsATwinWithItsFirstEntry() {
        LedgerEntry entry = store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));

        assertThat(entry.sequence()).isEqualTo(1);
        assertThat(entry.version()).isZero();
        assertThat(entry.kind()).isEqualTo(Kind.CREATED);
        assertSame(store.latestSingle("pump").orElseThrow(), entry);
        assertThat(all(store)).hasSize(1);
    }

    @Test
    void findsATwinWithItsExactModelAndPolicy() throws IOException {
        TwinRecord twin = StoreSamples.twin("pump");
        store.create(twin, StoreSamples.created("pump"));

        TwinRecord found = store.find("pump").orElseThrow();

        assertThat(found.id()).isEqualTo("pump");
        assertThat(found.policy()).isEqualTo(twin.policy());
        assertThat(bytes(found.model())).isEqualTo(bytes(twin.model()));
        assertThat(found.model().card()).isEqualTo(twin.model().card());
    }

    @Test
    void keepsPoliciesByTheirHash() {
        create("pump");
        Policy other = Policy.standard().named("other", 7).withSignal("force", SignalRule.ANY.withHoldFor(1.0 / 3));
        store.keep(other);
        store.keep(other);

        assertThat(store.policy(PolicyJson.hash(other))).contains(other);
        assertThat(store.policy(StoreSamples.POLICY))
                .contains(store.find("pump").orElseThrow().policy());
        assertThat(store.policy("ab".repeat(32))).isEmpty();
    }

    /** Entries of a twin stand for a third of a second a version, and are recorded a millisecond a version. */
    @Test
    void findsWhatWasKnownThen() {
        create("pump");
        create("fan");
        for (long version = 1; version <= 9; version++) {
            store.append(List.of(StoreSamples.reading("pump", version), StoreSamples.reading("fan", version)));
        }
        Instant first = store.single("pump", 0).orElseThrow().recordedAt();
        Instant ever = Instant.MAX;

        assertThat(store.singleAsOf("pump", Double.POSITIVE_INFINITY, ever)
                        .orElseThrow()
                        .version())
                .isEqualTo(9);
        assertThat(store.singleAsOf("pump", 1.7, ever).orElseThrow().version()).isEqualTo(5);
        assertThat(store.singleAsOf("pump", 4 / 3.0, ever).orElseThrow().version())
                .isEqualTo(4);
        assertThat(store.singleAsOf("pump", -1, ever).orElseThrow().version())
                .as("created")
                .isZero();
        assertThat(store.singleAsOf("pump", 1.7, first.plusMillis(3))
                        .orElseThrow()
                        .version())
                .isEqualTo(3);
        assertThat(store.singleAsOf("pump", 0.5, first.plusMillis(3))
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
        assertThat(store.singleAsOf("pump", 1.7, first.minusMillis(1))).isEmpty();
        assertThat(store.singleAsOf("nobody", 1, ever)).isEmpty();

        // A way back stands for an earlier time, and governs what comes behind it from then on.
        store.append(List.of(new LedgerDraft(
                "pump",
                10,
                Kind.ROLLED_BACK,
                "ada",
                "why",
                StoreSamples.POLICY,
                first.plusMillis(20),
                Optional.empty(),
                store.single("pump", 2).orElseThrow().after())));
        assertThat(store.singleAsOf("pump", 1.7, ever).orElseThrow().version()).isEqualTo(10);
        assertThat(store.singleAsOf("pump", 1.7, first.plusMillis(19))
                        .orElseThrow()
                        .version())
                .isEqualTo(5);
        assertThat(store.singleAsOf("pump", 0.5, ever).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void keepsWhatATwinIsMadeOfByteByByte() {
        TwinRecord twin = StoreSamples.twin("pump");
        LedgerEntry first = store.create(twin, StoreSamples.created(twin));

        TwinOrigin kept = store.origin("pump").orElseThrow();

        assertThat(kept.prior()).isEqualTo(twin.model().prior().name());
        assertThat(kept.model()).isEqualTo(TwinOrigin.of(twin).model());
        assertThat(kept.policy()).isEqualTo(TwinOrigin.of(twin).policy());
        assertThat(kept.differences(first.cause())).contains(List.of());
        assertThat(store.origin("Pump")).isEmpty();
    }

    @Test
    void knowsWhereItsLedgerEnds() {
        assertThat(store.head()).isEmpty();
        create("pump");
        String ledger = store.latestSingle("pump").orElseThrow().hash();
        assertThat(store.head()).contains(new LedgerHead(ledger, 1, ledger));

        LedgerEntry last = store.append(List.of(StoreSamples.reading("pump", 1), StoreSamples.reading("pump", 2)))
                .get(1);

        assertThat(store.head()).contains(new LedgerHead(ledger, 3, last.hash()));
    }

    @Test
    void keepsCheckpointsInTheirOrder() {
        assertThat(store.checkpoints()).isEmpty();
        create("pump");
        SigningKey key = SigningKey.generate();
        Checkpoint first = key.sign(store.head().orElseThrow(), Instant.ofEpochMilli(1));
        store.keep(first);
        store.append(List.of(StoreSamples.reading("pump", 1)));
        Checkpoint second = key.sign(store.head().orElseThrow(), Instant.ofEpochMilli(2));
        store.keep(second);
        store.keep(first);

        assertThat(store.checkpoints()).containsExactly(first, second, first);
        assertChainHolds();
        store.requireSound();
    }

    @Test
    void keepsNoCheckpointOfAnotherLedger() {
        SigningKey key = SigningKey.generate();
        String other = "0123456789abcdef".repeat(4);
        assertNotKept(key.sign(new LedgerHead(other, 1, other), Instant.EPOCH));
        create("pump");
        LedgerHead head = store.head().orElseThrow();

        assertNotKept(key.sign(new LedgerHead(other, head.sequence(), head.hash()), Instant.EPOCH));
        assertNotKept(key.sign(new LedgerHead(head.ledger(), head.sequence(), other), Instant.EPOCH));
        assertNotKept(key.sign(new LedgerHead(head.ledger(), 2, head.hash()), Instant.EPOCH));
        assertThat(store.checkpoints()).isEmpty();
    }

    private void assertNotKept(Checkpoint checkpoint) {
        assertThatThrownBy(() -> store.keep(checkpoint))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not of this ledger");
    }

    private static byte[] bytes(PhysicsModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelFile.write(model, bytes);
        return bytes.toByteArray();
    }

    @Test
    void findsNothingOfAnUnknownTwin() {
        create("pump");

        assertThat(store.find("Pump")).isEmpty();
        assertThat(store.latestSingle("Pump")).isEmpty();
        assertThat(store.single("Pump", 0)).isEmpty();
        assertThat(of(store, "Pump")).isEmpty();
    }

    @Test
    void listsIdsInTheOrderOfCreation() {
        List<String> ids = List.of("z", "a", "10", "9", "m");
        ids.forEach(this::create);

        assertThat(store.ids()).isEqualTo(ids);
    }

    @Test
    void refusesAnIdThatExists() {
        create("pump");

        assertThatThrownBy(() -> create("pump"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("twin pump exists already");
        assertThat(store.ids()).containsExactly("pump");
        assertThat(all(store)).hasSize(1);
    }

    @Test
    void createsNoTwinWithoutItsFirstEntry() {
        assertThatThrownBy(() -> store.create(StoreSamples.twin("pump"), StoreSamples.reading("pump", 1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 1, expected 0");
        assertThatThrownBy(() -> store.create(StoreSamples.twin("pump"), StoreSamples.created("fan")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("names twin fan");

        assertThat(store.ids()).isEmpty();
        create("pump");
        assertThat(store.latestSingle("pump").orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    void appendsInOrder() {
        create("pump");
        List<LedgerEntry> written = store.append(LongStream.rangeClosed(1, 9)
                .mapToObj(v -> StoreSamples.reading("pump", v))
                .toList());

        assertThat(written).extracting(LedgerEntry::version).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(written).extracting(LedgerEntry::sequence).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertSame(store.latestSingle("pump").orElseThrow(), written.get(8));
        assertSame(store.single("pump", 4).orElseThrow(), written.get(3));
        assertThat(store.single("pump", 10)).isEmpty();
        assertThat(store.single("pump", -1)).isEmpty();
    }

    @Test
    void appendsNothingOfNothing() {
        create("pump");

        assertThat(store.append(List.of())).isEmpty();
        assertThat(all(store)).hasSize(1);
    }

    @Test
    void refusesAVersionThatDoesNotFollow() {
        create("pump");
        store.append(List.of(StoreSamples.reading("pump", 1)));

        for (long wrong : new long[] {-1, 0, 1, 3, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> store.append(List.of(StoreSamples.reading("pump", wrong))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("twin pump: version " + wrong + ", expected 2");
        }
        store.append(List.of(StoreSamples.reading("pump", 2)));
        assertChainHolds();
    }

    @Test
    void appendsAllOrNone() {
        create("pump");
        create("fan");
        LedgerEntry last =
                store.append(List.of(StoreSamples.reading("pump", 1))).get(0);

        assertThatThrownBy(() -> store.append(List.of(
                        StoreSamples.reading("pump", 2),
                        StoreSamples.reading("fan", 1),
                        StoreSamples.reading("pump", 4))))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(
                        () -> store.append(List.of(StoreSamples.reading("pump", 2), StoreSamples.reading("valve", 1))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("twin valve is not in this store");

        assertThat(all(store)).hasSize(3);
        assertSame(store.latestSingle("pump").orElseThrow(), last);
        assertThat(store.append(List.of(StoreSamples.reading("fan", 1))).get(0).sequence())
                .isEqualTo(4);
        assertChainHolds();
    }

    @Test
    void keepsInterleavedTwinsApart() {
        create("pump");
        create("fan");
        List<LedgerDraft> drafts = new ArrayList<>();
        for (long version = 1; version <= 20; version++) {
            drafts.add(StoreSamples.reading("fan", version));
            drafts.add(StoreSamples.reading("pump", version));
        }
        List<LedgerEntry> written = store.append(drafts);

        assertThat(of(store, "pump"))
                .hasSize(21)
                .allMatch(e -> e.twin().equals("pump"))
                .extracting(LedgerEntry::version)
                .isSorted();
        List<LedgerEntry> entries = all(store);
        assertThat(entries).hasSize(42);
        for (int i = 0; i < written.size(); i++) {
            assertSame(entries.get(i + 2), written.get(i));
        }
        assertChainHolds();
    }

    @Test
    void keepsDoublesBitByBit() {
        create("pump");
        double[] awkward = StoreSamples.AWKWARD;
        List<LedgerDraft> drafts = new ArrayList<>();
        for (int i = 0; i < awkward.length; i++) {
            drafts.add(StoreSamples.reading(
                    "pump",
                    i + 1,
                    new Observation(
                            awkward[i],
                            awkward,
                            new double[] {awkward[i]},
                            awkward,
                            awkward,
                            awkward[i],
                            Finding.GOOD,
                            List.of())));
        }
        drafts.add(StoreSamples.reading(
                "pump",
                awkward.length + 1,
                new Observation(
                        1, new double[0], new double[0], new double[0], new double[0], 0, Finding.GOOD, List.of())));
        List<LedgerEntry> written = store.append(drafts);

        List<LedgerEntry> read = of(store, "pump");
        for (int i = 0; i < written.size(); i++) {
            assertSame(read.get(i + 1), written.get(i));
        }
        assertThat(bits(read.get(1).observation().orElseThrow().inputs())).isEqualTo(bits(awkward));
        assertChainHolds();
    }

    @Test
    void keepsSnapshotsBitByBit() {
        create("pump");
        TwinSnapshot after = StoreSamples.created("pump").after();
        double[] mean = after.estimate().mean();
        System.arraycopy(StoreSamples.AWKWARD, 0, mean, 0, mean.length);
        TwinSnapshot awkward = new TwinSnapshot(
                -0.0,
                StoreSamples.AWKWARD,
                new GaussianEstimate(mean, after.estimate().covariance()));
        store.append(List.of(new LedgerDraft(
                "pump",
                1,
                Kind.ROLLED_BACK,
                "ada",
                "why",
                StoreSamples.POLICY,
                Instant.EPOCH,
                Optional.empty(),
                awkward)));

        assertThat(store.latestSingle("pump").orElseThrow().after().toBytes()).isEqualTo(awkward.toBytes());
        assertChainHolds();
    }

    @Test
    void givesTheSameTimeBeforeAndAfterKeepingIt() {
        create("pump");
        LedgerDraft draft = StoreSamples.reading("pump", 1);
        Instant fine = Instant.parse("2026-01-01T00:00:00.123456789Z");
        LedgerEntry written = store.append(List.of(new LedgerDraft(
                        "pump",
                        1,
                        draft.kind(),
                        draft.actor(),
                        draft.cause(),
                        draft.policy(),
                        fine,
                        draft.observation(),
                        draft.after())))
                .get(0);

        assertSame(store.latestSingle("pump").orElseThrow(), written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pumpe Süd", "泵-7", "насос", "🏭 one", "e\u0301", "\u00e9", "a'b\"c;--", "%_", " x "})
    void takesAnyIdAndCause(String text) {
        create(text);
        LedgerDraft draft = StoreSamples.reading(text, 1);
        store.append(List.of(new LedgerDraft(
                text,
                1,
                Kind.REFUSED,
                "a" + text.strip(),
                text + "\n\t" + text + "\0",
                draft.policy(),
                draft.recordedAt(),
                draft.observation(),
                draft.after())));

        assertThat(store.ids()).containsExactly(text);
        assertThat(store.find(text).orElseThrow().id()).isEqualTo(text);
        assertThat(store.latestSingle(text).orElseThrow().cause()).isEqualTo(text + "\n\t" + text + "\0");
        assertChainHolds();
    }

    @Test
    void tellsIdsApartThatOnlyLookAlike() {
        List<String> ids = List.of("e\u0301", "\u00e9", "E", "e");
        ids.forEach(this::create);

        assertThat(store.ids()).isEqualTo(ids);
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(store.latestSingle(id).orElseThrow().twin()).isEqualTo(id));
    }

    @Test
    void letsAReaderCallTheStore() {
        create("pump");
        store.append(List.of(StoreSamples.reading("pump", 1), StoreSamples.reading("pump", 2)));

        List<Long> seen = new ArrayList<>();
        Ledger.of(store).readAllEntries(entry -> {
            seen.add(entry.version());
            store.append(List.of(StoreSamples.reading("pump", 3 + entry.version())));
        });

        assertThat(seen).as("entries from before the reading began").containsExactly(0L, 1L, 2L);
        assertThat(all(store)).hasSize(6);
    }

    @Test
    void readsMoreThanFitsAPage() {
        create("pump");
        int count = 2_500;
        store.append(LongStream.rangeClosed(1, count)
                .mapToObj(v -> StoreSamples.reading("pump", v))
                .toList());

        assertThat(of(store, "pump"))
                .extracting(LedgerEntry::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, count).boxed().toList());
        assertThat(all(store)).hasSize(count + 1);
        assertChainHolds();
    }

    @Test
    void takesEntriesFromManyThreads() throws Exception {
        int threads = 4;
        int each = 25;
        IntStream.range(0, threads).forEach(i -> create("twin-" + i));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String id = "twin-" + i;
                done.add(pool.submit(() -> LongStream.rangeClosed(1, each)
                        .forEach(v -> store.append(List.of(StoreSamples.reading(id, v))))));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(all(store)).hasSize(threads * (each + 1));
        assertChainHolds();
    }

    /** Runs a fleet of which most twins step together, one in ten has an odd reading now and then. */
    private static void runFleet(Fleet fleet, int from, int to) {
        List<String> ids = IntStream.range(0, 150).mapToObj(i -> "m" + i).toList();
        List<Twin> twins = fleet.twins(ids, Twin.of(new MassSpringDamper(), Duration.ofMillis(50)));
        FleetReadings readings = fleet.readings(twins);
        for (int k = from; k < to; k++) {
            for (int i = 0; i < twins.size(); i++) {
                double t = 0.05 * k + 0.001 * (i % 3);
                readings.times()[i] = t;
                readings.inputs()[0][i] = 0.1 * i;
                readings.outputs()[0][i] = (i + k) % 30 == 7 ? Double.NaN : Math.cos(10 * t) + 0.001 * (i % 7);
                readings.outputs()[1][i] = -10 * Math.sin(10 * t) + 0.01 * (k % 5);
            }
            fleet.update(readings);
        }
    }

    @Test
    void keepsStepsOfFleets() {
        MemoryStore expected = new MemoryStore();
        try (Fleet uninterrupted = new Fleet(expected)) {
            runFleet(uninterrupted, 0, 20);
            for (int stop : new int[] {3, 9, 20}) {
                try (Fleet fleet = new Fleet(store)) {
                    runFleet(fleet, stop == 3 ? 0 : stop == 9 ? 3 : 9, stop);
                }
            }
            try (Fleet reopened = new Fleet(store)) {
                for (int i = 0; i < uninterrupted.twins().size(); i++) {
                    Twin twin = uninterrupted.twins().get(i);
                    assertThat(reopened.twins().get(i).id()).isEqualTo(twin.id());
                    assertThat(reopened.twins().get(i).snapshot().toBytes())
                            .isEqualTo(twin.snapshot().toBytes());
                }
            }
        }
        List<LedgerLink> links = new ArrayList<>();
        store.readLinks(links::add);
        assertThat(links.stream().filter(LedgerStep.class::isInstance)).hasSizeGreaterThan(15);
        assertThat(links.stream().filter(link -> link instanceof LedgerStep step && step.isClosing()))
                .as("one each time that a fleet was closed, but the last time, when nothing had moved")
                .hasSize(3);
        assertThat(links.get(links.size() - 1).last()).isEqualTo(150 * 21 + 3);
        assertThat(LedgerAudit.of(store, List.of(), List.of()).findings()).isEmpty();
        assertThat(store.seats()).hasSize(150);

        for (String id : List.of("m0", "m7", "m127", "m128", "m149")) {
            List<LedgerEntry> whole = new ArrayList<>();
            Ledger.of(store).readEntries(id, whole::add);
            assertThat(whole)
                    .extracting(LedgerEntry::version)
                    .isEqualTo(LongStream.rangeClosed(0, 20).boxed().toList());
            List<LedgerEntry> elsewhere = new ArrayList<>();
            Ledger.of(expected).readEntries(id, elsewhere::add);
            for (int version = 0; version <= 20; version++) {
                LedgerEntry entry = whole.get(version);
                assertSame(Ledger.of(store).entry(id, version).orElseThrow(), entry);
                assertThat(entry.after().toBytes())
                        .isEqualTo(elsewhere.get(version).after().toBytes());
                assertProved(entry);
                List<LedgerEntry> from = new ArrayList<>();
                Ledger.of(store).readEntries(id, version, from::add);
                assertThat(from).hasSize(21 - version);
                assertSame(from.get(0), entry);
                assertThat(
                                version == 0
                                        ? Optional.of(0L)
                                        : Ledger.of(store)
                                                .asOf(id, entry.after().time(), Instant.MAX)
                                                .map(LedgerEntry::version))
                        .contains(entry.version());
            }
            assertSame(Ledger.of(store).latest(id).orElseThrow(), whole.get(20));
            assertThat(Twin.reopen(store, id).snapshot().toBytes())
                    .isEqualTo(whole.get(20).after().toBytes());
        }
    }

    /** An entry in columns has a proof, and an entry by itself needs none. */
    private void assertProved(LedgerEntry entry) {
        Optional<EntryProof> found = Ledger.of(store).proof(entry.twin(), entry.version());
        assertThat(found.isPresent())
                .isEqualTo(store.single(entry.twin(), entry.version()).isEmpty());
        found.ifPresent(proof -> {
            assertThat(proof.holds(entry.hash())).isTrue();
            assertThat(proof.holds(LedgerChain.GENESIS)).isFalse();
            int index = proof.readings().index(proof.seat().place());
            assertThat(proof.readings().means(index))
                    .isEqualTo(entry.after().estimate().mean());
        });
    }

    /** Twins stand in the store as they were left: their readings are not taken again. */
    @Test
    void opensAClosedFleetWithoutReplay() {
        List<byte[]> left = new ArrayList<>();
        for (int stop : new int[] {4, 8}) {
            try (Fleet fleet = new Fleet(store)) {
                runFleet(fleet, stop == 4 ? 0 : 4, stop);
                left.clear();
                fleet.twins().forEach(twin -> left.add(twin.snapshot().toBytes()));
            }
        }
        String end = store.head().orElseThrow().hash();
        int[] parts = {0};
        TwinStore counted = (TwinStore) Proxy.newProxyInstance(
                TwinStore.class.getClassLoader(), new Class<?>[] {TwinStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("readParts")) {
                        store.readParts(
                                (int) args[0], (int) args[1], (long) args[2], (long) args[3], part -> parts[0]++);
                        return null;
                    }
                    return method.invoke(store, args);
                });
        try (Fleet reopened = new Fleet(counted)) {
            for (int i = 0; i < 150; i++) {
                assertThat(reopened.twins().get(i).snapshot().toBytes()).isEqualTo(left.get(i));
                assertThat(reopened.twins().get(i).version()).isEqualTo(8);
            }
        }
        assertThat(Twin.reopen(counted, "m77").snapshot().toBytes()).isEqualTo(left.get(77));
        assertThat(parts[0]).as("parts that were read").isZero();
        assertThat(store.head().orElseThrow().hash()).as("nothing moved").isEqualTo(end);
        assertThat(store.hash(store.head().orElseThrow().sequence())).contains(end);
        assertThat(LedgerAudit.of(store, List.of(), List.of()).findings()).isEmpty();
        ReplayReport replay = ReplayAudit.of(store, position -> {});
        assertThat(replay.findings()).isEmpty();
        assertThat(replay.replayed()).isPositive();
        List<LedgerEntry> entries = all(store);
        assertThat(entries).as("a closing is no twin's entry").hasSize(150 * 9);
        assertThat(entries.get(entries.size() - 1).sequence())
                .isEqualTo(store.head().orElseThrow().sequence() - 1);
    }

    /** In one batch a twin may have an entry by itself, then one in a step, then one by itself again. */
    @Test
    void keepsBatchesOfManyRounds() {
        MemoryStore expected = new MemoryStore();
        for (TwinStore kept : List.of(expected, store)) {
            try (Fleet fleet = new Fleet(kept)) {
                runFleet(fleet, 0, 3);
                List<Fleet.Item> batch = new ArrayList<>();
                for (int k = 3; k < 9; k++) {
                    for (int i = 0; i < 150; i++) {
                        double t = 0.05 * k + 0.001 * (i % 3);
                        double position = (i + k) % 4 == 0 ? Double.NaN : Math.cos(10 * t) + 0.001 * (i % 7);
                        batch.add(new Fleet.Item("m" + i, new Reading(t, new double[] {0.1 * i}, new double[] {
                            position, -10 * Math.sin(10 * t)
                        })));
                    }
                }
                fleet.update(batch);
                runFleet(fleet, 9, 11);
            }
        }
        for (int i = 0; i < 150; i++) {
            LedgerEntry entry = Ledger.of(store).latest("m" + i).orElseThrow();
            assertThat(entry.version()).isEqualTo(11);
            assertThat(entry.after().toBytes())
                    .isEqualTo(Ledger.of(expected)
                            .latest("m" + i)
                            .orElseThrow()
                            .after()
                            .toBytes());
        }
        assertThat(LedgerAudit.of(store, List.of(), List.of()).findings()).isEmpty();
    }

    @Test
    void decisionsBetweenStepsStand() {
        try (Fleet fleet = new Fleet(store)) {
            runFleet(fleet, 0, 6);
            Twin twin = fleet.twins().get(5);
            byte[] then = Ledger.of(store).entry("m5", 3).orElseThrow().after().toBytes();
            assertThat(twin.rollback(3, "Ada", "test")).isEqualTo(7);
            assertThat(twin.snapshot().toBytes()).isEqualTo(then);
            runFleet(fleet, 6, 12);
            assertThat(twin.version()).isEqualTo(13);
        }
        try (Fleet reopened = new Fleet(store)) {
            assertThat(reopened.twins().get(5).snapshot().toBytes())
                    .isEqualTo(
                            Ledger.of(store).latest("m5").orElseThrow().after().toBytes());
            assertThat(reopened.twins().get(5).version()).isEqualTo(13);
        }
        // A twin that is opened by itself goes on where its fleet left it, and the other way round.
        Twin alone = Twin.reopen(store, "m5");
        assertThat(alone.update(new Reading(0.6, new double[] {0.5}, new double[] {1, -3}))
                        .version())
                .isEqualTo(14);
        try (Fleet reopened = new Fleet(store)) {
            assertThat(reopened.twins().get(5).snapshot().toBytes())
                    .isEqualTo(alone.snapshot().toBytes());
        }
    }

    private static StrayLine stray(long line, String text) {
        return new StrayLine("hall", line, text, "not JSON", Instant.parse("2026-03-01T12:00:00.123Z"));
    }

    @Test
    void keepsStrayLinesOnceAndInOrder() {
        StrayLine odd = stray(3, "\u0000 'quoted' \uD800 \u00b5\n");
        store.keepStrays(List.of(stray(2, "a"), odd));
        store.keepStrays(List.of(odd.keptAt(Instant.EPOCH), stray(2, "b")));
        store.keepStrays(List.of());

        assertThat(store.strays(10)).containsExactly(stray(2, "a"), odd, stray(2, "b"));
        assertThat(store.strays(2)).containsExactly(odd, stray(2, "b"));
        assertThat(all(store)).as("strays are no entries").isEmpty();
    }

    @Test
    void letsTheOldestStrayLinesGo() {
        int most = StrayLine.MOST_KEPT;
        store.keepStrays(
                LongStream.rangeClosed(1, most).mapToObj(i -> stray(i, "x")).toList());
        store.keepStrays(List.of(stray(most + 1, "y"), stray(most + 2, "z")));

        List<StrayLine> kept = store.strays(Integer.MAX_VALUE);
        assertThat(kept).hasSize(most);
        assertThat(kept.get(0).line()).isEqualTo(3);
        assertThat(kept.get(most - 1)).isEqualTo(stray(most + 2, "z"));
    }
}
