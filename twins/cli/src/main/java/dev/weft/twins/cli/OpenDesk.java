package dev.weft.twins.cli;

import dev.weft.twins.Fleet;
import dev.weft.twins.RequestDesk;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Do what people ask of the twins of a fleet while it runs, looking for it every so often. */
final class OpenDesk implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final RequestDesk desk;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "weft-desk");
        made.setDaemon(true);
        return made;
    });
    private String trouble = "";

    OpenDesk(Fleet fleet, JdbcStore store) {
        this.desk = new RequestDesk(fleet, store, Clock.systemUTC());
        thread.scheduleWithFixedDelay(this::work, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void work() {
        try {
            desk.work();
            trouble = "";
        } catch (StoreException e) {
            // The run tells of a store that fails, and goes on or ends as it has to; here it is said once.
            String said = String.valueOf(e.getMessage());
            if (!said.equals(trouble)) {
                trouble = said;
                System.err.println("weft: what people ask of the twins cannot be done now: " + said);
            }
        }
    }

    /** Finish what is at hand, and stop. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
