package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.MalformedReadings.Malformed;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Freeze;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.MemoryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/** Ten thousand malformed readings: none ends the program otherwise than declared, none reaches θ. */
class MalformedReadingsTest {
    private static final int COUNT = 10_000;

    /** The freeze counts refused readings, so a twin that gets them learns less later; here only what they do at once counts. */
    private static final Policy NEVER_FROZEN =
            Policy.standard().withFreeze(new Freeze(1, Freeze.standard().memory(), true));

    private static final Set<Finding> NOTHING_CHANGED =
            EnumSet.of(Finding.INPUT_MISSING, Finding.OUT_OF_ORDER, Finding.DUPLICATE, Finding.OWN_OUTPUT);

    private final MemoryStore store = new MemoryStore();

    private Twin twin(String id) {
        return Oscillator.twin().guardedBy(NEVER_FROZEN).openIn(store, id);
    }

    /**
     * One twin gets all, another only what a careful person would keep. They know the same after each reading, bit for bit.
     */
    @Example
    void noneReachesTheWeights() {
        List<Reading> good = Oscillator.readings(COUNT + COUNT / 3 + 25, 5);
        MalformedReadings corpus = new MalformedReadings(20_261_130);
        Twin all = twin("all");
        Twin careful = twin("careful");
        int row = 0;
        for (; row < 20; row++) {
            all.update(good.get(row));
            careful.update(good.get(row));
        }
        for (int i = 0; i < COUNT; i++, row++) {
            Malformed malformed = corpus.next(good.get(row), all.snapshot().time());
            TwinSnapshot before = all.snapshot();
            long version = all.version();
            if (isOfOtherSize(malformed.reading())) {
                assertThatThrownBy(() -> all.update(malformed.reading()))
                        .as(malformed.what())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("expected 1 and 2");
                assertThat(all.version()).isEqualTo(version);
                assertThat(all.snapshot().toBytes()).isEqualTo(before.toBytes());
            } else {
                Finding finding = all.update(malformed.reading()).finding();
                malformed.remains().ifPresent(careful::update);
                if (NOTHING_CHANGED.contains(finding)) {
                    assertThat(Oscillator.known(all.snapshot()))
                            .as(malformed.what())
                            .isEqualTo(Oscillator.known(before));
                }
                if (NOTHING_CHANGED.contains(finding) || malformed.remains().isEmpty()) {
                    assertThat(malformed.remains())
                            .as("%s: %s", malformed.what(), finding)
                            .isEmpty();
                    assertThat(finding.learned()).as(malformed.what()).isFalse();
                }
            }
            if (i % 3 == 0) {
                row++;
                all.update(good.get(row));
                careful.update(good.get(row));
            }
            assertSound(all.snapshot(), malformed.what());
            assertThat(Oscillator.known(all.snapshot()))
                    .as("%d: %s", i, malformed.what())
                    .isEqualTo(Oscillator.known(careful.snapshot()));
        }
        // From 100 to the machine's 130 and a little on: exchanged columns that might be true are learned from.
        assertThat(Oscillator.stiffness(all))
                .as("it has learned from the good ones")
                .isBetween(120.0, 145.0);
        assertLedgerHolds();
    }

    private static boolean isOfOtherSize(Reading reading) {
        return reading.inputs().length != 1 || reading.outputs().length != 2;
    }

    private static void assertSound(TwinSnapshot snapshot, String what) {
        GaussianEstimate e = snapshot.estimate();
        assertThat(Arrays.stream(e.mean()).allMatch(Double::isFinite)).as(what).isTrue();
        for (int i = 0; i < e.dimension(); i++) {
            assertThat(e.covariance().get(i, i)).as(what).isNotNegative().isFinite();
        }
        assertThat(Arrays.stream(e.covariance().getData()).allMatch(Double::isFinite))
                .as(what)
                .isTrue();
    }

    private void assertLedgerHolds() {
        AuditReport audit = LedgerAudit.of(store, List.of(), List.of());
        assertThat(audit.findings()).isEmpty();
        for (String id : store.ids()) {
            assertThat(Twin.reopen(store, id).snapshot().toBytes())
                    .isEqualTo(Ledger.of(store).latest(id).orElseThrow().after().toBytes());
        }
    }

    /** The same through a fleet: a batch with a reading that cannot be is refused whole, any other does what single twins do. */
    @Example
    void aFleetTakesThemAsSingleTwinsDo() {
        int twins = 8;
        List<Reading> good = Oscillator.readings(COUNT / twins + 21, 6);
        MalformedReadings corpus = new MalformedReadings(7);
        MemoryStore apart = new MemoryStore();
        Fleet fleet = new Fleet(store);
        List<Twin> single = new ArrayList<>();
        for (int k = 0; k < twins; k++) {
            fleet.twin("t" + k, Oscillator.twin());
            single.add(Oscillator.twin().openIn(apart, "t" + k));
        }
        for (int row = 0; row < good.size(); row++) {
            double last = row == 0 ? 0 : good.get(row - 1).time();
            List<Fleet.Item> batch = new ArrayList<>();
            List<Fleet.Item> possible = new ArrayList<>();
            for (int k = 0; k < twins; k++) {
                Reading reading = row % 5 == 0
                        ? good.get(row)
                        : corpus.next(good.get(row), last).reading();
                Fleet.Item item = new Fleet.Item("t" + k, reading);
                batch.add(item);
                if (!isOfOtherSize(reading)) {
                    possible.add(item);
                    single.get(k).update(reading);
                }
            }
            if (possible.size() < batch.size()) {
                List<byte[]> before = snapshots(fleet);
                assertThatThrownBy(() -> fleet.update(batch)).isInstanceOf(IllegalArgumentException.class);
                assertThat(snapshots(fleet))
                        .usingElementComparator(Arrays::compare)
                        .isEqualTo(before);
            }
            assertThat(fleet.update(possible)).hasSize(possible.size());
        }
        for (int k = 0; k < twins; k++) {
            assertThat(fleet.twins().get(k).snapshot().toBytes())
                    .isEqualTo(single.get(k).snapshot().toBytes());
        }
        assertLedgerHolds();
    }

    private static List<byte[]> snapshots(Fleet fleet) {
        return fleet.twins().stream().map(t -> t.snapshot().toBytes()).toList();
    }

    /** Any 64 bits are a number to somebody: time, input and outputs of any pattern. */
    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void anyBitsAreTakenOrRefused(@ForAll @Size(max = 60) List<Long> bits) {
        MemoryStore own = new MemoryStore();
        Twin twin = Oscillator.twin().openIn(own, "bits");
        Oscillator.readings(5, 1).forEach(twin::update);
        for (int i = 0; i + 3 < bits.size(); i += 4) {
            TwinSnapshot before = twin.snapshot();
            Verdict verdict = twin.update(new Reading(
                    Double.longBitsToDouble(bits.get(i)),
                    new double[] {Double.longBitsToDouble(bits.get(i + 1))},
                    new double[] {Double.longBitsToDouble(bits.get(i + 2)), Double.longBitsToDouble(bits.get(i + 3))}));

            assertSound(twin.snapshot(), verdict.toString());
            if (NOTHING_CHANGED.contains(verdict.finding())) {
                assertThat(Oscillator.known(twin.snapshot())).isEqualTo(Oscillator.known(before));
            }
        }
        assertThat(LedgerAudit.of(own, List.of(), List.of()).isIntact()).isTrue();
        assertThat(Twin.reopen(own, "bits").snapshot().toBytes())
                .isEqualTo(twin.snapshot().toBytes());
    }
}
