package dev.weft.twins.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleTreeProperties {
    /** Leaves that differ from each other: equal ones may stand for each other, and should. */
    private static List<byte[]> leaves(int count, long seed) {
        Random random = new Random(seed);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] leaf = new byte[4 + random.nextInt(40)];
            random.nextBytes(leaf);
            ByteBuffer.wrap(leaf).putInt(i);
            leaves.add(leaf);
        }
        return leaves;
    }

    private static MerkleTree tree(List<byte[]> leaves) {
        MerkleTree tree = new MerkleTree();
        leaves.forEach(tree::add);
        return tree;
    }

    @Property(tries = 60)
    void agreesWithTheRecursion(@ForAll @IntRange(min = 1, max = 200) int count, @ForAll long seed) {
        List<byte[]> leaves = leaves(count, seed);
        MerkleTree tree = tree(leaves);
        int earlier = new Random(seed).nextInt(count + 1);
        int index = new Random(seed).nextInt(count);

        assertThat(tree.root()).isEqualTo(SlowMerkleTree.root(leaves));
        assertThat(tree.root(earlier)).isEqualTo(SlowMerkleTree.root(leaves.subList(0, earlier)));
        ByteBuffer path = ByteBuffer.wrap(tree.proof(index).toBytes()).position(16);
        for (byte[] hash : SlowMerkleTree.path(index, leaves)) {
            byte[] actual = new byte[32];
            path.get(actual);
            assertThat(actual).isEqualTo(hash);
        }
        assertThat(path.remaining()).isZero();
    }

    @Property(tries = 60)
    void everyProofHolds(@ForAll @IntRange(min = 1, max = 150) int count, @ForAll long seed) {
        List<byte[]> leaves = leaves(count, seed);
        MerkleTree tree = tree(leaves);
        for (int i = 0; i < count; i++) {
            MerkleProof proof = MerkleProof.fromBytes(tree.proof(i).toBytes());

            assertThat(proof.index()).isEqualTo(i);
            assertThat(proof.size()).isEqualTo(count);
            assertThat(proof.proves(leaves.get(i), tree.root())).isTrue();
        }
    }

    @Property(tries = 300)
    void noFlippedBitPasses(@ForAll @IntRange(min = 1, max = 150) int count, @ForAll long seed) {
        List<byte[]> leaves = leaves(count, seed);
        MerkleTree tree = tree(leaves);
        Random random = new Random(~seed);
        int index = random.nextInt(count);
        byte[] leaf = leaves.get(index);
        byte[] proof = tree.proof(index).toBytes();

        assertThat(tree.proof(index).proves(flipped(leaf, random), tree.root())).isFalse();
        assertThat(tree.proof(index).proves(leaf, flipped(tree.root(), random))).isFalse();
        if (proof.length > 16) {
            byte[] path = flipped(Arrays.copyOfRange(proof, 16, proof.length), random);
            byte[] forged = proof.clone();
            System.arraycopy(path, 0, forged, 16, path.length);
            assertThat(MerkleProof.fromBytes(forged).proves(leaf, tree.root())).isFalse();
        }
        byte[] longer = Arrays.copyOf(proof, proof.length + 32);
        assertThat(MerkleProof.fromBytes(longer).proves(leaf, tree.root())).isFalse();
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    @Property(tries = 300)
    void noOtherPlacePasses(
            @ForAll @IntRange(min = 2, max = 150) int count,
            @ForAll long seed,
            @ForAll @IntRange(max = 200) int other) {
        List<byte[]> leaves = leaves(count, seed);
        MerkleTree tree = tree(leaves);
        int index = new Random(seed).nextInt(count);
        ByteBuffer forged = ByteBuffer.wrap(tree.proof(index).toBytes()).putLong(0, other);

        assertThat(MerkleProof.fromBytes(forged.array()).proves(leaves.get(index), tree.root()))
                .isEqualTo(other == index);
    }

    /**
     * Against the root of a tree of another size no proof holds. Against the same root a proof that claims another size holds
     * only where leaf and neighbours would be the same: RFC 9162 binds sizes to roots by signing both.
     */
    @Property(tries = 300)
    void noOtherSizePasses(
            @ForAll @IntRange(min = 1, max = 150) int count,
            @ForAll @IntRange(min = 1, max = 150) int other,
            @ForAll long seed) {
        List<byte[]> leaves = leaves(Math.max(count, other), seed);
        MerkleTree tree = tree(leaves.subList(0, count));
        int index = new Random(seed).nextInt(count);
        byte[] root = tree(leaves.subList(0, other)).root();
        byte[] proof = tree.proof(index).toBytes();
        byte[] claiming = ByteBuffer.wrap(proof.clone()).putLong(8, other).array();

        assertThat(MerkleProof.fromBytes(proof).proves(leaves.get(index), root)).isEqualTo(count == other);
        assertThat(MerkleProof.fromBytes(claiming).proves(leaves.get(index), root))
                .isEqualTo(count == other);
        assertThat(MerkleProof.fromBytes(claiming).proves(leaves.get(index), tree.root()))
                .isEqualTo(index < other && sides(index, count).equals(sides(index, other)));
    }

    /** Which neighbours are on the left of the way up. */
    private static String sides(int index, int size) {
        if (size == 1) {
            return "";
        }
        int left = Integer.highestOneBit(size - 1);
        return index < left ? sides(index, left) + "R" : sides(index - left, size - left) + "L";
    }
}
