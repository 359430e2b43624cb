package dev.weft.twins;

import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Take one batch of readings, in rounds in which each twin has one reading at most. */
final class FleetUpdate {
    private final TwinStore store;
    private final List<Twin> twins;
    private final List<Fleet.Item> batch;
    private final Verdict[] verdicts;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Twin, Mark> marks = new LinkedHashMap<>();
    private final Map<LaneJournal, LaneJournal.Mark> journals = new LinkedHashMap<>();

    private long stepped;

    /** Where a twin was before the batch. */
    private record Mark(long version, TwinSnapshot snapshot) {}

    /** The twins are those of the batch's readings, in its order. */
    FleetUpdate(TwinStore store, List<Twin> twins, List<Fleet.Item> batch) {
        this.store = store;
        this.twins = twins;
        this.batch = batch;
        this.verdicts = new Verdict[batch.size()];
    }

    /** When the twins had been moved and the store came next, as {@code System.nanoTime} tells it. */
    long stepped() {
        return stepped;
    }

    List<Verdict> run() {
        List<List<Integer>> rounds = rounds();
        List<Round> open = List.of();
        try {
            for (int r = 0; r < rounds.size(); r++) {
                open = run(rounds.get(r));
                if (r < rounds.size() - 1) {
                    // The next round goes on from here; should the store refuse, all go back.
                    mark(rounds.get(r));
                    open.forEach(Round::take);
                }
            }
            stepped = System.nanoTime();
            store.append(drafts);
        } catch (RuntimeException e) {
            journals.forEach(LaneJournal::goBack);
            marks.forEach((twin, mark) -> twin.home().lanes().put(twin.lane(), mark.version(), mark.snapshot()));
            throw e;
        }
        open.forEach(Round::take);
        return Arrays.asList(verdicts);
    }

    /** The places of each twin's first readings, of the second ones, and so on. */
    private List<List<Integer>> rounds() {
        Map<Twin, Integer> count = new HashMap<>();
        List<List<Integer>> rounds = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int round = count.merge(twins.get(i), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(i);
        }
        return rounds;
    }

    private List<Round> run(List<Integer> places) {
        Map<LaneSet, List<Integer>> bySet = new LinkedHashMap<>();
        for (int i : places) {
            bySet.computeIfAbsent(twins.get(i).home(), set -> new ArrayList<>()).add(i);
        }
        List<Round> rounds = new ArrayList<>();
        bySet.forEach((set, own) -> {
            Round round = new Round(
                    set,
                    new ListedReadings(
                            own.stream().map(twins::get).toList(),
                            own.stream().map(i -> batch.get(i).reading()).toList()));
            round.run();
            for (int i = 0; i < own.size(); i++) {
                verdicts[own.get(i)] = round.verdict(i);
            }
            LaneJournal journal = set.journal();
            if (journal != null) {
                journals.computeIfAbsent(journal, LaneJournal::mark);
            }
            drafts.addAll(round.drafts());
            rounds.add(round);
        });
        return rounds;
    }

    private void mark(List<Integer> places) {
        for (int i : places) {
            Twin twin = twins.get(i);
            marks.computeIfAbsent(twin, t -> new Mark(t.version(), t.snapshot()));
        }
    }
}
