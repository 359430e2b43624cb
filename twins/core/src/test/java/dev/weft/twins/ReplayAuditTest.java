package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.audit.AuditFinding;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.store.MemoryStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A ledger that was written anew, hashes and all, gives itself away when its readings are taken again. */
class ReplayAuditTest {
    private static final int TWINS = 130;
    private static final int STEPS = 12;

    /** Bytes of a block's readings before its versions. */
    private static final int HEAD = 33;

    /** What is exchanged begins here. */
    private static final int FROM = 8;

    private static final MemoryStore STORE = new MemoryStore();

    /** Runs two blocks of twins in two goes, some odd, with a decision between. */
    @BeforeAll
    static void run() {
        for (int go = 0; go < 2; go++) {
            try (Fleet fleet = new Fleet(STORE, 2, 2, FleetListener.NONE)) {
                for (int i = 0; i < TWINS; i++) {
                    fleet.twin("m" + i, Oscillator.twin());
                }
                for (int step = go * STEPS / 2; step < (go + 1) * STEPS / 2; step++) {
                    List<Fleet.Item> batch = new ArrayList<>();
                    for (int i = 0; i < TWINS; i++) {
                        Reading reading = Oscillator.readings(STEPS, i).get(step);
                        double[] outputs = reading.outputs();
                        outputs[0] = i == step ? Double.NaN : outputs[0];
                        batch.add(new Fleet.Item("m" + i, new Reading(reading.time(), reading.inputs(), outputs)));
                    }
                    fleet.update(batch);
                }
                fleet.twins().get(3).rollback(2, "Ada", "to see");
            }
        }
    }

    private static AuditFinding theOnlyFinding(MemoryStore store) {
        assertThat(LedgerAudit.of(store, List.of(), List.of()).findings())
                .as("hashes say nothing")
                .isEmpty();
        ReplayReport report = ReplayAudit.of(store, position -> {});
        assertThat(report.agrees()).isFalse();
        assertThat(report.findings()).hasSize(1);
        AuditFinding finding = report.findings().get(0);
        assertThat(finding.kind()).isEqualTo(AuditFinding.Kind.REPLAY_DIFFERS);
        return finding;
    }

    private static StepBlock with(StepBlock block, byte[] readings) {
        return new StepBlock(block.block(), block.entries(), block.snapshots(), readings);
    }

    /** Where the fortieth twin's reading of a version is; −1 if the block has it not. */
    private static int at(StepBlock block, int fromVersion) {
        if (block.block() != 0 || block.entries() == 0) {
            return -1;
        }
        StepReadings readings = StepReadings.of(block.readings());
        int index = readings.index(40);
        return index >= 0 && readings.version(index) >= fromVersion ? index : -1;
    }

    /** Adds something to a number of the fortieth twin; columns are one input, two outputs, surprise, weights. */
    private static StepBlock plus(StepBlock block, int column, boolean ulp, double more) {
        int index = at(block, FROM);
        if (index < 0) {
            return block;
        }
        byte[] readings = block.readings().clone();
        int n = block.entries();
        int versions = readings[HEAD - 2] == 1 ? 1 : n;
        int times = readings[HEAD - 1] == 1 ? 1 : n;
        int place = HEAD + 8 * (versions + times + column * n + index);
        double value = ByteBuffer.wrap(readings).getDouble(place);
        ByteBuffer.wrap(readings).putDouble(place, value + (ulp ? Math.ulp(value) : more));
        return with(block, readings);
    }

    @Test
    void whatWasWrittenIsFoundAgain() {
        List<Long> positions = new ArrayList<>();
        ReplayReport report = ReplayAudit.of(STORE, positions::add);

        assertThat(report.findings()).isEmpty();
        long[] inSteps = {0};
        STORE.readLinks(link -> inSteps[0] += link instanceof LedgerStep step
                ? step.blocks().stream().mapToInt(StepBlock::entries).sum()
                : 0);
        assertThat(report.replayed()).isEqualTo(inSteps[0]).isGreaterThan(TWINS * STEPS / 2);
        assertThat(report.passedOver()).isZero();
        assertThat(positions)
                .isSorted()
                .last()
                .isEqualTo(STORE.head().orElseThrow().sequence());
        assertThat(ReplayAudit.of(RehashedStore.of(STORE, (step, block) -> block), position -> {})
                        .agrees())
                .isTrue();
    }

    @Test
    void anotherReadingIsFound() {
        AuditFinding finding = theOnlyFinding(RehashedStore.of(STORE, (step, block) -> plus(block, 1, false, 1e-3)));

        assertThat(finding.twin()).isEqualTo("m40");
        assertThat(finding.text()).contains("version " + FROM + " of twin m40, entry ");
        assertThat(finding.text()).contains(" is off by ", "standard deviation when its reading is taken again");
    }

    /** As another release would round: the last bit of a weight. */
    @Test
    void anotherRoundingIsToldByItsSize() {
        AuditFinding finding = theOnlyFinding(RehashedStore.of(STORE, (step, block) -> plus(block, 4, true, 0)));

        assertThat(finding.twin()).isEqualTo("m40");
        assertThat(finding.text()).containsPattern("off by \\d\\.\\de-1\\d of its standard deviation");
    }

    @Test
    void anotherSurpriseIsFound() {
        AuditFinding finding = theOnlyFinding(RehashedStore.of(STORE, (step, block) -> plus(block, 3, false, 0.5)));

        assertThat(finding.text()).contains("twin m40", "its surprise is another");
    }

    @Test
    void anotherSnapshotIsFound() {
        boolean[] second = {false};
        for (int which = 0; which < 2; which++) {
            int wanted = which;
            int[] seen = {0};
            MemoryStore forged = RehashedStore.of(STORE, (step, block) -> {
                boolean exchanged = block.block() == 1 && block.snapshots().isPresent() && seen[0]++ == wanted;
                second[0] |= exchanged && wanted == 1;
                return exchanged
                        ? new StepBlock(
                                1,
                                block.entries(),
                                Optional.of(flippedAtEnd(block.snapshots().get())),
                                block.readings())
                        : block;
            });
            AuditFinding finding = theOnlyFinding(forged);
            assertThat(finding.twin()).isEqualTo("m129");
            assertThat(finding.text()).contains("a snapshot of it is not what its entries come to");
        }
        assertThat(second[0]).as("there was a second snapshot").isTrue();
    }

    /** The lowest bit of the last number that the guard remembers of the last twin. */
    private static byte[] flippedAtEnd(byte[] snapshots) {
        byte[] changed = snapshots.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    /** A version of a twin was left out. */
    @Test
    void aMissingVersionIsFound() {
        MemoryStore forged = RehashedStore.of(STORE, (step, block) -> {
            int index = at(block, STEPS);
            return index >= 0 ? with(block, oneVersionLater(block.readings(), index)) : block;
        });

        assertThat(theOnlyFinding(forged).text())
                .contains("version " + (STEPS + 1) + " of twin m40", "does not follow from the one before");
    }

    private static byte[] oneVersionLater(byte[] readings, int index) {
        byte[] changed = readings.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed);
        int place = HEAD + (changed[HEAD - 2] == 1 ? 0 : 8 * index);
        buffer.putLong(place, buffer.getLong(place) + 1);
        return changed;
    }
}
