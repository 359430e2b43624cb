package dev.weft.sdk.validation.method;

import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;

/** Forecast outputs behind a context: what a prior is compared with, and the prior itself. */
public interface ForecastMethod {
    /** Return its name in words. */
    String name();

    /** Return how it learns, in words. */
    String learns();

    /** Return how many records of other machines it was given to learn from. */
    int records();

    /**
     * Forecast all series, each from its first rows and then on its inputs alone.
     *
     * @param context how many rows are known, at least two; may be fewer than what the method was trained for
     * @return predictions of each series [T×Q]; rows of length 0 where there is none
     */
    List<double[][]> forecast(List<MeasuredSeries> series, int context);
}
