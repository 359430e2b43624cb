package dev.weft.sdk.training;

import dev.weft.solvers.lanes.Precision;
import java.time.Duration;
import java.util.Optional;

/**
 * Set what training may use of the machine.
 *
 * @param precision format of the numbers in passes; parameters and their means are double in either case
 * @param threads how many work at once; 0 for one for each processor
 * @param timeBudget time after which training ends with the best model so far; 1 ms … 1e9 s; empty for none
 * @param checkpointInterval least time from one checkpoint to the next, 1 ms … 1e9 s
 */
public record ResourceSettings(
        Precision precision, int threads, Optional<Duration> timeBudget, Duration checkpointInterval) {
    // Before STANDARD, which is checked by them.
    private static final int MOST_THREADS = 1024;
    private static final Duration LONGEST = Duration.ofSeconds(1_000_000_000);

    /** Double, all processors, no limit of time, a checkpoint every two minutes. */
    public static final ResourceSettings STANDARD =
            new ResourceSettings(Precision.DOUBLE, 0, Optional.empty(), Duration.ofMinutes(2));

    /** Check the numbers. */
    public ResourceSettings {
        Requirements.require("threads", threads, threads >= 0 && threads <= MOST_THREADS, "0 … " + MOST_THREADS);
        timeBudget.ifPresent(budget -> requireWithin("time budget", budget));
        requireWithin("checkpoint interval", checkpointInterval);
    }

    private static void requireWithin(String what, Duration time) {
        boolean within = time.toMillis() > 0 && time.compareTo(LONGEST) <= 0;
        Requirements.require(what + " in ms", time.toMillis(), within, "1 … " + LONGEST.toMillis());
    }

    /** Return how many threads work at once on this machine. */
    public int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Change the format of the numbers. */
    public ResourceSettings withPrecision(Precision changed) {
        return new ResourceSettings(changed, threads, timeBudget, checkpointInterval);
    }

    /** Change how many threads work at once. */
    public ResourceSettings withThreads(int changed) {
        return new ResourceSettings(precision, changed, timeBudget, checkpointInterval);
    }

    /** Change the time after which training ends. */
    public ResourceSettings withTimeBudget(Duration changed) {
        return new ResourceSettings(precision, threads, Optional.of(changed), checkpointInterval);
    }

    /** Change how often a checkpoint is made. */
    public ResourceSettings withCheckpointInterval(Duration changed) {
        return new ResourceSettings(precision, threads, timeBudget, changed);
    }
}
