package dev.weft.twins.drill;

import dev.weft.twins.Reading;
import dev.weft.twins.Verdict;
import dev.weft.twins.fault.Arrival;
import dev.weft.twins.fault.Fault;
import dev.weft.twins.fault.Stretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Let a fault at a place meet twins that stand just before it, and compare each with the same twin on the clean readings. */
final class Place {
    private final Stretch stretch;
    private final Fault fault;
    private final int ahead;
    private final int end;
    private final List<Arrival> during;
    private final List<Arrival> behind;
    private final List<Arrival> cleanDuring;
    private final List<Arrival> cleanBehind;

    Place(List<Reading> clean, Stretch stretch, Fault fault, int ahead) {
        this.stretch = stretch;
        this.fault = fault;
        this.ahead = ahead;
        List<Arrival> all = fault.into(clean, stretch);
        List<Arrival> arrivals = all.subList(stretch.from(), all.size());
        this.end = end(arrivals);
        this.during = arrivals.stream().filter(a -> a.row() < end).toList();
        this.behind = arrivals.stream().filter(a -> a.row() >= end).limit(ahead).toList();
        this.cleanDuring = good(clean, stretch.from(), end);
        this.cleanBehind = good(clean, end, Math.min(clean.size(), end + ahead));
    }

    /** The fault is over when the stretch is, and when nothing wrong arrives any more: the first row of which nothing arrived. */
    private int end(List<Arrival> arrivals) {
        int last = IntStream.range(0, arrivals.size())
                .filter(i -> arrivals.get(i).wrong())
                .max()
                .orElse(-1);
        int row = arrivals.subList(0, last + 1).stream()
                .mapToInt(Arrival::row)
                .max()
                .orElse(-1);
        return Math.max(stretch.end(), row + 1);
    }

    private static List<Arrival> good(List<Reading> clean, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(row -> new Arrival(clean.get(row), row, false))
                .toList();
    }

    FaultResult meet(FaultKind kind, String signal, Arm guarded, Arm plain, int parameters) {
        Course clean = guarded.play(cleanDuring, cleanBehind, end, ahead);
        Course faulty = guarded.play(during, behind, end, ahead);
        Course plainClean = plain.play(cleanDuring, cleanBehind, end, ahead);
        Course plainFaulty = plain.play(during, behind, end, ahead);
        Detection withGate = detection(faulty, clean);
        Detection without = detection(plainFaulty, plainClean);
        return new FaultResult(
                kind,
                kind == FaultKind.DRIFT_BESIDE_SECOND ? fault.name() + " beside a second sensor" : fault.name(),
                stretch,
                during,
                withGate.first().by(),
                withGate.first().delay(),
                harm(withGate, faulty, clean, signal, parameters),
                harm(without, plainFaulty, plainClean, signal, parameters),
                clean.forecast(),
                faulty.forecast(),
                plainFaulty.forecast());
    }

    private Detection detection(Course faulty, Course clean) {
        List<Arrival> arrived = Stream.concat(during.stream(), behind.stream()).toList();
        List<Arrival> same = new ArrayList<>(cleanDuring);
        same.addAll(cleanBehind);
        Map<Integer, Verdict> byRow = new HashMap<>();
        for (int i = 0; i < same.size(); i++) {
            byRow.put(same.get(i).row(), clean.verdicts().get(i));
        }
        return new Detection(arrived, faulty.verdicts(), byRow);
    }

    private static Harm harm(Detection found, Course faulty, Course clean, String signal, int parameters) {
        return new Harm(
                found.taken(signal),
                found.falselyRefused(),
                faulty.error(),
                clean.error(),
                Harm.distance(faulty.estimate(), clean.estimate(), parameters));
    }
}
