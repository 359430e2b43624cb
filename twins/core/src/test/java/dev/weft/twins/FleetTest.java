package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.twins.guard.Mode;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTest {
    /** Enough for each kind of planes to grow while a step is got ready. */
    private static final int TWINS = 60;

    private static final int READINGS = 20;
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private static Fleet fleet(TwinStore store) {
        return filled(opened(store));
    }

    /** Opens a fleet that writes down two twins in columns, so that there is something to see. */
    private static Fleet opened(TwinStore store) {
        return new Fleet(store, 2, 2, FleetListener.NONE);
    }

    private static Fleet filled(Fleet fleet) {
        for (int i = 0; i < TWINS; i++) {
            fleet.twin("twin-" + i, Oscillator.twin().timedBy(CLOCK).guardedBy(policy(i)));
        }
        return fleet;
    }

    /** In each third twin the weights that adapt do not serve. */
    private static Policy policy(int twin) {
        return twin % 3 == 1 ? Policy.standard().withMode(Mode.APPROVE) : Policy.standard();
    }

    /** Some twins are at rest and have coarse sensors, whose values repeat, some have one sensor only. */
    private static List<Reading> readings(int twin) {
        return Oscillator.readings(READINGS, twin).stream()
                .map(reading -> switch (twin % 4) {
                    case 1, 2 ->
                        new Reading(reading.time(), new double[1], new double[] {0.02 * (int) (reading.time() / 0.4), 0
                        });
                    case 3 -> Oscillator.with(reading, reading.outputs()[0], Double.NaN);
                    default -> reading;
                })
                .toList();
    }

    /** Returns batches in which twins are mixed, some with several readings, some with none. */
    private static List<List<Fleet.Item>> batches() {
        List<Fleet.Item> items = new ArrayList<>();
        for (int i = 0; i < TWINS; i++) {
            int twin = i;
            readings(i).forEach(r -> items.add(new Fleet.Item("twin-" + twin, r)));
        }
        // By place in the twin's own series plus some disorder: readings of one twin stay in their order.
        Random random = new Random(1);
        List<List<Fleet.Item>> queues = new ArrayList<>();
        for (int i = 0; i < TWINS; i++) {
            queues.add(new ArrayList<>(items.subList(i * READINGS, (i + 1) * READINGS)));
        }
        List<List<Fleet.Item>> batches = new ArrayList<>();
        List<Fleet.Item> batch = new ArrayList<>();
        while (queues.stream().anyMatch(q -> !q.isEmpty())) {
            List<Fleet.Item> queue = queues.get(random.nextInt(TWINS));
            if (!queue.isEmpty()) {
                batch.add(queue.remove(0));
            }
            if (batch.size() > random.nextInt(50)) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
        }
        batches.add(batch);
        return batches;
    }

    private static List<String> hashes(MemoryStore store) {
        List<String> hashes = new ArrayList<>();
        Ledger.of(store).readAllEntries(entry -> hashes.add(entry.hash()));
        return hashes;
    }

    @Test
    void doesWhatSingleTwinsDo() {
        MemoryStore together = new MemoryStore();
        MemoryStore alone = new MemoryStore();
        Fleet fleet = fleet(together);
        Fleet singles = fleet(alone);
        for (List<Fleet.Item> batch : batches()) {
            List<Verdict> expected = new ArrayList<>();
            for (Fleet.Item item : batch) {
                expected.add(singles.twin(item.twin(), Oscillator.twin()).update(item.reading()));
            }
            assertThat(fleet.update(batch)).isEqualTo(expected);
        }

        for (String id : alone.ids()) {
            assertThat(contents(together, id)).hasSize(READINGS + 1).isEqualTo(contents(alone, id));
        }
    }

    /** Returns all that a twin's entries say, but for their places among those of other twins. */
    private static List<List<Object>> contents(TwinStore store, String id) {
        List<List<Object>> contents = new ArrayList<>();
        Ledger.of(store)
                .readEntries(
                        id,
                        entry -> contents.add(List.of(
                                entry.version(),
                                entry.kind(),
                                entry.cause(),
                                entry.policy(),
                                entry.observation()
                                        .map(o -> Arrays.toString(o.expected()) + o.surprise() + o.finding()),
                                HexFormat.of().formatHex(entry.after().toBytes()))));
        return contents;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void doesTheSameWithAnyNumberOfThreads(int threads) {
        MemoryStore expected = new MemoryStore();
        Fleet reference = fleet(expected);
        batches().forEach(reference::update);

        MemoryStore store = new MemoryStore();
        try (Fleet fleet = filled(new Fleet(store, threads, 2, FleetListener.NONE))) {
            batches().forEach(fleet::update);
        }
        assertThat(hashes(store)).isEqualTo(hashes(expected));
    }

    @Test
    void keepsAChain() {
        MemoryStore store = new MemoryStore();
        Fleet fleet = fleet(store);
        batches().forEach(fleet::update);

        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        List<LedgerLink> links = new ArrayList<>();
        store.readLinks(links::add);
        assertThat(links).allMatch(chain::accepts).hasAtLeastOneElementOfType(LedgerStep.class);
        assertThat(chain.sequence()).isEqualTo(TWINS * (READINGS + 1));
    }

    /** Coarse sensors, missing ones and weights that wait for approval are nothing to make a word of. */
    @Test
    void writesWhatIsUsualInColumns() {
        MemoryStore store = new MemoryStore();
        try (Fleet fleet = fleet(store)) {
            for (int step = 0; step < READINGS; step++) {
                List<Fleet.Item> batch = new ArrayList<>();
                for (int i = 0; i < TWINS; i++) {
                    batch.add(new Fleet.Item("twin-" + i, readings(i).get(step)));
                }
                fleet.update(batch);
            }
        }
        for (String id : store.ids()) {
            List<Long> singles = new ArrayList<>();
            store.readSingles(id, entry -> singles.add(entry.version()));
            assertThat(singles).as(id).hasSizeLessThan(READINGS / 2);
        }
    }

    @Test
    void refusesATwinOfAnotherPrior() {
        MemoryStore store = new MemoryStore();
        Fleet fleet = new Fleet(store);
        fleet.twin("pump-7", Oscillator.twin());

        assertThatThrownBy(() -> fleet.twin("pump-7", Twin.of(new CascadedTanks())))
                .isInstanceOf(StoreException.class)
                .hasMessage("twin pump-7 is of prior mass-spring-damper, expected cascaded-tanks; name the twin"
                        + " otherwise, or take another store");
        assertThat(Ledger.of(store).latest("pump-7").orElseThrow().version()).isZero();
    }

    @Test
    void goesOnWhereItWasLeft() {
        MemoryStore whole = new MemoryStore();
        Fleet uninterrupted = fleet(whole);
        MemoryStore parts = new MemoryStore();
        Fleet fleet = fleet(parts);
        for (List<Fleet.Item> batch : batches()) {
            uninterrupted.update(batch);
            fleet.update(batch);
            fleet.close();
            fleet = opened(parts);
        }

        assertThat(fleet.twins()).extracting(Twin::id).isEqualTo(whole.ids());
        for (int i = 0; i < TWINS; i++) {
            assertThat(fleet.twins().get(i).snapshot().toBytes())
                    .isEqualTo(uninterrupted.twins().get(i).snapshot().toBytes());
        }
    }

    @Test
    void isAsBeforeIfTheStoreFails() {
        FailingStore failing = new FailingStore();
        Fleet fleet = fleet(failing);
        MemoryStore undisturbed = new MemoryStore();
        Fleet reference = fleet(undisturbed);
        for (List<Fleet.Item> batch : batches()) {
            List<byte[]> before =
                    fleet.twins().stream().map(t -> t.snapshot().toBytes()).toList();
            List<Long> versions = fleet.twins().stream().map(Twin::version).toList();
            failing.failure = new StoreException("the disk is full");
            assertThatThrownBy(() -> fleet.update(batch)).isSameAs(failing.failure);
            for (int i = 0; i < TWINS; i++) {
                assertThat(fleet.twins().get(i).snapshot().toBytes()).isEqualTo(before.get(i));
            }
            assertThat(fleet.twins().stream().map(Twin::version).toList()).isEqualTo(versions);

            failing.failure = null;
            assertThat(fleet.update(batch)).isEqualTo(reference.update(batch));
        }
    }

    @Test
    void takesABatchAsAWholeOrNotAtAll() {
        MemoryStore store = new MemoryStore();
        Fleet fleet = fleet(store);
        List<Fleet.Item> good = new ArrayList<>();
        for (int i = 0; i < TWINS; i++) {
            good.add(new Fleet.Item("twin-" + i, Oscillator.readings(1, i).get(0)));
        }
        for (int place = 0; place < TWINS; place++) {
            List<Fleet.Item> wrongSize = new ArrayList<>(good);
            wrongSize.set(place, new Fleet.Item("twin-" + place, new Reading(0, new double[9], new double[9])));
            assertThatThrownBy(() -> fleet.update(wrongSize))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 9 inputs and 9 outputs");
            List<Fleet.Item> unknown = new ArrayList<>(good);
            unknown.add(place, new Fleet.Item("nobody", good.get(0).reading()));
            assertThatThrownBy(() -> fleet.update(unknown))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no twin nobody in the fleet");
        }

        assertThat(fleet.twins()).allMatch(twin -> twin.version() == 0);
        assertThat(hashes(store)).hasSize(TWINS);
        assertThat(fleet.update(good)).hasSize(TWINS).allMatch(v -> v.version() == 1);
        assertThat(fleet.twins()).allMatch(twin -> twin.heardAt().equals(CLOCK.instant()));
    }

    @Test
    void takesColumnsOfItsOwnTwinsOnly() {
        Fleet fleet = fleet(new MemoryStore());
        List<Twin> twins = fleet.twins();
        Fleet other = fleet(new MemoryStore());
        FleetReadings columns = fleet.readings(twins.subList(2, 5));

        assertThat(columns.twins()).isEqualTo(twins.subList(2, 5));
        assertThatThrownBy(() -> other.update(columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another fleet's");
        assertThatThrownBy(() -> fleet.readings(List.of())).hasMessageContaining("for no twin");
        assertThatThrownBy(() -> fleet.readings(List.of(twins.get(1), twins.get(1))))
                .hasMessageContaining("twin-1 is there twice");
        assertThatThrownBy(() -> fleet.readings(other.twins())).hasMessageContaining("not of this fleet");
        FleetVerdicts nothing = fleet.update(columns);
        assertThat(nothing.accepted()).isZero();
        assertThat(nothing.finding(0)).isEmpty();
        assertThat(twins).allMatch(twin -> twin.version() == 0);
    }

    @Test
    void columnsDoWhatListsDo() {
        MemoryStore byColumns = new MemoryStore();
        MemoryStore byLists = new MemoryStore();
        Fleet columns = fleet(byColumns);
        Fleet lists = fleet(byLists);
        FleetReadings readings = columns.readings(columns.twins());
        for (int step = 0; step < READINGS; step++) {
            List<Fleet.Item> batch = new ArrayList<>();
            readings.clear();
            for (int i = 0; i < TWINS; i++) {
                if ((step + i) % 5 != 0) {
                    Reading reading = readings(i).get(step);
                    batch.add(new Fleet.Item("twin-" + i, reading));
                    readings.times()[i] = reading.time();
                    readings.inputs()[0][i] = reading.inputs()[0];
                    readings.outputs()[0][i] = reading.outputs()[0];
                    readings.outputs()[1][i] = reading.outputs()[1];
                }
            }
            List<Verdict> expected = lists.update(batch);
            FleetVerdicts actual = columns.update(readings);
            int at = 0;
            for (int i = 0; i < TWINS; i++) {
                assertThat(actual.finding(i).isPresent()).isEqualTo((step + i) % 5 != 0);
                if (actual.finding(i).isPresent()) {
                    assertThat(actual.finding(i)).contains(expected.get(at).finding());
                    assertThat(actual.surprise(i)).isEqualTo(expected.get(at).surprise());
                    assertThat(actual.signals(i)).isEqualTo(expected.get(at).signals());
                    at++;
                }
            }
        }
        assertThat(hashes(byColumns)).isEqualTo(hashes(byLists));
    }

    @Test
    void takesAnEmptyBatch() {
        assertThat(fleet(new MemoryStore()).update(List.of())).isEqualTo(Collections.emptyList());
    }

    /** A listener is told when all is done: what it throws undoes nothing. */
    @Test
    void tellsItsListenerAfterTheStoreHasKeptTheBatch() {
        MemoryStore store = new MemoryStore();
        List<String> heard = new ArrayList<>();
        FleetListener listener = new FleetListener() {
            @Override
            public void joined(Twin twin) {
                heard.add("joined " + twin.id());
            }

            @Override
            public void taken(Batch batch) {
                String id = batch.items().get(0).twin();
                heard.add(batch.items().size() + " readings, in the store: "
                        + (Ledger.of(store).latest(id).orElseThrow().version()
                                == batch.verdicts().get(0).version()));
                throw new IllegalStateException("the listener's own");
            }

            @Override
            public void decided(Twin twin, LedgerEntry.Kind decision, String actor) {
                heard.add(actor + " " + decision + " " + twin.id());
            }
        };
        Fleet fleet = new Fleet(store, listener);
        Twin twin = fleet.twin("a", Oscillator.twin());
        List<Fleet.Item> batch =
                List.of(new Fleet.Item("a", Oscillator.readings(1, 1).get(0)));
        assertThatThrownBy(() -> fleet.update(batch)).hasMessage("the listener's own");
        assertThat(twin.version()).isEqualTo(1);
        twin.rollback(0, "Ada", "to see");
        new Fleet(store, listener);

        assertThat(heard)
                .containsExactly("joined a", "1 readings, in the store: true", "Ada ROLLED_BACK a", "joined a");
    }
}
