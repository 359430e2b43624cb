package dev.weft.twins;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Makes malformed readings of the oscillator, by a grammar: a good reading in which the time, a number, the count of numbers,
 * their order or the origin is not as it should be. The same seed makes the same ones.
 */
final class MalformedReadings {
    /** What no sensor of the oscillator can show: not finite, or beyond a thousand of its usual spreads. */
    private static final List<Double> IMPOSSIBLE = List.of(
            Double.NaN,
            Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
            Double.longBitsToDouble(0xfff8_0000_0000_0001L),
            Double.longBitsToDouble(0x7ff0_0000_0000_0001L),
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1e300,
            -1e150,
            1e20,
            -999_999.0,
            0x1p63,
            4_294_967_295.0);

    /** Odd, and yet numbers that a sensor may show. */
    private static final List<Double> ODD =
            List.of(-0.0, 0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, 1e-300, Math.nextUp(1.0), 1e-17);

    private final Random random;

    /**
     * A reading and what a careful person would keep of it.
     *
     * @param what in which way it is malformed
     * @param reading as it comes
     * @param remains the same without what cannot be; empty if nothing remains
     */
    record Malformed(String what, Reading reading, Optional<Reading> remains) {}

    MalformedReadings(long seed) {
        this.random = new Random(seed);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /**
     * Makes one.
     *
     * @param good a good reading, the next one of the machine
     * @param last the time of the newest reading that the twin took
     */
    Malformed next(Reading good, double last) {
        return switch (random.nextInt(7)) {
            case 0 -> time(good, last);
            case 1 -> outputs(good);
            case 2 -> inputs(good);
            case 3 -> counts(good);
            case 4 -> new Malformed("marked", good.from("weft:twin@7"), Optional.empty());
            case 5 -> odd(good);
            default -> swapped(good);
        };
    }

    private Malformed time(Reading good, double last) {
        double time = any(List.of(
                Double.NaN,
                Double.longBitsToDouble(0x7ff8_0000_0000_beefL),
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                last,
                Math.nextDown(last),
                last - 0.5 * Oscillator.INTERVAL,
                last - 1e6,
                -last - 1,
                // Milliseconds, and the far end of what a number can be: believed only if a second reading confirms it.
                1.7e12,
                Double.MAX_VALUE));
        return new Malformed("time " + time, new Reading(time, good.inputs(), good.outputs()), Optional.empty());
    }

    private Malformed outputs(Reading good) {
        double[] came = good.outputs();
        double[] kept = good.outputs();
        int first = random.nextInt(came.length);
        for (int k = 0; k < came.length; k++) {
            if (k == first || random.nextBoolean()) {
                came[k] = any(IMPOSSIBLE);
                kept[k] = Double.NaN;
            }
        }
        return new Malformed(
                "outputs " + Arrays.toString(came),
                Oscillator.with(good, came),
                Optional.of(Oscillator.with(good, kept)));
    }

    /** What moved the machine since nobody knows: of the reading nothing remains, whatever its outputs are. */
    private Malformed inputs(Reading good) {
        double value = any(IMPOSSIBLE);
        return new Malformed(
                "input " + value, new Reading(good.time(), new double[] {value}, good.outputs()), Optional.empty());
    }

    private Malformed counts(Reading good) {
        int inputs = random.nextInt(4);
        int outputs = inputs == 1 ? any(List.of(0, 1, 3, 10)) : random.nextInt(4);
        return new Malformed(
                inputs + " inputs, " + outputs + " outputs",
                new Reading(good.time(), new double[inputs], new double[outputs]),
                Optional.empty());
    }

    private Malformed odd(Reading good) {
        double[] came = good.outputs();
        came[random.nextInt(came.length)] = any(ODD);
        Reading reading = new Reading(good.time(), new double[] {any(ODD)}, came);
        return new Malformed("odd numbers", reading, Optional.of(reading));
    }

    /** Columns that were exchanged hold numbers that might be true: what becomes of them is for the innovation gate. */
    private Malformed swapped(Reading good) {
        double[] y = good.outputs();
        Reading reading = random.nextBoolean()
                ? Oscillator.with(good, y[1], y[0])
                : new Reading(good.time(), new double[] {y[0]}, new double[] {good.inputs()[0], y[1]});
        return new Malformed("columns exchanged", reading, Optional.of(reading));
    }
}
