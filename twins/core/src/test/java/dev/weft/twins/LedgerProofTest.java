package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerProof;
import dev.weft.twins.ledger.LedgerProof.Leaf;
import dev.weft.twins.ledger.MerkleProof;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.store.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries are proved up to the checkpoint that signs them, and to nobody else. */
class LedgerProofTest {
    private static final int TWINS = 130;
    private static final int STEPS = 6;
    private static final SigningKey KEY = SigningKey.generate();

    private MemoryStore store = new MemoryStore();

    /** Runs two blocks of twins; one of them is odd in each step. */
    @BeforeEach
    void run() {
        store = new MemoryStore();
        try (Fleet fleet = new Fleet(store, 2, 2, FleetListener.NONE)) {
            for (int i = 0; i < TWINS; i++) {
                fleet.twin("m" + i, Oscillator.twin());
            }
            for (int step = 0; step < STEPS; step++) {
                List<Fleet.Item> batch = new ArrayList<>();
                for (int i = 0; i < TWINS; i++) {
                    Reading reading = Oscillator.readings(STEPS, i).get(step);
                    double[] outputs = reading.outputs();
                    outputs[0] = i == step ? Double.NaN : outputs[0];
                    batch.add(new Fleet.Item("m" + i, new Reading(reading.time(), reading.inputs(), outputs)));
                }
                fleet.update(batch);
                if (step == 2) {
                    store.keep(KEY.sign(store.head().orElseThrow(), Instant.EPOCH));
                }
            }
        }
    }

    @Test
    void everyEntryIsProved() {
        long signed = store.checkpoints().get(0).head().sequence();
        int inSteps = 0;
        for (String id : List.of("m0", "m5", "m127", "m128")) {
            for (int version = 0; version <= STEPS; version++) {
                LedgerProof proof = Ledger.of(store).signedProof(id, version).orElseThrow();
                assertThat(proof.holds()).as("%s, version %d", id, version).isTrue();
                assertThat(proof.hash())
                        .isEqualTo(Ledger.of(store)
                                .entry(id, version)
                                .orElseThrow()
                                .hash());
                boolean before =
                        Ledger.of(store).entry(id, version).orElseThrow().sequence() <= signed;
                assertThat(proof.checkpoint().isPresent()).isEqualTo(before);
                assertThat(proof.leaves().isEmpty())
                        .isEqualTo(store.single(id, version).isPresent());
                inSteps += proof.leaves().isEmpty() ? 0 : 1;
                proof.readings()
                        .ifPresent(readings -> assertThat(readings.means(proof.index()))
                                .isEqualTo(Ledger.of(store)
                                        .entry(id, proof.version())
                                        .orElseThrow()
                                        .after()
                                        .estimate()
                                        .mean()));
            }
            assertThat(Ledger.of(store).signedProof(id, STEPS + 1)).isEmpty();
            assertThat(Ledger.of(store).latestVersion(id)).hasValue(STEPS);
        }
        assertThat(inSteps).isGreaterThan(10);
        assertThat(Ledger.of(store).signedProof("nobody", 0)).isEmpty();
        assertThat(Ledger.of(store).latestVersion("nobody")).isEmpty();
    }

    /** Each byte of links, leaves and paths is under a hash. */
    @Test
    void aFlippedBitProvesNothing() {
        LedgerProof proof = Ledger.of(store).signedProof("m128", 2).orElseThrow();
        assertThat(proof.leaves()).hasSize(2);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            List<byte[]> links = new ArrayList<>(proof.links());
            int link = random.nextInt(links.size());
            links.set(link, flipped(links.get(link), 0, random));
            assertThat(with(proof, links, proof.leaves()).holds())
                    .as("link %d", link)
                    .isFalse();

            List<Leaf> leaves = new ArrayList<>(proof.leaves());
            Leaf leaf = leaves.get(i % 2);
            boolean inPath = random.nextBoolean();
            leaves.set(
                    i % 2,
                    inPath
                            ? new Leaf(
                                    leaf.link(),
                                    leaf.bytes(),
                                    MerkleProof.fromBytes(flipped(leaf.path().toBytes(), 16, random)))
                            : new Leaf(leaf.link(), flipped(leaf.bytes(), 0, random), leaf.path()));
            assertThat(with(proof, proof.links(), leaves).holds())
                    .as("leaf %d", i % 2)
                    .isFalse();
        }
    }

    private static byte[] flipped(byte[] bytes, int from, Random random) {
        byte[] changed = bytes.clone();
        changed[from + random.nextInt(bytes.length - from)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static LedgerProof with(LedgerProof proof, List<byte[]> links, List<Leaf> leaves) {
        return new LedgerProof(
                proof.twin(),
                proof.version(),
                links,
                proof.link(),
                leaves,
                proof.end(),
                proof.checkpoint(),
                proof.beyond());
    }

    /** What is right of one twin, version, place or checkpoint says nothing of another. */
    @Test
    void isOfOneEntryOnly() {
        LedgerProof proof = Ledger.of(store).signedProof("m128", 2).orElseThrow();
        LedgerProof other = Ledger.of(store).signedProof("m12", 2).orElseThrow();
        LedgerProof single = Ledger.of(store).signedProof("m128", 0).orElseThrow();
        assertThat(single.leaves()).isEmpty();

        assertThat(of(proof, "m12", 2, proof.link(), proof.leaves(), proof.checkpoint())
                        .holds())
                .isFalse();
        assertThat(of(proof, "m128", 1, proof.link(), proof.leaves(), proof.checkpoint())
                        .holds())
                .isFalse();
        assertThat(of(proof, "m128", 2, proof.link(), List.of(), proof.checkpoint())
                        .holds())
                .isFalse();
        assertThat(of(proof, "m128", 2, -1, proof.leaves(), proof.checkpoint()).holds())
                .isFalse();
        List<Leaf> mixed = List.of(proof.leaves().get(0), other.leaves().get(1));
        assertThat(StepReadings.of(mixed.get(1).bytes()).block()).isZero();
        assertThat(of(proof, "m128", 2, proof.link(), mixed, proof.checkpoint()).holds())
                .isFalse();
        assertThat(of(single, "m127", 0, single.link(), List.of(), single.checkpoint())
                        .holds())
                .isFalse();
        assertThat(of(single, "m128", 1, single.link(), List.of(), single.checkpoint())
                        .holds())
                .isFalse();
        Checkpoint elsewhere = KEY.sign(store.head().orElseThrow(), Instant.EPOCH);
        assertThat(of(proof, "m128", 2, proof.link(), proof.leaves(), Optional.of(elsewhere))
                        .holds())
                .isFalse();
    }

    private static LedgerProof of(
            LedgerProof proof,
            String twin,
            long version,
            int link,
            List<Leaf> leaves,
            Optional<Checkpoint> checkpoint) {
        return new LedgerProof(twin, version, proof.links(), link, leaves, proof.end(), checkpoint, Optional.empty());
    }

    @Test
    void theWayToACheckpointThatIsTooFarIsLeftOut() {
        LedgerProof whole =
                new ProofSearch(store, Long.MAX_VALUE).find("m128", 1).orElseThrow();
        assertThat(whole.checkpoint()).isPresent();
        LedgerProof cut = new ProofSearch(store, 400).find("m128", 1).orElseThrow();

        assertThat(cut.holds()).isTrue();
        assertThat(cut.checkpoint()).isEmpty();
        assertThat(cut.beyond()).isEqualTo(whole.checkpoint());
        assertThat(cut.links()).hasSizeLessThan(whole.links().size());
        assertThat(cut.end()).isEqualTo(cut.hash()).isEqualTo(whole.hash());
    }
}
