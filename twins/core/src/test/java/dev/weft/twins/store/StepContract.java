package dev.weft.twins.store;

import static dev.weft.twins.store.StoredEntries.all;
import static dev.weft.twins.store.StoredEntries.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Fleet;
import dev.weft.twins.FleetReadings;
import dev.weft.twins.Ledger;
import dev.weft.twins.Reading;
import dev.weft.twins.ReplayAudit;
import dev.weft.twins.ReplayReport;
import dev.weft.twins.Twin;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.ledger.EntryProof;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.StepPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Steps of fleets, in columns. */
interface StepContract {
    /** Return the store of the test, empty when it begins. */
    TwinStore store();

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
    default void keepsStepsOfFleets() {
        MemoryStore expected = new MemoryStore();
        try (Fleet uninterrupted = new Fleet(expected)) {
            runFleet(uninterrupted, 0, 20);
            for (int stop : new int[] {3, 9, 20}) {
                try (Fleet fleet = new Fleet(store())) {
                    runFleet(fleet, stop == 3 ? 0 : stop == 9 ? 3 : 9, stop);
                }
            }
            try (Fleet reopened = new Fleet(store())) {
                for (int i = 0; i < uninterrupted.twins().size(); i++) {
                    Twin twin = uninterrupted.twins().get(i);
                    assertThat(reopened.twins().get(i).id()).isEqualTo(twin.id());
                    assertThat(reopened.twins().get(i).snapshot().toBytes())
                            .isEqualTo(twin.snapshot().toBytes());
                }
            }
        }
        List<LedgerLink> links = new ArrayList<>();
        store().readLinks(links::add);
        assertThat(links.stream().filter(LedgerStep.class::isInstance)).hasSizeGreaterThan(15);
        assertThat(links.stream().filter(link -> link instanceof LedgerStep step && step.isClosing()))
                .as("one each time that a fleet was closed, but the last time, when nothing had moved")
                .hasSize(3);
        assertThat(links.get(links.size() - 1).last()).isEqualTo(150 * 21 + 3);
        assertThat(LedgerAudit.of(store(), List.of(), List.of()).findings()).isEmpty();
        assertThat(store().seats()).hasSize(150);

        for (String id : List.of("m0", "m7", "m127", "m128", "m149")) {
            List<LedgerEntry> whole = new ArrayList<>();
            Ledger.of(store()).readEntries(id, whole::add);
            assertThat(whole)
                    .extracting(LedgerEntry::version)
                    .isEqualTo(LongStream.rangeClosed(0, 20).boxed().toList());
            List<LedgerEntry> elsewhere = new ArrayList<>();
            Ledger.of(expected).readEntries(id, elsewhere::add);
            for (int version = 0; version <= 20; version++) {
                LedgerEntry entry = whole.get(version);
                assertSame(Ledger.of(store()).entry(id, version).orElseThrow(), entry);
                assertThat(entry.after().toBytes())
                        .isEqualTo(elsewhere.get(version).after().toBytes());
                assertProved(entry);
                List<LedgerEntry> from = new ArrayList<>();
                Ledger.of(store()).readEntries(id, version, from::add);
                assertThat(from).hasSize(21 - version);
                assertSame(from.get(0), entry);
                assertThat(
                                version == 0
                                        ? Optional.of(0L)
                                        : Ledger.of(store())
                                                .asOf(id, entry.after().time(), Instant.MAX)
                                                .map(LedgerEntry::version))
                        .contains(entry.version());
            }
            assertSame(Ledger.of(store()).latest(id).orElseThrow(), whole.get(20));
            assertThat(Twin.reopen(store(), id).snapshot().toBytes())
                    .isEqualTo(whole.get(20).after().toBytes());
        }
    }

