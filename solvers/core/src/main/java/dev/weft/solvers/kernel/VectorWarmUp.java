package dev.weft.solvers.kernel;

/**
 * Let the JIT compiler see vector code in a thread of its own, before anyone waits for it.
 *
 * <p>Until it is compiled, code of the vector module makes an object of every value and runs some fifty times slower
 * than plain bytecode, for seconds where the graph is large. So a kernel begins with its scalar code, and when enough
 * work has passed to expect more, a daemon thread runs the vector code on a copy of some lanes until it is the faster
 * one. The two give the same bits, so nobody sees the change. Thread-safe.
 */
final class VectorWarmUp {
    /** Operations times lanes after which more of them are expected: some 50 ms of scalar code. */
    private static final long WORK_BEFORE = 200_000_000L;

    private static final long GIVE_UP_NANOS = 30_000_000_000L;
    private static final int FASTER_IN_A_ROW = 5;
    private static final int CALLS_A_MEASUREMENT = 20;
    private static final int SETTLED = 50;
    private static final double NOTICEABLY = 0.9;

    // Counted without a lock: a lost count only delays the start.
    private long work;
    private boolean started;
    private volatile boolean done;

    /** Tell whether vector code is compiled. */
    boolean isDone() {
        return done;
    }

    /** Count work, and tell once that it is time to start. */
    boolean isDue(long laneOperations) {
        if (started) {
            return false;
        }
        work += laneOperations;
        if (work < WORK_BEFORE) {
            return false;
        }
        synchronized (this) {
            boolean first = !started;
            started = true;
            return first;
        }
    }

    /** Compare two ways to do the same in a daemon thread, until the vector code is the faster one. */
    void start(Runnable vector, Runnable scalar) {
        Thread thread = new Thread(() -> run(vector, scalar), "weft-kernel-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** Do the same in the caller's thread, until it is interrupted; several threads may, and share the work. */
    void run(Runnable vector, Runnable scalar) {
        Fastest vectors = new Fastest();
        Fastest scalars = new Fastest();
        int faster = 0;
        while (!done
                && faster < FASTER_IN_A_ROW
                && (vectors.isImproving() || scalars.isImproving())
                && !Thread.currentThread().isInterrupted()) {
            scalars.take(nanos(scalar));
            // Scalar code has to be compiled, too: vectors are no match for it before, and would still seem faster.
            boolean wins = vectors.take(nanos(vector)) < scalars.nanos && scalars.rounds >= SETTLED;
            faster = wins ? faster + 1 : 0;
        }
        if (faster == FASTER_IN_A_ROW) {
            // Only ever set: another thread that shares the work may have been the first.
            done = true;
        }
    }

    /** The fastest measurement so far, and since when nothing has been noticeably faster. */
    private static final class Fastest {
        private long nanos = Long.MAX_VALUE;
        private int rounds;
        private long since = System.nanoTime();

        long take(long found) {
            boolean better = found < NOTICEABLY * nanos;
            rounds = better ? 0 : rounds + 1;
            since = better ? System.nanoTime() : since;
            nanos = Math.min(nanos, found);
            return found;
        }

        boolean isImproving() {
            return System.nanoTime() - since < GIVE_UP_NANOS;
        }
    }

    private static long nanos(Runnable calls) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS_A_MEASUREMENT; i++) {
            calls.run();
        }
        return System.nanoTime() - start;
    }
}
