package dev.weft.priors;

import dev.weft.solvers.symbolic.Expr;
import javax.measure.Unit;

/**
 * Declare a physical state: a name, a unit, where it starts and how sure that is.
 *
 * <p>Configured while its prior is declared, read-only afterwards.
 */
public final class State extends Quantity {
    private final String name;
    private double start;
    private double spread = 1;
    private String meaning = "";

    State(String name, Unit<?> unit) {
        this(name, unit, true);
    }

    State(String name, Unit<?> unit, boolean checked) {
        super(Expr.symbol(name), unit, checked);
        this.name = name;
    }

    /** Return the rate of change of this state, the left side of its equation. */
    public Rate rate() {
        return new Rate(this);
    }

    /**
     * Set the usual initial value, in the state's unit.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public State startsAt(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("state " + name + ": start = " + value + ", expected a finite number");
        }
        this.start = value;
        return this;
    }

    /**
     * Set how far the initial value may be from the usual one: a standard deviation in the state's unit, which
     * is also the state's typical size. 1 if not set.
     *
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public State within(double standardDeviation) {
        if (!(standardDeviation > 0) || Double.isInfinite(standardDeviation)) {
            throw new IllegalArgumentException(
                    "state " + name + ": spread = " + standardDeviation + ", expected a finite number > 0");
        }
        this.spread = standardDeviation;
        return this;
    }

    /** Say in a few words what the state means. */
    public State meaning(String words) {
        this.meaning = words;
        return this;
    }

    /** Return the name. */
    public String name() {
        return name;
    }

    /** Return the usual initial value. */
    public double start() {
        return start;
    }

    /** Return the standard deviation of the initial value. */
    public double spread() {
        return spread;
    }

    /** Return what the state means. */
    public String meaning() {
        return meaning;
    }

    /** Stand for dx/dt of a state on the left side of an equation. */
    public record Rate(State state) {
        Unit<?> unit() {
            return state.unit().divide(Units.SECOND);
        }
    }
}
