package dev.weft.twins.quality;

import java.util.Arrays;

/**
 * Remember one signal: a view of {@value #SIZE} numbers in an array, so that a twin's memory can be copied, kept and laid into
 * lanes as numbers.
 */
final class SignalMemory {
    /** Good values whose median tells what stands alone. */
    static final int RECENT = 5;

    private static final int LAST = 0;
    private static final int LAST_TIME = 1;
    private static final int RAW = 2;
    private static final int REPEATS = 3;
    private static final int ABOVE = 4;
    private static final int BELOW = 5;
    private static final int PENDING = 6;
    private static final int COUNT = 7;
    private static final int FIRST_RECENT = 8;

    static final int SIZE = FIRST_RECENT + RECENT;

    private final double[] numbers;
    private final int at;

    SignalMemory(double[] numbers, int at) {
        this.numbers = numbers;
        this.at = at;
    }

    void clear() {
        Arrays.fill(numbers, at, at + SIZE, 0);
        numbers[at + LAST] = Double.NaN;
        numbers[at + LAST_TIME] = Double.NaN;
        numbers[at + RAW] = Double.NaN;
        numbers[at + PENDING] = Double.NaN;
    }

    /** The last good value, NaN before the first. */
    double last() {
        return numbers[at + LAST];
    }

    /** When the last good value was read. */
    double lastTime() {
        return numbers[at + LAST_TIME];
    }

    /** The last value as it came. */
    double raw() {
        return numbers[at + RAW];
    }

    /** How many times in a row a value will have been there, if it comes next. */
    int repeatsWith(double value) {
        return value == numbers[at + RAW] ? (int) Math.min(Integer.MAX_VALUE, numbers[at + REPEATS] + 1) : 1;
    }

    /** Take note of a value as it came, and return how many times in a row it was there. */
    int see(double value) {
        boolean repeats = value == numbers[at + RAW];
        numbers[at + RAW] = value;
        numbers[at + REPEATS] = repeats ? numbers[at + REPEATS] + 1 : 1;
        return (int) Math.min(Integer.MAX_VALUE, numbers[at + REPEATS]);
    }

    /** Take a value for good. */
    void accept(double value, double time) {
        numbers[at + LAST] = value;
        numbers[at + LAST_TIME] = time;
        numbers[at + PENDING] = Double.NaN;
        int count = (int) numbers[at + COUNT];
        numbers[at + FIRST_RECENT + count % RECENT] = value;
        // Kept below 2 RECENT, as only the place in the ring and whether it is full matter.
        numbers[at + COUNT] = count + 1 < 2 * RECENT ? count + 1 : RECENT;
    }

    /** The median of the last good values, NaN before there are three. */
    double median() {
        int filled = (int) Math.min(RECENT, numbers[at + COUNT]);
        if (filled < 3) {
            return Double.NaN;
        }
        return filled % 2 == 1
                ? ranked(filled / 2, filled)
                : 0.5 * (ranked(filled / 2 - 1, filled) + ranked(filled / 2, filled));
    }

    /** The good value with so many below it; nothing is allocated. */
    private double ranked(int rank, int filled) {
        for (int i = 0; i < filled; i++) {
            double value = numbers[at + FIRST_RECENT + i];
            int below = 0;
            for (int j = 0; j < filled; j++) {
                double other = numbers[at + FIRST_RECENT + j];
                if (other < value || other == value && j < i) {
                    below++;
                }
            }
            if (below == rank) {
                return value;
            }
        }
        throw new IllegalStateException("good values of a signal are finite, and one of them has each rank");
    }

    /** A value that stood alone and waits for another, NaN if there is none. */
    double pending() {
        return numbers[at + PENDING];
    }

    void setPending(double value) {
        numbers[at + PENDING] = value;
    }

    /** Begin anew at another level, which two values have told. */
    void forgetRecent() {
        numbers[at + COUNT] = 0;
    }

    /** Add a difference from the second sensor, in tolerances, and return the larger of the two sums. */
    double disagree(double difference, double most) {
        numbers[at + ABOVE] = Math.min(most, Math.max(0, numbers[at + ABOVE] + difference - 1));
        numbers[at + BELOW] = Math.min(most, Math.max(0, numbers[at + BELOW] - difference - 1));
        return Math.max(numbers[at + ABOVE], numbers[at + BELOW]);
    }
}
