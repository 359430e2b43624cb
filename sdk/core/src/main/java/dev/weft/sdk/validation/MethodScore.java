package dev.weft.sdk.validation;

import java.util.List;
import java.util.OptionalInt;

/**
 * Report how well a method forecasts machines it has never met.
 *
 * @param method its name
 * @param learns what it learns, and from what
 * @param records how many records of other machines it was given
 * @param byContext errors by how many rows of the machine are known, fewest first, the whole context last; all over the rows
 *     behind the whole context
 * @param failed share of the forecasts that failed or ran away
 * @param microseconds time for a step of one series, adaptation included
 */
public record MethodScore(
        String method, String learns, int records, List<ContextError> byContext, double failed, double microseconds) {
    /** Copy the list. */
    public MethodScore {
        byContext = List.copyOf(byContext);
    }

    /**
     * Report the error of forecasts that know so many rows.
     *
     * @param rows known
     * @param error of the forecasts, relative to how much the outputs vary: the machines' median; infinite if most failed
     */
    public record ContextError(int rows, double error) {}

    /** Return the error with the whole context known. */
    public double error() {
        return byContext.get(byContext.size() - 1).error();
    }

    /**
     * Return how many rows must be known for an error of so much: the fewest of those tried from which on it is never more;
     * empty if it is more with the whole context, too.
     */
    public OptionalInt rowsFor(double error) {
        OptionalInt rows = OptionalInt.empty();
        for (int i = byContext.size() - 1; i >= 0 && byContext.get(i).error() <= error; i--) {
            rows = OptionalInt.of(byContext.get(i).rows());
        }
        return rows;
    }
}
