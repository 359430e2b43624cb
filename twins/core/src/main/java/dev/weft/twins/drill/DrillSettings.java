package dev.weft.twins.drill;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Set where faults are, how long and how large.
 *
 * @param at rows at which the fault begins, one after the other, each &gt;= 1; one run of the drill for each
 * @param length rows that a fault lasts, &gt;= 1
 * @param ahead rows that the twin forecasts when the fault is over, and over which good readings must not be refused, &gt;= 1
 * @param size how far steps, spikes and drifts go, in standard deviations of the signal over all rows, &gt; 0
 * @param seed of the noise of a second sensor
 */
public record DrillSettings(List<Integer> at, int length, int ahead, double size, long seed) {
    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is outside of what its parameter says, or rows do not rise
     */
    public DrillSettings {
        at = List.copyOf(at);
        if (at.isEmpty() || at.get(0) < 1 || !rises(at)) {
            throw new IllegalArgumentException("faults at rows " + at + ", expected rows >= 1 that rise");
        }
        if (length < 1 || ahead < 1) {
            throw new IllegalArgumentException(
                    "length = " + length + ", ahead = " + ahead + " rows, expected both >= 1");
        }
        if (!(size > 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException("size = " + size + ", expected a finite number > 0");
        }
    }

    private static boolean rises(List<Integer> at) {
        return IntStream.range(1, at.size()).allMatch(i -> at.get(i) > at.get(i - 1));
    }

    /** Return what suits most records: three places, at a quarter, a half and three quarters of the rows. */
    public static DrillSettings standard(int rows) {
        List<Integer> at = IntStream.of(1, 2, 3)
                .map(i -> Math.max(1, i * rows / 4))
                .distinct()
                .boxed()
                .toList();
        return new DrillSettings(at, 20, 40, 3, 1);
    }

    /** Return these settings with other places. */
    public DrillSettings withAt(List<Integer> rows) {
        return new DrillSettings(rows, length, ahead, size, seed);
    }

    /** Return these settings with another length of a fault. */
    public DrillSettings withLength(int rows) {
        return new DrillSettings(at, rows, ahead, size, seed);
    }

    /** Return these settings with another length of forecasts. */
    public DrillSettings withAhead(int rows) {
        return new DrillSettings(at, length, rows, size, seed);
    }

    /** Return these settings with another size. */
    public DrillSettings withSize(double deviations) {
        return new DrillSettings(at, length, ahead, deviations, seed);
    }

    /** Return these settings with another seed. */
    public DrillSettings withSeed(long other) {
        return new DrillSettings(at, length, ahead, size, other);
    }

    /** The last place has to leave rows for the fault, those that overtake it, and one to forecast. */
    void requireWithin(int rows) {
        int last = at.get(at.size() - 1) + length + DrillFaults.OVERTAKING;
        if (last >= rows) {
            throw new IllegalArgumentException("the last fault takes the rows up to " + last + " of " + rows
                    + ", expected one row behind it at least; begin it earlier, or make it shorter");
        }
    }
}
