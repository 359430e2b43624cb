package dev.weft.twins.ledger;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The Merkle tree as RFC 9162 writes it down, recursion by recursion, over lists. */
final class SlowMerkleTree {
    private SlowMerkleTree() {}

    /** MTH(D_n) of section 2.1.1. */
    static byte[] root(List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 0) {
            return sha256();
        }
        if (n == 1) {
            return sha256(new byte[] {0}, leaves.get(0));
        }
        int k = split(n);
        return sha256(new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, n)));
    }

    /** PATH(m, D_n) of section 2.1.3.1. */
    static List<byte[]> path(int m, List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        List<byte[]> left = leaves.subList(0, k);
        List<byte[]> right = leaves.subList(k, n);
        List<byte[]> path = new ArrayList<>(m < k ? path(m, left) : path(m - k, right));
        path.add(root(m < k ? right : left));
        return path;
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] sha256(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
