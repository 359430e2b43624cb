package dev.weft.solvers.fleet;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Work on blocks of lanes by a fixed set of threads.
 *
 * <p>Blocks are handed out one by one, and which thread takes which is left to chance: a task must write only what
 * belongs to its block, and then the result does not depend on the number of threads. The caller's thread works along as
 * worker 0. Threads sleep between calls; a call allocates nothing. One call at a time.
 */
public final class LanePool implements AutoCloseable {
    /** Do the work of a block. */
    @FunctionalInterface
    public interface BlockTask {
        /**
         * Work on one block.
         *
         * @param block index of the block
         * @param worker index of the thread, for scratch of its own
         */
        void run(int block, int worker);
    }

    private static final int SPINS_BEFORE_SLEEP = 2_000;

    private final Thread[] threads;
    private final AtomicInteger nextBlock = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger round = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    // Written by the caller before the round is counted up, read by the workers after they saw that.
    private @Nullable BlockTask task;
    private int blocks;
    private volatile @Nullable Thread caller;

    /**
     * Start a pool.
     *
     * @param workers number of threads, the caller's included, at least 1
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    public LanePool(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers = " + workers + ", expected 1 or more");
        }
        this.threads = new Thread[workers - 1];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] = new Thread(() -> serve(worker), "weft-lanes-" + worker);
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    /** Return a pool of one worker, the caller. */
    public static LanePool single() {
        return new LanePool(1);
    }

    /** Return the number of workers, the caller included. */
    public int workers() {
        return threads.length + 1;
    }

    /**
     * Run a task for the blocks 0 to {@code count} − 1 and wait for all of them.
     *
     * @throws IllegalStateException if the pool is closed
     */
    public void run(int count, BlockTask work) {
        if (closed) {
            throw new IllegalStateException("the pool of " + workers() + " workers is closed, expected an open one");
        }
        if (threads.length == 0 || count == 1) {
            for (int block = 0; block < count; block++) {
                work.run(block, 0);
            }
            return;
        }
        task = work;
        blocks = count;
        failure = null;
        caller = Thread.currentThread();
        nextBlock.set(0);
        busy.set(threads.length);
        round.incrementAndGet();
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        work(work, count, 0);
        for (int spins = 0; busy.get() > 0; spins++) {
            if (spins < SPINS_BEFORE_SLEEP) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
        task = null;
        caller = null;
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException e) {
            throw e;
        } else if (thrown instanceof Error e) {
            throw e;
        }
    }

    private void serve(int worker) {
        int seen = 0;
        int spins = 0;
        while (!closed) {
            if (round.get() == seen) {
                if (spins++ < SPINS_BEFORE_SLEEP) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
                continue;
            }
            seen = round.get();
            spins = 0;
            BlockTask work = task;
            if (work != null) {
                work(work, blocks, worker);
            }
            // The caller may leave as soon as the count is zero, so it is read before.
            Thread waiting = caller;
            if (busy.decrementAndGet() == 0) {
                LockSupport.unpark(waiting);
            }
        }
    }

    private void work(BlockTask work, int count, int worker) {
        try {
            for (int block = nextBlock.getAndIncrement(); block < count; block = nextBlock.getAndIncrement()) {
                work.run(block, worker);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            nextBlock.set(count);
        }
    }

    /** Stop the threads. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
