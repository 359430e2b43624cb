package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.StepBlock;
import java.nio.ByteBuffer;
import java.util.List;

/** Know which blocks took part in a step, how many entries each has, and where its part is: the column {@code blocks}. */
final class StepBlocks {
    private static final int WIDTH = Short.BYTES + 1;

    private final ByteBuffer bytes;

    private StepBlocks(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static byte[] toBytes(List<StepBlock> blocks) {
        ByteBuffer buffer =
                ByteBuffer.allocate(WIDTH * (blocks.get(blocks.size() - 1).block() + 1));
        for (StepBlock block : blocks) {
            buffer.position(WIDTH * block.block());
            buffer.putShort((short) block.entries())
                    .put((byte) (block.snapshots().isPresent() ? 1 : 0));
        }
        return buffer.array();
    }

    /**
     * Read the bytes of {@link #toBytes}.
     *
     * @throws IllegalArgumentException if they are none
     */
    static StepBlocks of(byte[] bytes) {
        if (bytes.length % WIDTH != 0) {
            throw new IllegalArgumentException("blocks of " + bytes.length + " bytes, expected a multiple of " + WIDTH);
        }
        StepBlocks blocks = new StepBlocks(ByteBuffer.wrap(bytes));
        for (int b = 0; b < blocks.size(); b++) {
            int mark = bytes[WIDTH * b + Short.BYTES];
            if (mark != 0 && mark != 1) {
                throw new IllegalArgumentException("block " + b + " has the mark " + mark + ", expected 0 or 1");
            }
        }
        return blocks;
    }

    int size() {
        return bytes.capacity() / WIDTH;
    }

    /** How many entries a block has, 0 if it took no part. */
    int entries(int block) {
        return block < size() ? Short.toUnsignedInt(bytes.getShort(WIDTH * block)) : 0;
    }

    boolean hasSnapshots(int block) {
        return block < size() && bytes.get(WIDTH * block + Short.BYTES) == 1;
    }

    /** Whether a block took part: with entries, or as it stood when its fleet was closed. */
    boolean isThere(int block) {
        return entries(block) > 0 || hasSnapshots(block);
    }

    /** How many blocks before this one took part. */
    int partsBefore(int block) {
        int parts = 0;
        for (int b = 0; b < block; b++) {
            parts += isThere(b) ? 1 : 0;
        }
        return parts;
    }

    /** How many entries the blocks before this one have. */
    int entriesBefore(int block) {
        int sum = 0;
        for (int b = 0; b < block; b++) {
            sum += entries(b);
        }
        return sum;
    }
}
