package dev.weft.twins.drill;

import dev.weft.twins.Verdict;
import dev.weft.twins.fault.Arrival;
import dev.weft.twins.quality.SignalFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Find the first finding that a fault made, and count what was wrongly taken or refused. */
final class Detection {
    private final List<Arrival> arrivals;
    private final List<Verdict> verdicts;
    private final Map<Integer, Verdict> clean;

    /**
     * Compare.
     *
     * @param arrivals in the fault and behind it
     * @param verdicts on them, in their order
     * @param clean the other twin's verdicts by row
     */
    Detection(List<Arrival> arrivals, List<Verdict> verdicts, Map<Integer, Verdict> clean) {
        this.arrivals = arrivals;
        this.verdicts = verdicts;
        this.clean = clean;
    }

    /** What is found first, and how many wrong readings came before. */
    record First(Optional<String> by, int delay) {}

    /** A fault that makes nothing wrong arrive is found by the first that arrives behind it. */
    First first() {
        boolean gap = arrivals.stream().noneMatch(Arrival::wrong);
        int wrong = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            if (!gap && !arrivals.get(i).wrong()) {
                continue;
            }
            Optional<String> by = found(i);
            if (by.isPresent() || gap) {
                return new First(by, wrong);
            }
            wrong++;
        }
        return new First(Optional.empty(), wrong);
    }

    private Optional<String> found(int i) {
        Verdict verdict = verdicts.get(i);
        Optional<Verdict> other = Optional.ofNullable(clean.get(arrivals.get(i).row()));
        Optional<String> signal = verdict.signals().stream()
                .filter(f -> other.stream()
                        .flatMap(v -> v.signals().stream())
                        .noneMatch(g -> g.signal().equals(f.signal()) && g.defect() == f.defect()))
                .map(f -> f.defect().text())
                .findFirst();
        boolean refused = !verdict.accepted()
                && other.map(v -> v.finding() != verdict.finding()).orElse(true);
        return signal.isPresent() || !refused
                ? signal
                : Optional.of(verdict.finding().text().replaceFirst("^refused: ", ""));
    }

    /** Wrong readings that were learned from; a value that was refused or repaired was not. */
    int taken(String signal) {
        int taken = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            Verdict verdict = verdicts.get(i);
            boolean kept = verdict.signals().stream()
                    .anyMatch(f -> f.signal().equals(signal) && f.action() != SignalFinding.Action.NOTED);
            taken += arrivals.get(i).wrong() && verdict.accepted() && !kept ? 1 : 0;
        }
        return taken;
    }

    /** Good readings that were refused, and were not by the other twin. */
    int falselyRefused() {
        int refused = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            Verdict other = clean.get(arrivals.get(i).row());
            boolean otherwise = other == null || other.accepted();
            refused += !arrivals.get(i).wrong() && !verdicts.get(i).accepted() && otherwise ? 1 : 0;
        }
        return refused;
    }
}
