package dev.weft.sdk.arrow;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ReferenceManager;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Owns the memory outside the heap behind one reading, and frees at the end whatever Arrow did not.
 *
 * <p>Arrow's readers lose the buffer they were filling when they fail on a damaged file: a service that is handed such
 * files again and again would run out of memory.
 */
final class OwnedMemory implements AllocationManager.Factory, AutoCloseable {

    /** Bytes not yet freed, of all owners: what a test watches. */
    private static final AtomicLong LIVE = new AtomicLong();

    private final Set<Block> blocks = ConcurrentHashMap.newKeySet();
    private final Block nothing = new Block(0);

    /** Returns the bytes that are allocated and not freed, of all owners. */
    static long live() {
        return LIVE.get();
    }

    /** Makes an allocator over this memory; it is closed before the memory is. */
    BufferAllocator allocator(long limit) {
        return new RootAllocator(RootAllocator.configBuilder()
                .allocationManagerFactory(this)
                .maxAllocation(limit)
                .build());
    }

    @Override
    public AllocationManager create(BufferAllocator accountingAllocator, long size) {
        return new Allocation(accountingAllocator, new Block(size));
    }

    @Override
    public ArrowBuf empty() {
        return new ArrowBuf(ReferenceManager.NO_OP, null, 0, nothing.address);
    }

    @Override
    public void close() {
        blocks.forEach(Block::free);
    }

    private final class Block {

        private final long size;
        private final long address;

        Block(long size) {
            this.size = size;
            address = MemoryUtil.allocateMemory(size);
            blocks.add(this);
            LIVE.addAndGet(size);
        }

        void free() {
            if (blocks.remove(this)) {
                MemoryUtil.freeMemory(address);
                LIVE.addAndGet(-size);
            }
        }
    }

    private static final class Allocation extends AllocationManager {

        private final Block block;

        Allocation(BufferAllocator accountingAllocator, Block block) {
            super(accountingAllocator);
            this.block = block;
        }

        @Override
        public long getSize() {
            return block.size;
        }

        @Override
        protected long memoryAddress() {
            return block.address;
        }

        @Override
        protected void release0() {
            block.free();
        }
    }
}
