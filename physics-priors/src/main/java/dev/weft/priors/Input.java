package dev.weft.priors;

import dev.weft.solvers.symbolic.Expr;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.measure.Unit;

/**
 * Declare an input: a signal from outside that drives the equations, held from one sample to the next.
 *
 * <p>Configured while its prior is declared, read-only afterwards.
 */
public final class Input extends Quantity {
    private final String name;
    private OptionalDouble fallback = OptionalDouble.empty();
    private Optional<Range> range = Optional.empty();
    private String meaning = "";

    Input(String name, Unit<?> unit) {
        this(name, unit, true);
    }

    Input(String name, Unit<?> unit, boolean checked) {
        super(Expr.symbol(name), unit, checked);
        this.name = name;
    }

    /** Make the input optional: this value is used where no data are given for it. */
    public Input orElse(double value) {
        this.fallback = OptionalDouble.of(value);
        return this;
    }

    /**
     * Set the usual range, in the input's unit: where a machine is driven and a simulation may drive it. Data may leave
     * it.
     *
     * @throws IllegalArgumentException if the ends are not finite with {@code low < high}
     */
    public Input between(double low, double high) {
        try {
            this.range = Optional.of(new Range(low, high));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("input " + name + ": " + e.getMessage(), e);
        }
        return this;
    }

    /** Say in a few words what the input means. */
    public Input meaning(String words) {
        this.meaning = words;
        return this;
    }

    /** Return the name. */
    public String name() {
        return name;
    }

    /** Return the value to use where no data are given; empty if data are required. */
    public OptionalDouble fallback() {
        return fallback;
    }

    /** Return the usual range; empty if none was declared. */
    public Optional<Range> range() {
        return range;
    }

    /** Return what the input means. */
    public String meaning() {
        return meaning;
    }

    /**
     * Hold the usual range of an input.
     *
     * @param low lower end, in the input's unit
     * @param high upper end, &gt; low
     */
    public record Range(double low, double high) {
        /**
         * Check the ends.
         *
         * @throws IllegalArgumentException if they are not finite with {@code low < high}
         */
        public Range {
            if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new IllegalArgumentException("range " + low + " … " + high + ", expected finite low < high");
            }
        }
    }
}
