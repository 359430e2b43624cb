package dev.weft.twins.ledger;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Read what the hash of a link is taken of, as far as a proof needs it.
 *
 * @param before hash of the link before, in hex
 * @param first position of the first entry
 * @param last position of the last entry
 * @param twin of an entry by itself; empty for a step
 * @param version of an entry by itself; 0 for a step
 * @param fleet of a step; 0 for an entry by itself
 * @param root of a step's tree; empty for an entry by itself
 */
record LinkContent(String before, long first, long last, String twin, long version, int fleet, byte[] root) {
    /**
     * Read the bytes of {@link LedgerChain#content}.
     *
     * @throws IllegalArgumentException if they are no such bytes
     */
    static LinkContent of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String before = in.readUTF();
            long first = in.readLong();
            String twin = in.readUTF();
            if (!twin.isEmpty()) {
                return new LinkContent(before, first, first, twin, in.readLong(), 0, new byte[0]);
            }
            int fleet = in.readInt();
            in.readLong();
            int entries = in.readInt();
            if (in.available() != Sha256.LENGTH) {
                throw new IllegalArgumentException("content of a step of " + bytes.length + " bytes, expected "
                        + (bytes.length - in.available() + Sha256.LENGTH));
            }
            byte[] root = Arrays.copyOfRange(bytes, bytes.length - Sha256.LENGTH, bytes.length);
            return new LinkContent(before, first, first + entries - 1, "", 0, fleet, root);
        } catch (IOException e) {
            throw new IllegalArgumentException("content of a link ends too early: " + e.getMessage(), e);
        }
    }
}
