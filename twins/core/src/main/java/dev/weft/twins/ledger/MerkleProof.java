package dev.weft.twins.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Prove that a leaf stands at a place of a {@link MerkleTree}: the hashes beside its way up to the root, log₂ n of them.
 *
 * <p>A proof is as good as the root and the number of leaves that it is held against: take both from where you trust them,
 * a signed checkpoint for example, and compare {@link #size} yourself. Trees of two sizes may hold the same hashes beside a
 * leaf's way up, but never have the same root.
 *
 * <p>As bytes: index and size, 8 bytes each, big-endian, then the hashes from the leaf's neighbour upwards. Immutable.
 *
 * <p>Source: RFC 9162 (2021), sections 2.1.3.1 and 2.1.3.2.
 */
public final class MerkleProof {
    private static final int MAX_PATH = 63;

    private final long index;
    private final long size;
    private final byte[] path;

    MerkleProof(long index, long size, byte[] path) {
        this.index = index;
        this.size = size;
        this.path = path;
    }

    /** Return the place of the leaf, from 0. */
    public long index() {
        return index;
    }

    /** Return the number of leaves of the tree. */
    public long size() {
        return size;
    }

    /**
     * Tell whether {@code leaf} stands at {@link #index} of the tree of {@link #size} leaves that has this root.
     *
     * @param leaf the leaf's bytes, not their hash
     * @param root the root, from where it is trusted
     */
    public boolean proves(byte[] leaf, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        MessageDigest digest = Sha256.newDigest();
        byte[] hash = MerkleTree.leafHash(digest, leaf);
        long node = index;
        long last = size - 1;
        for (int i = 0; i < path.length / Sha256.LENGTH; i++) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                MerkleTree.combine(digest, path, i, hash, 0, hash, 0);
                // The last node of a level without a neighbour on its right rises until it has one on its left.
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                MerkleTree.combine(digest, hash, 0, path, i, hash, 0);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Return the bytes of the proof. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(2 * Long.BYTES + path.length)
                .putLong(index)
                .putLong(size)
                .put(path)
                .array();
    }

    /**
     * Read the bytes of {@link #toBytes}.
     *
     * @throws IllegalArgumentException if their number is not that of a proof
     */
    public static MerkleProof fromBytes(byte[] bytes) {
        int length = bytes.length - 2 * Long.BYTES;
        if (length < 0 || length % Sha256.LENGTH != 0 || length / Sha256.LENGTH > MAX_PATH) {
            throw new IllegalArgumentException(
                    "Merkle proof of " + bytes.length + " bytes, expected 16 and 32 for each of at most 63 hashes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new MerkleProof(
                buffer.getLong(), buffer.getLong(), Arrays.copyOfRange(bytes, 2 * Long.BYTES, bytes.length));
    }
}
