package dev.weft.twins.plant;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Row;
import dev.weft.sdk.data.RowSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Read a source by a thread of its own, so that nobody waits for it: what has come can be asked for. A few hundred rows wait
 * at most, then the source does.
 */
final class LiveRows {
    private static final int MOST_WAITING = 256;

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MOST_WAITING);
    private final RowSource source;
    private @Nullable Event next;
    private boolean ended;
    private boolean begun;

    /** A row; without one, the end, and why if it is not a good one. */
    private record Event(@Nullable Row row, @Nullable DataException failure) {}

    LiveRows(RowSource source) {
        this.source = source;
    }

    /** Nothing is taken from the source before the first row is asked for. */
    private void begin() {
        begun = true;
        Thread reader = new Thread(this::read, "weft-live-" + source.name());
        // Nothing can wake it from waiting for input: it must not keep the program from ending.
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            Event event;
            do {
                event = event();
                events.put(event);
            } while (event.row() != null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Event event() {
        try {
            return new Event(source.next().orElse(null), null);
        } catch (DataException failure) {
            return new Event(null, failure);
        }
    }

    /**
     * Take a row if one has come.
     *
     * @throws DataException if the source broke off
     */
    Optional<Row> poll() {
        if (!begun) {
            begin();
        }
        Event event = next == null ? events.poll() : next;
        next = null;
        if (event == null) {
            return Optional.empty();
        }
        ended = event.row() == null;
        if (event.failure() != null) {
            throw event.failure();
        }
        return Optional.ofNullable(event.row());
    }

    /** Wait until there is a row to take, or the end, or the time is up. */
    void await(long millis) {
        if (next == null && !ended) {
            try {
                next = events.poll(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tell whether the end was taken. */
    boolean isAtEnd() {
        return ended;
    }
}
