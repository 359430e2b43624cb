package dev.weft.priors;

import dev.weft.solvers.symbolic.Expr;
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
    private String meaning = "";

    Input(String name, Unit<?> unit) {
        super(Expr.symbol(name), unit);
        this.name = name;
    }

    /** Make the input optional: this value is used where no data are given for it. */
    public Input orElse(double value) {
        this.fallback = OptionalDouble.of(value);
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

    /** Return what the input means. */
    public String meaning() {
        return meaning;
    }
}
