package dev.weft.twins.ledger;

import dev.weft.twins.guard.Finding;
import dev.weft.twins.quality.SignalFinding;
import java.util.List;

/**
 * Hold a reading, as it came, beside what was expected of it and what was wrong with it. Arrays are kept, not copied; callers leave them alone.
 */
public final class Observation {
    private final double time;
    private final double[] inputs;
    private final double[] measured;
    private final double[] expected;
    private final double[] expectedDeviation;
    private final double surprise;
    private final Finding finding;
    private final List<SignalFinding> findings;

    /**
     * Put an observation together. Time and surprise are numbers that databases compare: all NaNs are kept as one, and
     * both zeros as 0. Arrays are kept bit by bit.
     *
     * @param time event time in seconds
     * @param inputs inputs as they came [K]
     * @param measured outputs as they came [Q]
     * @param expected expected outputs, NaN if nothing was expected [Q]
     * @param expectedDeviation their standard deviations [Q]
     * @param surprise normalised innovation squared, NaN if nothing was compared
     * @param finding what became of the reading
     * @param findings what the quality gate found
     */
    public Observation(
            double time,
            double[] inputs,
            double[] measured,
            double[] expected,
            double[] expectedDeviation,
            double surprise,
            Finding finding,
            List<SignalFinding> findings) {
        this.time = plain(time);
        this.inputs = inputs;
        this.measured = measured;
        this.expected = expected;
        this.expectedDeviation = expectedDeviation;
        this.surprise = plain(surprise);
        this.finding = finding;
        this.findings = List.copyOf(findings);
    }

    private static double plain(double value) {
        return Double.isNaN(value) ? Double.NaN : value + 0.0;
    }

    /** Return the event time in seconds. */
    public double time() {
        return time;
    }

    /** Return the inputs [K]. */
    public double[] inputs() {
        return inputs;
    }

    /** Return the measured outputs, NaN where missing [Q]. */
    public double[] measured() {
        return measured;
    }

    /** Return the expected outputs, NaN where nothing was expected [Q]. */
    public double[] expected() {
        return expected;
    }

    /** Return the standard deviations of the expected outputs [Q]. */
    public double[] expectedDeviation() {
        return expectedDeviation;
    }

    /** Return the normalised innovation squared, NaN if nothing was compared. */
    public double surprise() {
        return surprise;
    }

    /** Return what became of the reading. */
    public Finding finding() {
        return finding;
    }

    /** Return what the quality gate found: values that were repaired or kept from the weights, with the reason. */
    public List<SignalFinding> findings() {
        return findings;
    }
}
