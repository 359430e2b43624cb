package dev.weft.twins.store;

import static dev.weft.twins.store.StoredEntries.all;
import static dev.weft.twins.store.StoredEntries.assertChainHolds;
import static dev.weft.twins.store.StoredEntries.assertSame;
import static dev.weft.twins.store.StoredEntries.bits;
import static dev.weft.twins.store.StoredEntries.create;
import static dev.weft.twins.store.StoredEntries.singles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Ledger;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.TwinSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Entries by themselves: appended in order, all or none, and read as they were written. */
interface EntryContract {
    /** Return the store of the test, empty when it begins. */
    TwinStore store();

    /** Entries of a twin stand for a third of a second a version, and are recorded a millisecond a version. */
    @Test
    default void findsWhatWasKnownThen() {
        create(store(), "pump");
        create(store(), "fan");
        for (long version = 1; version <= 9; version++) {
            store().append(List.of(StoreSamples.reading("pump", version), StoreSamples.reading("fan", version)));
        }
        Instant first = store().single("pump", 0).orElseThrow().recordedAt();
        Instant ever = Instant.MAX;

        assertThat(store().singleAsOf("pump", Double.POSITIVE_INFINITY, ever)
                        .orElseThrow()
                        .version())
                .isEqualTo(9);
        assertThat(store().singleAsOf("pump", 1.7, ever).orElseThrow().version())
                .isEqualTo(5);
        assertThat(store().singleAsOf("pump", 4 / 3.0, ever).orElseThrow().version())
                .isEqualTo(4);
        assertThat(store().singleAsOf("pump", -1, ever).orElseThrow().version())
                .as("created")
                .isZero();
        assertThat(store().singleAsOf("pump", 1.7, first.plusMillis(3))
                        .orElseThrow()
                        .version())
                .isEqualTo(3);
        assertThat(store().singleAsOf("pump", 0.5, first.plusMillis(3))
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
        assertThat(store().singleAsOf("pump", 1.7, first.minusMillis(1))).isEmpty();
        assertThat(store().singleAsOf("nobody", 1, ever)).isEmpty();

        // A way back stands for an earlier time, and governs what comes behind it from then on.
        store().append(List.of(new LedgerDraft(
                "pump",
                10,
                Kind.ROLLED_BACK,
                "ada",
                "why",
                StoreSamples.POLICY,
                first.plusMillis(20),
                Optional.empty(),
                store().single("pump", 2).orElseThrow().after())));
        assertThat(store().singleAsOf("pump", 1.7, ever).orElseThrow().version())
                .isEqualTo(10);
        assertThat(store().singleAsOf("pump", 1.7, first.plusMillis(19))
                        .orElseThrow()
                        .version())
                .isEqualTo(5);
        assertThat(store().singleAsOf("pump", 0.5, ever).orElseThrow().version())
                .isEqualTo(1);
    }

    @Test
    default void appendsInOrder() {
        create(store(), "pump");
        List<LedgerEntry> written = store().append(LongStream.rangeClosed(1, 9)
                .mapToObj(v -> StoreSamples.reading("pump", v))
                .toList());

        assertThat(written).extracting(LedgerEntry::version).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(written).extracting(LedgerEntry::sequence).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertSame(store().latestSingle("pump").orElseThrow(), written.get(8));
        assertSame(store().single("pump", 4).orElseThrow(), written.get(3));
        assertThat(store().single("pump", 10)).isEmpty();
        assertThat(store().single("pump", -1)).isEmpty();
    }

    @Test
    default void appendsNothingOfNothing() {
        create(store(), "pump");

        assertThat(store().append(List.of())).isEmpty();
        assertThat(all(store())).hasSize(1);
    }

    @Test
    default void refusesAVersionThatDoesNotFollow() {
        create(store(), "pump");
        store().append(List.of(StoreSamples.reading("pump", 1)));

        for (long wrong : new long[] {-1, 0, 1, 3, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> store().append(List.of(StoreSamples.reading("pump", wrong))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("twin pump: version " + wrong + ", expected 2");
        }
        store().append(List.of(StoreSamples.reading("pump", 2)));
        assertChainHolds(store());
    }

    @Test
    default void appendsAllOrNone() {
        create(store(), "pump");
        create(store(), "fan");
        LedgerEntry last =
                store().append(List.of(StoreSamples.reading("pump", 1))).get(0);

        assertThatThrownBy(() -> store().append(List.of(
                        StoreSamples.reading("pump", 2),
                        StoreSamples.reading("fan", 1),
                        StoreSamples.reading("pump", 4))))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() ->
                        store().append(List.of(StoreSamples.reading("pump", 2), StoreSamples.reading("valve", 1))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("twin valve is not in this store");

        assertThat(all(store())).hasSize(3);
        assertSame(store().latestSingle("pump").orElseThrow(), last);
        assertThat(store().append(List.of(StoreSamples.reading("fan", 1)))
                        .get(0)
                        .sequence())
                .isEqualTo(4);
        assertChainHolds(store());
    }

    @Test
    default void keepsInterleavedTwinsApart() {
        create(store(), "pump");
        create(store(), "fan");
        List<LedgerDraft> drafts = new ArrayList<>();
        for (long version = 1; version <= 20; version++) {
            drafts.add(StoreSamples.reading("fan", version));
            drafts.add(StoreSamples.reading("pump", version));
        }
        List<LedgerEntry> written = store().append(drafts);

        assertThat(singles(store(), "pump"))
                .hasSize(21)
                .allMatch(e -> e.twin().equals("pump"))
                .extracting(LedgerEntry::version)
                .isSorted();
        List<LedgerEntry> entries = all(store());
        assertThat(entries).hasSize(42);
        for (int i = 0; i < written.size(); i++) {
            assertSame(entries.get(i + 2), written.get(i));
        }
        assertChainHolds(store());
    }

    @Test
    default void keepsDoublesBitByBit() {
        create(store(), "pump");
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
        List<LedgerEntry> written = store().append(drafts);

        List<LedgerEntry> read = singles(store(), "pump");
        for (int i = 0; i < written.size(); i++) {
            assertSame(read.get(i + 1), written.get(i));
        }
        assertThat(bits(read.get(1).observation().orElseThrow().inputs())).isEqualTo(bits(awkward));
        assertChainHolds(store());
    }

    @Test
    default void keepsSnapshotsBitByBit() {
        create(store(), "pump");
        TwinSnapshot after = StoreSamples.created("pump").after();
        double[] mean = after.estimate().mean();
        System.arraycopy(StoreSamples.AWKWARD, 0, mean, 0, mean.length);
        TwinSnapshot awkward = new TwinSnapshot(
                -0.0,
                StoreSamples.AWKWARD,
                new GaussianEstimate(mean, after.estimate().covariance()));
        store().append(List.of(new LedgerDraft(
                "pump",
                1,
                Kind.ROLLED_BACK,
                "ada",
                "why",
                StoreSamples.POLICY,
                Instant.EPOCH,
                Optional.empty(),
                awkward)));

        assertThat(store().latestSingle("pump").orElseThrow().after().toBytes()).isEqualTo(awkward.toBytes());
        assertChainHolds(store());
    }

    @Test
    default void givesTheSameTimeBeforeAndAfterKeepingIt() {
        create(store(), "pump");
        LedgerDraft draft = StoreSamples.reading("pump", 1);
        Instant fine = Instant.parse("2026-01-01T00:00:00.123456789Z");
        LedgerEntry written = store().append(List.of(new LedgerDraft(
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

        assertSame(store().latestSingle("pump").orElseThrow(), written);
    }

    @Test
    default void letsAReaderCallTheStore() {
        create(store(), "pump");
        store().append(List.of(StoreSamples.reading("pump", 1), StoreSamples.reading("pump", 2)));

        List<Long> seen = new ArrayList<>();
        Ledger.of(store()).readAllEntries(entry -> {
            seen.add(entry.version());
            store().append(List.of(StoreSamples.reading("pump", 3 + entry.version())));
        });

        assertThat(seen).as("entries from before the reading began").containsExactly(0L, 1L, 2L);
        assertThat(all(store())).hasSize(6);
    }

    @Test
    default void readsMoreThanFitsAPage() {
        create(store(), "pump");
        int count = 2_500;
        store().append(LongStream.rangeClosed(1, count)
                .mapToObj(v -> StoreSamples.reading("pump", v))
                .toList());

        assertThat(singles(store(), "pump"))
                .extracting(LedgerEntry::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, count).boxed().toList());
        assertThat(all(store())).hasSize(count + 1);
        assertChainHolds(store());
    }

    @Test
    default void takesEntriesFromManyThreads() throws Exception {
        int threads = 4;
        int each = 25;
        IntStream.range(0, threads).forEach(i -> create(store(), "twin-" + i));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String id = "twin-" + i;
                done.add(pool.submit(() -> LongStream.rangeClosed(1, each)
                        .forEach(v -> store().append(List.of(StoreSamples.reading(id, v))))));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(all(store())).hasSize(threads * (each + 1));
        assertChainHolds(store());
    }
}
