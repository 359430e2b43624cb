package dev.weft.twins;

import dev.weft.twins.guard.Finding;
import dev.weft.twins.quality.SignalFinding;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tell what became of the readings of many twins, in the order of their columns.
 *
 * <p>Holds until the next update of the same fleet.
 */
public final class FleetVerdicts {
    private final RoundInput input;
    private final @Nullable Verdict[] alone;
    private final double[] surprises;
    private final int accepted;

    FleetVerdicts(RoundInput input, @Nullable Verdict[] alone, double[] surprises, int accepted) {
        this.input = input;
        this.alone = alone;
        this.surprises = surprises;
        this.accepted = accepted;
    }

    /** Return how many twins there are. */
    public int size() {
        return alone.length;
    }

    /** Return how many readings were accepted. */
    public int accepted() {
        return accepted;
    }

    /** Return what was found; empty where there was no reading. */
    public Optional<Finding> finding(int i) {
        if (!input.isThere(i)) {
            return Optional.empty();
        }
        Verdict verdict = alone[i];
        return Optional.of(verdict == null ? Finding.GOOD : verdict.finding());
    }

    /** Return the normalised innovation squared, NaN where nothing was expected or measured. */
    public double surprise(int i) {
        return surprises[i];
    }

    /** Return what the quality gate found in a reading. */
    public List<SignalFinding> signals(int i) {
        Verdict verdict = alone[i];
        return verdict == null ? List.of() : verdict.signals();
    }

    /** Return what became of a reading that was there. */
    Verdict verdict(int i) {
        Verdict verdict = alone[i];
        return verdict == null ? new Verdict(Finding.GOOD, input.twin(i).version(), surprises[i], List.of()) : verdict;
    }

    /** Return the places at which there was a reading. */
    int[] present() {
        return IntStream.range(0, size()).filter(input::isThere).toArray();
    }
}
