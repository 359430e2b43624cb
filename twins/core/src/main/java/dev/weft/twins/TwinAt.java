package dev.weft.twins;

import dev.weft.twins.guard.Policy;
import java.time.Instant;

/**
 * Tell how a twin stood at a time of its machine, as it was known at a moment.
 *
 * @param version the entry whose weights governed then
 * @param recordedAt when that entry was recorded
 * @param policy the policy that held
 * @param servesAdapting whether the weights that adapt answered for forecasts
 * @param approvedVersion the version whose weights were approved
 * @param isAlarmed whether an alarm waited for an answer
 * @param forecast one row: the outputs at that time, from the weights of that version with its inputs held; without rows
 *     before the first reading
 */
public record TwinAt(
        long version,
        Instant recordedAt,
        Policy policy,
        boolean servesAdapting,
        long approvedVersion,
        boolean isAlarmed,
        Prediction forecast) {
    /** Return the time in seconds, NaN before the first reading. */
    public double time() {
        return forecast.length() == 0 ? Double.NaN : forecast.time(0);
    }

    /** Return the expected reading of output {@code k}. */
    public double output(int k) {
        return forecast.output(0, k);
    }

    /** Return the standard deviation of a reading about the expected one. */
    public double standardDeviation(int k) {
        return forecast.standardDeviation(0, k);
    }
}
