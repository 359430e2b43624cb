package dev.weft.twins.plant;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Row;
import dev.weft.sdk.data.RowRange;
import dev.weft.sdk.data.RowSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Merge sources in the order of event time, each in its own order, with two rows of each in memory: one whose time leaps ahead
 * does not hold up those behind it. A live source is not waited for: what has come takes part.
 */
final class ArrivalMerge implements AutoCloseable {
    private static final int AHEAD = 2;

    private final List<Head> heads = new ArrayList<>();
    private final List<DataException> failures = new ArrayList<>();

    private static final class Head {
        final RowSource rows;
        final SourceReader reader;
        final RowRange range;
        final Optional<LiveRows> live;
        final Deque<Arrival> ahead = new ArrayDeque<>();
        long count;
        boolean ended;

        Head(RowSource rows, SourceReader reader, RowRange range, boolean isLive) {
            this.rows = rows;
            this.reader = reader;
            this.range = range;
            this.live = isLive ? Optional.of(new LiveRows(rows)) : Optional.empty();
        }

        void fill() {
            while (!ended && ahead.size() < AHEAD) {
                Optional<Row> row = live.isPresent() ? live.get().poll() : rows.next();
                if (row.isEmpty()) {
                    ended = live.map(LiveRows::isAtEnd).orElse(true);
                    return;
                }
                long index = count++;
                if (range.to().isPresent() && index >= range.to().getAsInt()) {
                    ended = true;
                } else if (index >= range.from()) {
                    ahead.add(reader.arrival(row.get()));
                }
            }
        }

        /** The least time of what is ahead; what has no time goes first. */
        double key() {
            double least = Double.POSITIVE_INFINITY;
            for (Arrival arrival : ahead) {
                least = Math.min(least, Double.isNaN(arrival.time()) ? Double.NEGATIVE_INFINITY : arrival.time());
            }
            return least;
        }
    }

    void add(RowSource rows, SourceReader reader, PlantSource source) {
        heads.add(new Head(rows, reader, source.rows(), source.isLive()));
    }

    /** Return the next arrival; empty if there is none now. */
    Optional<Arrival> next() {
        Head best = null;
        for (Head head : heads) {
            try {
                head.fill();
            } catch (DataException broken) {
                head.ended = true;
                failures.add(broken);
            }
            if (!head.ahead.isEmpty() && (best == null || head.key() < best.key())) {
                best = head;
            }
        }
        return best == null ? Optional.empty() : Optional.of(best.ahead.remove());
    }

    /** Tell whether nothing will come any more. */
    boolean isAtEnd() {
        return heads.stream().allMatch(head -> head.ended && head.ahead.isEmpty());
    }

    /** Tell whether a source that has not ended is live. */
    boolean isLive() {
        return heads.stream().anyMatch(head -> !head.ended && head.live.isPresent());
    }

    /** Wait until a live source has something, or the time is up. */
    void await(long millis) {
        heads.stream()
                .filter(head -> !head.ended)
                .flatMap(head -> head.live.stream())
                .findFirst()
                .ifPresent(live -> live.await(millis));
    }

    /** Return why sources broke off. */
    List<DataException> failures() {
        return List.copyOf(failures);
    }

    /** Return which share of the files was read; NaN if nobody knows. */
    double share() {
        return heads.stream()
                .filter(head -> head.live.isEmpty())
                .mapToDouble(head -> head.rows.share())
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        // Standard input stays open: it is not ours, and its thread may be waiting in it.
        heads.stream().filter(head -> head.live.isEmpty()).forEach(head -> head.rows.close());
    }
}
