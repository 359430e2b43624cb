package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a fleet is closed, what its twins know is written down where it is not yet. */
class FleetClosingTest {
    private static final int TWINS = 140;
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<List<Reading>> READINGS =
            IntStream.range(0, TWINS).mapToObj(i -> Oscillator.readings(40, i)).toList();

    private static Fleet open(TwinStore store, Instant at) {
        Fleet fleet = new Fleet(store, 2, 2, FleetListener.NONE);
        fleet.twins(
                IntStream.range(0, TWINS).mapToObj(i -> "m" + i).toList(),
                Oscillator.twin().timedBy(Clock.fixed(at, ZoneOffset.UTC)));
        return fleet;
    }

    /** Readings of which there is nothing to say, for some twins. */
    private static void step(Fleet fleet, int from, int to, int step) {
        List<Fleet.Item> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
            batch.add(new Fleet.Item("m" + i, READINGS.get(i).get(step)));
        }
        fleet.update(batch);
    }

    private static List<LedgerStep> steps(TwinStore store) {
        List<LedgerStep> steps = new ArrayList<>();
        store.readLinks(link -> {
            if (link instanceof LedgerStep step) {
                steps.add(step);
            }
        });
        return steps;
    }

    private static List<LedgerStep> closings(TwinStore store) {
        return steps(store).stream().filter(LedgerStep::isClosing).toList();
    }

    @Test
    void blocksThatMovedAreWrittenOnce() {
        MemoryStore store = new MemoryStore();
        Fleet fleet = open(store, BEGIN);
        IntStream.range(0, 10).forEach(k -> step(fleet, 0, TWINS, k));
        fleet.close();
        long end = store.head().orElseThrow().sequence();
        assertThat(closings(store)).hasSize(1);
        LedgerStep closing = closings(store).get(0);
        assertThat(closing.blocks()).extracting(StepBlock::block).containsExactly(0, 1);
        assertThat(closing.first()).isEqualTo(closing.last()).isEqualTo(end);

        fleet.close();
        open(store, BEGIN).close();
        assertThat(store.head().orElseThrow().sequence()).isEqualTo(end);

        try (Fleet again = open(store, BEGIN)) {
            IntStream.range(10, 13).forEach(k -> step(again, 0, 128, k));
        }
        assertThat(closings(store)).hasSize(2);
        assertThat(closings(store).get(1).blocks()).extracting(StepBlock::block).containsExactly(0);
    }

    /** What was written when the fleet was closed is not written again when it goes on. */
    @Test
    void theNextRunDoesNotWriteItAgain() {
        MemoryStore store = new MemoryStore();
        for (int go = 0; go < 4; go++) {
            try (Fleet fleet = open(store, BEGIN)) {
                for (int k = 10 * go; k < 10 * go + 10; k++) {
                    step(fleet, 0, TWINS, k);
                }
            }
        }
        long snapshots = steps(store).stream()
                .flatMap(step -> step.blocks().stream())
                .filter(block -> block.snapshots().isPresent())
                .count();
        long closed =
                closings(store).stream().mapToLong(step -> step.blocks().size()).sum();
        assertThat(closed).isBetween(4L, 8L);
        // Each block before its first step, and when its turn comes, four readings' bytes to one of snapshots.
        assertThat(snapshots - closed).isLessThanOrEqualTo(4);
    }

    @Test
    void twinsRememberWhenTheyWereHeard() {
        MemoryStore store = new MemoryStore();
        try (Fleet fleet = open(store, BEGIN)) {
            IntStream.range(0, 6).forEach(k -> step(fleet, 0, TWINS, k));
        }
        // Closing is no reading. Twins that are opened go by the clock of the machine.
        Instant later = Instant.now();
        try (Fleet reopened = new Fleet(store, 2, 2, FleetListener.NONE)) {
            assertThat(reopened.twins()).allMatch(twin -> twin.heardAt().equals(BEGIN));
            step(reopened, 0, 70, 6);
        }
        try (Fleet reopened = new Fleet(store, 2, 2, FleetListener.NONE)) {
            assertThat(reopened.twins().get(5).heardAt()).isAfterOrEqualTo(later.truncatedTo(ChronoUnit.MILLIS));
            assertThat(reopened.twins().get(100).heardAt()).isEqualTo(BEGIN);
        }
    }

    @Test
    void aStoreThatFailsIsToldAndNothingIsLost() {
        FailingStore store = new FailingStore();
        Fleet fleet = open(store, BEGIN);
        IntStream.range(0, 6).forEach(k -> step(fleet, 0, TWINS, k));
        List<byte[]> left =
                fleet.twins().stream().map(twin -> twin.snapshot().toBytes()).toList();
        store.failure = new StoreException("the disk is full");

        assertThatThrownBy(fleet::close).isSameAs(store.failure);
        fleet.close();
        store.failure = null;

        assertThat(closings(store)).isEmpty();
        try (Fleet reopened = open(store, BEGIN)) {
            for (int i = 0; i < TWINS; i++) {
                assertThat(reopened.twins().get(i).snapshot().toBytes()).isEqualTo(left.get(i));
            }
        }
        assertThat(closings(store)).as("nothing was written through it").isEmpty();
        try (Fleet reopened = open(store, BEGIN)) {
            step(reopened, 0, 1, 6);
        }
        // Steps that were taken again count as moved: what a crash left out, the next closing brings.
        assertThat(closings(store)).hasSize(1);
        assertThat(closings(store).get(0).blocks()).hasSize(2);
    }

    /**
     * As another release would find it, whose kernels round otherwise: steps cannot be taken again, and need not be if the
     * fleet was closed.
     */
    @Test
    void aClosedFleetNeedsNotTheSameKernels() {
        for (boolean closed : new boolean[] {true, false}) {
            MemoryStore store = new MemoryStore();
            Fleet fleet = open(store, BEGIN);
            IntStream.range(0, 10).forEach(k -> step(fleet, 0, TWINS, k));
            if (closed) {
                fleet.close();
            }
            MemoryStore rounded = RehashedStore.of(
                    store,
                    (step, block) -> block.entries() == 0
                            ? block
                            : new StepBlock(
                                    block.block(),
                                    block.entries(),
                                    block.snapshots(),
                                    withAnotherLastBit(block.readings())));
            if (closed) {
                try (Fleet reopened = open(rounded, BEGIN)) {
                    for (int i = 0; i < TWINS; i++) {
                        assertThat(reopened.twins().get(i).snapshot().toBytes())
                                .isEqualTo(fleet.twins().get(i).snapshot().toBytes());
                    }
                }
            } else {
                assertThatThrownBy(() -> open(rounded, BEGIN)).hasMessageContaining("does not come to the weights");
            }
        }
    }

    /** The last number is a weight of the last twin. */
    private static byte[] withAnotherLastBit(byte[] readings) {
        byte[] changed = readings.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }
}
