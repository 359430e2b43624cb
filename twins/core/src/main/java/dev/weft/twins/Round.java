package dev.weft.twins;

import dev.weft.solvers.filter.LaneList;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.TwinSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Take a reading each of some twins of one set of lanes: most go through compiled kernels together, the others one by one.
 * Nothing has happened until {@link #take}: the store comes first. The set is locked by the caller.
 */
final class Round {
    private final LaneSet set;
    private final List<Twin> twins = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private @Nullable Alone[] alone = {};
    private @Nullable ServedWeights[] served = {};

    /** What became of a twin by itself. */
    private record Alone(LiveWeights.Step step, TwinSnapshot after) {}

    Round(LaneSet set) {
        this.set = set;
        set.step().begin();
    }

    /** Add a reading of a twin that has none in this round yet. */
    void add(Twin twin, Reading reading) {
        twins.add(twin);
        readings.add(reading);
    }

    /** Propose where the twins go. */
    void run() {
        LaneStep step = set.step();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < twins.size(); i++) {
            Reading reading = readings.get(i);
            // A mark, or a second sensor, is looked at by the gate alone.
            if (reading.isPlain()) {
                step.add(twins.get(i).lane(), reading.time(), reading.inputs(), reading.outputs());
            }
        }
        step.run();
        for (int i = 0; i < twins.size(); i++) {
            if (!isTogether(i) || set.lanes().served(twins.get(i).lane()) != null) {
                left.add(i);
            }
        }
        alone = new Alone[twins.size()];
        served = new ServedWeights[twins.size()];
        // A failure is a value here: thrown, it would come out while other threads still step their twins.
        List<RuntimeException> failures = left.parallelStream()
                .map(this::moveAlone)
                .flatMap(Optional::stream)
                .toList();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** Whether the kernels have moved the twin at a place. */
    boolean isTogether(int i) {
        return readings.get(i).isPlain() && set.step().isAccepted(twins.get(i).lane());
    }

    private Optional<RuntimeException> moveAlone(int i) {
        try {
            if (isTogether(i)) {
                int lane = twins.get(i).lane();
                ServedWeights before = set.lanes().served(lane);
                served[i] = before == null ? null : set.step().served(lane, before);
                return Optional.empty();
            }
            LiveWeights weights = twins.get(i).weights();
            LiveWeights.Step step = weights.step(readings.get(i));
            alone[i] = new Alone(step, weights.snapshot());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Return what became of the reading at a place. */
    Verdict verdict(int i) {
        Twin twin = twins.get(i);
        long version = set.lanes().version(twin.lane()) + 1;
        Alone single = alone[i];
        return single == null
                ? new Verdict(Finding.GOOD, version, set.step().surprise(twin.lane()), List.of())
                : new Verdict(
                        single.step().finding(),
                        version,
                        single.step().observation().surprise(),
                        single.step().observation().findings());
    }

    /** Return the entry of the reading at a place. */
    LedgerDraft draft(int i) {
        Twin twin = twins.get(i);
        Alone single = alone[i];
        return single == null
                ? twin.draft(
                        Kind.ACCEPTED,
                        LedgerEntry.WEFT,
                        Finding.GOOD.text(),
                        Optional.of(set.step().observation(twin.lane())),
                        set.step().proposed(twin.lane(), served[i]))
                : twin.draft(
                        kind(single.step()),
                        LedgerEntry.WEFT,
                        single.step().cause(),
                        Optional.of(single.step().observation()),
                        single.after());
    }

    private static Kind kind(LiveWeights.Step step) {
        return step.alarmRaised() ? Kind.ALARMED : step.finding().learned() ? Kind.ACCEPTED : Kind.REFUSED;
    }

    /**
     * Return what the ledger is to record: the twins that moved together as one step if they are many, then the others in
     * their order.
     */
    List<Draft> drafts() {
        List<Draft> drafts = new ArrayList<>();
        LaneJournal journal = set.journal();
        LaneList moved = set.step().accepted();
        boolean asStep = journal != null && journal.takes(moved.size()) && !isServedBeside(moved);
        if (journal != null && asStep) {
            drafts.add(journal.draft(moved, twins.get(0).clock().instant()));
        }
        IntStream.range(0, twins.size())
                .filter(i -> !asStep || alone[i] != null)
                .forEach(i -> drafts.add(draft(i)));
        return drafts;
    }

    /** Whether other weights serve than those that adapt, of which columns know nothing. */
    private boolean isServedBeside(LaneList moved) {
        return IntStream.range(0, moved.size()).anyMatch(i -> set.lanes().served(moved.lane(i)) != null);
    }

    /** Go where the twins were proposed to go. */
    void take() {
        set.step().take();
        for (int i = 0; i < twins.size(); i++) {
            int lane = twins.get(i).lane();
            ServedWeights serving = served[i];
            if (serving != null) {
                set.lanes().serve(lane, serving);
            }
            Alone single = alone[i];
            if (single != null) {
                set.lanes().put(lane, set.lanes().version(lane) + 1, single.after());
            }
        }
    }
}
