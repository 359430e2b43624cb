package dev.weft.twins.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Read and write the twins of a block as they stand: who is in which lane, under which policy, and all that forecasts and the
 * next step depend on. From here readings are replayed.
 *
 * <p>As bytes, big-endian: 2; fleet and block, 4 bytes each; the number of twins, 2; of each its place, 2, id in the modified
 * UTF-8 of {@link DataOutputStream#writeUTF}, version, 8, policy in the same, and snapshot, behind its length, 4.
 */
public final class StepSnapshots {
    private static final byte FORMAT = 2;

    private StepSnapshots() {}

    /**
     * Hold a twin of a block.
     *
     * @param place in the block
     * @param twin id
     * @param version the twin's newest
     * @param policy SHA-256 of the policy that holds, in hex
     * @param snapshot as its newest version left it
     */
    public record Standing(int place, String twin, long version, String policy, TwinSnapshot snapshot) {}

    /** Write the twins of a block. */
    public static byte[] write(int fleet, int block, List<Standing> twins) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(fleet);
            out.writeInt(block);
            out.writeShort(twins.size());
            for (Standing twin : twins) {
                byte[] snapshot = twin.snapshot().toBytes();
                out.writeShort(twin.place());
                out.writeUTF(twin.twin());
                out.writeLong(twin.version());
                out.writeUTF(twin.policy());
                out.writeInt(snapshot.length);
                out.write(snapshot);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused to grow", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Read the bytes of {@link #write}.
     *
     * @param fleet whose twins they should be
     * @param block of which they should be
     * @throws IllegalArgumentException if they are no such bytes, or of another block
     */
    public static List<Standing> read(byte[] bytes, int fleet, int block) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT || in.readInt() != fleet || in.readInt() != block) {
                throw new IllegalArgumentException(
                        "snapshots of a step are not those of block " + block + " of fleet " + fleet);
            }
            int count = in.readUnsignedShort();
            List<Standing> twins = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int place = in.readUnsignedShort();
                String twin = in.readUTF();
                long version = in.readLong();
                String policy = in.readUTF();
                int length = in.readInt();
                if (place >= StepReadings.LANES || length < 0 || length > in.available()) {
                    throw new IllegalArgumentException("snapshot of twin " + twin + " at place " + place + " has "
                            + length + " bytes, expected at most " + in.available());
                }
                twins.add(new Standing(place, twin, version, policy, TwinSnapshot.fromBytes(in.readNBytes(length))));
            }
            if (in.available() > 0) {
                throw new IllegalArgumentException("snapshots of a step go on behind the last one");
            }
            return twins;
        } catch (IOException e) {
            throw new IllegalArgumentException("snapshots of a step end too early: " + e.getMessage(), e);
        }
    }
}
