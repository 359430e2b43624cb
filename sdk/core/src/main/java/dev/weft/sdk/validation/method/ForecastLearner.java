package dev.weft.sdk.validation.method;

import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;

/**
 * Learn to forecast a kind of machine from records of some of them: one more method that a prior is compared with. Found
 * with {@link java.util.ServiceLoader} when a prior is validated.
 */
public interface ForecastLearner {
    /** Return the name of the method in words. */
    String name();

    /**
     * Learn.
     *
     * @param records of other machines than those it is tried on, all of the same length; none of their numbers is missing
     * @param context how many rows a forecast will know at most; it is asked for forecasts from fewer, too
     * @param seconds how long to learn, &gt; 0
     * @param seed of all random numbers
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    ForecastMethod learn(List<MeasuredSeries> records, int context, double seconds, long seed)
            throws InterruptedException;
}