    /** An entry in columns has a proof, and an entry by itself needs none. */
    private void assertProved(LedgerEntry entry) {
        Optional<EntryProof> found = Ledger.of(store()).proof(entry.twin(), entry.version());
        assertThat(found.isPresent())
                .isEqualTo(store().single(entry.twin(), entry.version()).isEmpty());
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
    default void opensAClosedFleetWithoutReplay() {
        List<byte[]> left = new ArrayList<>();
        for (int stop : new int[] {4, 8}) {
            try (Fleet fleet = new Fleet(store())) {
                runFleet(fleet, stop == 4 ? 0 : 4, stop);
                left.clear();
                fleet.twins().forEach(twin -> left.add(twin.snapshot().toBytes()));
            }
        }
        String end = store().head().orElseThrow().hash();
        int[] parts = {0};
        TwinStore counted = new ForwardingStore(store()) {
            @Override
            public void readParts(int fleet, int block, long after, long upTo, Consumer<StepPart> reader) {
                super.readParts(fleet, block, after, upTo, part -> parts[0]++);
            }
        };
        try (Fleet reopened = new Fleet(counted)) {
            for (int i = 0; i < 150; i++) {
                assertThat(reopened.twins().get(i).snapshot().toBytes()).isEqualTo(left.get(i));
                assertThat(reopened.twins().get(i).version()).isEqualTo(8);
            }
        }
        assertThat(Twin.reopen(counted, "m77").snapshot().toBytes()).isEqualTo(left.get(77));
        assertThat(parts[0]).as("parts that were read").isZero();
        assertThat(store().head().orElseThrow().hash()).as("nothing moved").isEqualTo(end);
        assertThat(store().hash(store().head().orElseThrow().sequence())).contains(end);
        assertThat(LedgerAudit.of(store(), List.of(), List.of()).findings()).isEmpty();
        ReplayReport replay = ReplayAudit.of(store(), position -> {});
        assertThat(replay.findings()).isEmpty();
        assertThat(replay.replayed()).isPositive();
        List<LedgerEntry> entries = all(store());
        assertThat(entries).as("a closing is no twin's entry").hasSize(150 * 9);
        assertThat(entries.get(entries.size() - 1).sequence())
                .isEqualTo(store().head().orElseThrow().sequence() - 1);
    }

    /** In one batch a twin may have an entry by itself, then one in a step, then one by itself again. */
    @Test
    default void keepsBatchesOfManyRounds() {
        MemoryStore expected = new MemoryStore();
        for (TwinStore kept : List.of(expected, store())) {
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
            LedgerEntry entry = Ledger.of(store()).latest("m" + i).orElseThrow();
            assertThat(entry.version()).isEqualTo(11);
            assertThat(entry.after().toBytes())
                    .isEqualTo(Ledger.of(expected)
                            .latest("m" + i)
                            .orElseThrow()
                            .after()
                            .toBytes());
        }
        assertThat(LedgerAudit.of(store(), List.of(), List.of()).findings()).isEmpty();
    }

    @Test
    default void decisionsBetweenStepsStand() {
        try (Fleet fleet = new Fleet(store())) {
            runFleet(fleet, 0, 6);
            Twin twin = fleet.twins().get(5);
            byte[] then =
                    Ledger.of(store()).entry("m5", 3).orElseThrow().after().toBytes();
            assertThat(twin.rollback(3, "Ada", "test")).isEqualTo(7);
            assertThat(twin.snapshot().toBytes()).isEqualTo(then);
            runFleet(fleet, 6, 12);
            assertThat(twin.version()).isEqualTo(13);
        }
        try (Fleet reopened = new Fleet(store())) {
            assertThat(reopened.twins().get(5).snapshot().toBytes())
                    .isEqualTo(Ledger.of(store())
                            .latest("m5")
                            .orElseThrow()
                            .after()
                            .toBytes());
            assertThat(reopened.twins().get(5).version()).isEqualTo(13);
        }
        // A twin that is opened by itself goes on where its fleet left it, and the other way round.
        Twin alone = Twin.reopen(store(), "m5");
        assertThat(alone.update(new Reading(0.6, new double[] {0.5}, new double[] {1, -3}))
                        .version())
                .isEqualTo(14);
        try (Fleet reopened = new Fleet(store())) {
            assertThat(reopened.twins().get(5).snapshot().toBytes())
                    .isEqualTo(alone.snapshot().toBytes());
        }
    }
}
