package dev.weft.twins;

import dev.weft.solvers.filter.LaneList;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.TwinSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Take a reading each of some twins of one set of lanes: most go through compiled kernels together, the others one by one.
 * Nothing has happened until {@link #take}: the store comes first. The set is locked by the caller.
 */
final class Round {
    private final LaneSet set;
    private final RoundInput input;
    private final @Nullable Alone[] alone;
    private Instant at = Instant.EPOCH;

    /** What became of a twin by itself. */
    private record Alone(LiveWeights.Step step, TwinSnapshot after) {}

    Round(LaneSet set, RoundInput input) {
        this.set = set;
        this.input = input;
        this.alone = new Alone[input.size()];
    }

    /** Propose where the twins go. */
    void run() {
        LaneStep step = set.step();
        step.begin();
        for (int i = 0; i < input.size(); i++) {
            // A mark, or a second sensor, is looked at by the gate alone.
            if (input.isPlain(i) && input.isThere(i)) {
                input.addTo(step, i);
            }
        }
        step.run();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            if (input.isThere(i) && !isTogether(i)) {
                left.add(i);
            }
        }
        // A failure is a value here: thrown, it would come out while other threads still step their twins.
        List<RuntimeException> failures = left.parallelStream()
                .map(this::moveAlone)
                .flatMap(Optional::stream)
                .toList();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private int lane(int i) {
        return input.lane(i);
    }

    /** Whether the kernels have moved the twin at a place. */
    private boolean isTogether(int i) {
        return input.isPlain(i) && set.step().isAccepted(lane(i));
    }

    private Optional<RuntimeException> moveAlone(int i) {
        try {
            LiveWeights weights = input.twin(i).weights();
            LiveWeights.Step step = weights.step(input.reading(i));
            alone[i] = new Alone(step, weights.snapshot());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Return what became of the reading at a place. */
    Verdict verdict(int i) {
        long version = set.lanes().version(lane(i)) + 1;
        Alone single = alone[i];
        return single == null
                ? new Verdict(Finding.GOOD, version, set.step().surprise(lane(i)), List.of())
                : new Verdict(
                        single.step().finding(),
                        version,
                        single.step().observation().surprise(),
                        single.step().observation().findings());
    }

    /** Return what became of all readings. */
    FleetVerdicts verdicts() {
        Verdict[] unusual = new Verdict[input.size()];
        double[] surprises = new double[input.size()];
        int accepted = 0;
        for (int i = 0; i < surprises.length; i++) {
            Alone single = alone[i];
            unusual[i] = single == null ? null : verdict(i);
            surprises[i] = single != null
                    ? single.step().observation().surprise()
                    : input.isThere(i) ? set.step().surprise(lane(i)) : Double.NaN;
            accepted += input.isThere(i)
                            && (single == null || single.step().finding().learned())
                    ? 1
                    : 0;
        }
        return new FleetVerdicts(input, unusual, surprises, accepted);
    }

    /** Return the entry of the reading at a place. */
    LedgerDraft draft(int i) {
        Twin twin = input.twin(i);
        Alone single = alone[i];
        return single == null
                ? twin.draft(
                        Kind.ACCEPTED,
                        LedgerEntry.WEFT,
                        Finding.GOOD.text(),
                        Optional.of(set.step().observation(twin.lane())),
                        set.step().proposed(twin.lane()))
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
        at = input.twin(0).clock().instant();
        LaneJournal journal = set.journal();
        LaneList moved = set.step().accepted();
        boolean asStep = journal != null && journal.takes(moved.size());
        if (journal != null && asStep) {
            drafts.add(journal.draft(moved, at));
        }
        for (int i = 0; i < input.size(); i++) {
            boolean inStep = asStep && alone[i] == null;
            if (input.isThere(i) && !inStep) {
                drafts.add(draft(i));
            }
        }
        return drafts;
    }

    /** Go where the twins were proposed to go. */
    void take() {
        set.step().take();
        long millis = at.toEpochMilli();
        for (int i = 0; i < input.size(); i++) {
            int lane = lane(i);
            if (input.isThere(i)) {
                set.lanes().heard(lane, millis);
            }
            Alone single = alone[i];
            if (single != null) {
                set.lanes().put(lane, set.lanes().version(lane) + 1, single.after());
            }
        }
    }
}
