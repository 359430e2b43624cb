package dev.weft.twins.ledger;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Grow a Merkle tree over byte strings: its root, one hash, vouches for all of them, and about log₂ n hashes prove that one
 * of them is among them.
 *
 * <p>With ‖ for one after the other and k the largest power of two below n:
 *
 * <pre>
 * root()          = SHA-256()
 * root(d)         = SHA-256(0x00 ‖ d)
 * root(d₀ … dₙ₋₁) = SHA-256(0x01 ‖ root(d₀ … dₖ₋₁) ‖ root(dₖ … dₙ₋₁))
 * </pre>
 *
 * <p>Leaves may come one by one. A leaf costs its own hash and one more, and 64 bytes. A root costs log₂ n hashes, a proof at most log₂² n.
 * Not thread-safe.
 *
 * <p>Source: B. Laurie, E. Messeri, R. Stradling, "Certificate Transparency Version 2.0", RFC 9162 (2021), section 2.1; the
 * same tree as in RFC 6962.
 */
public final class MerkleTree {
    /** Bytes of a hash. */
    public static final int HASH_LENGTH = Sha256.LENGTH;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final int MAX_SIZE = 1 << 25;

    private final MessageDigest digest = Sha256.newDigest();
    /** At k the hashes of the complete subtrees of 2ᵏ leaves, one behind the other. */
    private final List<byte[]> levels = new ArrayList<>();

    private int size;

    /** Make a tree without leaves. */
    public MerkleTree() {}

    /** Return the number of leaves. */
    public int size() {
        return size;
    }

    /** Forget all leaves, and keep the memory for the next ones. */
    public void clear() {
        size = 0;
    }

    /** Add a leaf. */
    public void add(byte[] leaf) {
        add(leaf, 0, leaf.length);
    }

    /**
     * Add a leaf.
     *
     * @param bytes holds the leaf. Not modified
     * @param offset where it begins
     * @param length how many bytes it has
     * @throws IndexOutOfBoundsException if it does not lie within {@code bytes}
     * @throws IllegalStateException if there are 33,554,432 leaves already
     */
    public void add(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        digest.update(LEAF);
        digest.update(bytes, offset, length);
        addHash(digest.digest());
    }

    /** Add a leaf of which the hash is known, as of {@link #leafHash}. */
    void addHash(byte[] leaf) {
        if (size == MAX_SIZE) {
            throw new IllegalStateException("Merkle tree of " + size + " leaves, expected fewer for one more");
        }
        System.arraycopy(leaf, 0, level(0, size), size * HASH_LENGTH, HASH_LENGTH);
        size++;
        // As many subtrees are complete now as the number of leaves has factors of two.
        for (int k = 0; (size >> k & 1) == 0; k++) {
            int last = (size >> k) - 1;
            byte[] below = level(k, last);
            int parent = last >> 1;
            combine(digest, below, last - 1, below, last, level(k + 1, parent), parent);
        }
    }

    /** Return the root over all leaves. */
    public byte[] root() {
        return root(size);
    }

    /**
     * Return the root over the first leaves, as it was when there were so many.
     *
     * @throws IllegalArgumentException if {@code leaves} is not 0 … {@link #size}
     */
    public byte[] root(int leaves) {
        if (leaves < 0 || leaves > size) {
            throw new IllegalArgumentException("Merkle root over " + leaves + " leaves, expected 0 … " + size);
        }
        byte[] root = new byte[HASH_LENGTH];
        if (leaves == 0) {
            finish(digest, root, 0);
        } else {
            subtree(0, leaves, root, 0);
        }
        return root;
    }

    /**
     * Prove that a leaf is in the tree as it is now.
     *
     * @param index place of the leaf, from 0
     * @throws IllegalArgumentException if there is no such leaf
     */
    public MerkleProof proof(int index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("proof of leaf " + index + ", expected 0 … " + (size - 1));
        }
        byte[] upwards = new byte[0];
        int first = 0;
        int leaves = size;
        while (leaves > 1) {
            int left = Integer.highestOneBit(leaves - 1);
            boolean inLeft = index - first < left;
            byte[] longer = new byte[upwards.length + HASH_LENGTH];
            System.arraycopy(upwards, 0, longer, HASH_LENGTH, upwards.length);
            subtree(inLeft ? first + left : first, inLeft ? leaves - left : left, longer, 0);
            upwards = longer;
            first = inLeft ? first : first + left;
            leaves = inLeft ? left : leaves - left;
        }
        return new MerkleProof(index, size, upwards);
    }

    /**
     * Hash {@code leaves} > 0 leaves from {@code first} on, which is a multiple of a power of two that is not less than
     * their number: complete subtrees, the smallest one on the right.
     */
    private void subtree(int first, int leaves, byte[] into, int place) {
        boolean begun = false;
        for (int k = 0; leaves >> k > 0; k++) {
            if ((leaves >> k & 1) == 1) {
                int index = (first >> k) + (leaves >> k) - 1;
                if (begun) {
                    combine(digest, levels.get(k), index, into, place, into, place);
                } else {
                    System.arraycopy(levels.get(k), index * HASH_LENGTH, into, place * HASH_LENGTH, HASH_LENGTH);
                    begun = true;
                }
            }
        }
    }

    /** Hash a leaf by itself. */
    static byte[] leafHash(MessageDigest digest, byte[] leaf) {
        digest.update(LEAF);
        return digest.digest(leaf);
    }

    /** Hash two neighbours into their parent; each is the hash at a place of its array. The target may be one of them. */
    static void combine(
            MessageDigest digest, byte[] left, int leftPlace, byte[] right, int rightPlace, byte[] into, int place) {
        digest.update(NODE);
        digest.update(left, leftPlace * HASH_LENGTH, HASH_LENGTH);
        digest.update(right, rightPlace * HASH_LENGTH, HASH_LENGTH);
        finish(digest, into, place);
    }

    private static void finish(MessageDigest digest, byte[] into, int place) {
        try {
            digest.digest(into, place * HASH_LENGTH, HASH_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash of 32 bytes has room in 32 bytes", e);
        }
    }

    /** Return the hashes of a level, with room for one at {@code place}. */
    private byte[] level(int k, int place) {
        if (k == levels.size()) {
            levels.add(new byte[HASH_LENGTH]);
        }
        byte[] hashes = levels.get(k);
        if (hashes.length <= place * HASH_LENGTH) {
            hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            levels.set(k, hashes);
        }
        return hashes;
    }
}
