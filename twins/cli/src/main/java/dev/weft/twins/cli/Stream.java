package dev.weft.twins.cli;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.Fleet;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/** Play measured series into a fleet in the order of their times, one twin a series. */
final class Stream {
    /** Large enough that the store's commit does not count, small enough that a crash loses little work. */
    private static final int BATCH = 2000;

    private final List<MeasuredSeries> series;
    private final List<String> ids;

    /** Hear of each verdict, in the order of the readings. */
    interface Listener {
        void heard(String twin, Reading reading, Verdict verdict);
    }

    private record Event(int series, int row, double time) {}

    Stream(Measurements measured, String onlyId) {
        this.series = measured.series();
        this.ids =
                measured.hasNames() ? series.stream().map(MeasuredSeries::name).toList() : List.of(onlyId);
    }

    long readings() {
        return series.stream().mapToLong(MeasuredSeries::length).sum();
    }

    void into(Fleet fleet, PhysicsModel model, Policy policy, Listener listener, LongConsumer progress) {
        ids.forEach(id -> fleet.twin(id, Twin.of(model).guardedBy(policy)));
        List<Event> events = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            for (int i = 0; i < series.get(s).length(); i++) {
                events.add(new Event(s, i, series.get(s).time(i)));
            }
        }
        events.sort(Comparator.comparingDouble(Event::time).thenComparingInt(Event::series));
        for (int from = 0; from < events.size(); from += BATCH) {
            int to = Math.min(events.size(), from + BATCH);
            List<Fleet.Item> batch = events.subList(from, to).stream()
                    .map(e -> new Fleet.Item(ids.get(e.series()), reading(e)))
                    .toList();
            List<Verdict> verdicts = fleet.update(batch);
            for (int i = 0; i < batch.size(); i++) {
                listener.heard(batch.get(i).twin(), batch.get(i).reading(), verdicts.get(i));
            }
            progress.accept(to);
        }
    }

    private Reading reading(Event e) {
        MeasuredSeries run = series.get(e.series());
        return new Reading(e.time(), run.inputs(e.row()), run.outputs(e.row()));
    }
}
