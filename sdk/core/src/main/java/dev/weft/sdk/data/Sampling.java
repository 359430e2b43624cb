package dev.weft.sdk.data;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Says when the rows of a series were measured: a column tells, or they lie a constant step apart.
 *
 * <p>A step that was asked for wins over a column that merely has the usual name {@value #TIME}; asking for a step and
 * a column by name is refused.
 *
 * @param column the column of times, when one was asked for by name
 * @param step the constant step, when one was asked for; the first row of every series is then at 0
 */
public record Sampling(Optional<String> column, OptionalDouble step) {

    /** The usual name of the column of times. */
    public static final String TIME = "time";

    /** Takes the column {@value #TIME}. */
    public static final Sampling TIME_COLUMN = new Sampling(Optional.empty(), OptionalDouble.empty());

    /**
     * Checks the choice.
     *
     * @throws DataException if both are asked for or the step is not positive and finite
     */
    public Sampling {
        if (column.isPresent() && step.isPresent()) {
            throw new DataException("sampling by the column " + DataException.quote(column.get()) + " and by the step "
                    + step.getAsDouble() + ", expected only one of them");
        }
        if (step.isPresent() && !(step.getAsDouble() > 0 && Double.isFinite(step.getAsDouble()))) {
            throw new DataException("step = " + step.getAsDouble() + ", expected a positive number of seconds");
        }
    }

    /**
     * Lays the rows of every series a constant step apart, the first at 0.
     *
     * @param step the step, in seconds
     * @return the sampling
     * @throws DataException if the step is not positive and finite
     */
    public static Sampling every(double step) {
        return new Sampling(Optional.empty(), OptionalDouble.of(step));
    }

    /** Adds the step that was asked for, if any. */
    Sampling withStep(OptionalDouble asked) {
        return new Sampling(column, asked);
    }

    /**
     * Takes the times from a column.
     *
     * @param column the column's name
     * @return the sampling
     */
    public static Sampling byColumn(String column) {
        return new Sampling(Optional.of(column), OptionalDouble.empty());
    }
}
