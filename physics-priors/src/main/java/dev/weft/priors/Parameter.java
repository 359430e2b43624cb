package dev.weft.priors;

import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.symbolic.Expr;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.measure.Unit;

/**
 * Declare a physical parameter: a name, a unit, bounds it can never leave, and a nominal value to start
 * from.
 *
 * <p>Without {@link #nominal} the nominal value is the geometric mean of positive bounds, a hundredth of
 * the upper bound where the lower one is 0, and the middle otherwise. Configured while its prior is
 * declared, read-only afterwards.
 */
public final class Parameter extends Quantity {
    private final String name;
    private double lower = Double.NEGATIVE_INFINITY;
    private double upper = Double.POSITIVE_INFINITY;
    private double nominal = Double.NaN;
    private OptionalDouble standardDeviation = OptionalDouble.empty();
    private String meaning = "";
    private boolean ages = true;
    private OptionalDouble drift = OptionalDouble.empty();
    private OptionalDouble timeConstant = OptionalDouble.empty();
    private boolean weight;

    Parameter(String name, Unit<?> unit) {
        this(name, unit, true);
    }

    Parameter(String name, Unit<?> unit, boolean checked) {
        super(Expr.symbol(name), unit, checked);
        this.name = name;
    }

    /**
     * Declare a weight of a network that is added to a prior: a plain number that may be anything, nominally 0, and does
     * not change by itself unless {@link #drifts} says so.
     */
    public static Parameter weight(String name, String meaning) {
        Parameter parameter = new Parameter(name, Units.NUMBER, true).steady().meaning(meaning);
        parameter.weight = true;
        return parameter;
    }

    /**
     * Set the bounds, in the parameter's unit.
     *
     * @throws IllegalArgumentException if they are not finite with {@code lower < upper}
     */
    public Parameter between(double lower, double upper) {
        if (!(lower < upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
            throw new IllegalArgumentException(
                    "parameter " + name + ": bounds " + lower + " … " + upper + ", expected finite lower < upper");
        }
        this.lower = lower;
        this.upper = upper;
        return this;
    }

    /** Set the nominal value; whether it lies within the bounds is checked when the prior is first used. */
    public Parameter nominal(double value) {
        this.nominal = value;
        return this;
    }

    /**
     * Say what is known beforehand, as from a data sheet: a normal distribution about {@code value}, which becomes the
     * nominal value too. The bounds stay as they are, and hold.
     *
     * @param value its mean, in the parameter's unit
     * @param standardDeviation in the parameter's unit, &gt; 0
     * @throws IllegalArgumentException if the standard deviation is not positive and finite
     */
    public Parameter about(double value, double standardDeviation) {
        if (!(standardDeviation > 0) || Double.isInfinite(standardDeviation)) {
            throw new IllegalArgumentException("parameter " + name + ": standard deviation = " + standardDeviation
                    + ", expected a finite number > 0");
        }
        this.standardDeviation = OptionalDouble.of(standardDeviation);
        return nominal(value);
    }

    /** Say that the parameter differs from machine to machine but does not change while one runs. */
    public Parameter steady() {
        this.ages = false;
        return this;
    }

    /**
     * Say how fast the parameter drifts: the standard deviation that its coordinate, about its relative value, gains in one
     * second. Without it a model's own drift holds. It is then not {@link #steady}.
     *
     * @param perRootSecond per √s, &gt; 0
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Parameter drifts(double perRootSecond) {
        this.drift = OptionalDouble.of(positive("drift", perRootSecond));
        this.ages = true;
        return this;
    }

    /**
     * Say that the parameter is drawn back to where the machine's calibration found it: without readings its distance, in
     * its coordinate, falls by a factor e in this time (Ornstein and Uhlenbeck).
     *
     * @param seconds &gt; 0
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Parameter returnsWithin(double seconds) {
        this.timeConstant = OptionalDouble.of(positive("time constant", seconds));
        return this;
    }

    private double positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "parameter " + name + ": " + what + " = " + value + ", expected a finite number > 0");
        }
        return value;
    }

    /** Say in a few words what the parameter means. */
    public Parameter meaning(String words) {
        this.meaning = words;
        return this;
    }

    /** Return the name. */
    public String name() {
        return name;
    }

    /** Return the lower bound. */
    public double lower() {
        return lower;
    }

    /** Return the upper bound. */
    public double upper() {
        return upper;
    }

    /** Return the nominal value. */
    public double nominal() {
        if (!Double.isNaN(nominal)) {
            return nominal;
        }
        if (weight) {
            return 0;
        }
        if (lower > 0) {
            return Math.sqrt(lower * upper);
        }
        return lower == 0 ? upper / 100 : (lower + upper) / 2;
    }

    /** Return how well the nominal value is known beforehand, as {@link #about} says; empty if nothing was said. */
    public OptionalDouble standardDeviation() {
        return standardDeviation;
    }

    /** Return what the parameter means. */
    public String meaning() {
        return meaning;
    }

    /** Tell whether the parameter may change while the machine runs; {@link #steady} ones do not. */
    public boolean ages() {
        return ages;
    }

    /** Tell whether this is a weight of a network: a number without bounds and without physical meaning of its own. */
    public boolean isWeight() {
        return weight;
    }

    /** Return how fast the coordinate drifts, per √s, as {@link #drifts} says; empty if nothing was said. */
    public OptionalDouble drift() {
        return drift;
    }

    /** Return in what time the coordinate comes back, as {@link #returnsWithin} says [s]; empty if it need not. */
    public OptionalDouble timeConstant() {
        return timeConstant;
    }

    /** Return the map to the unconstrained coordinate in which the parameter is estimated. */
    public Coordinate coordinate() {
        return Coordinate.between(lower, upper);
    }

    /** Tell whether a value lies within the bounds, bounds included. */
    public boolean admits(double value) {
        return value >= lower && value <= upper;
    }

    /** Return what the declaration lacks; empty if nothing. */
    Optional<String> gap() {
        if (weight) {
            return Optional.empty();
        }
        if (Double.isInfinite(lower)) {
            return Optional.of("parameter " + name + " has no bounds, expected between(lower, upper)");
        }
        return nominal() > lower && nominal() < upper
                ? Optional.empty()
                : Optional.of("parameter " + name + ": nominal = " + nominal() + ", expected a value inside its bounds "
                        + lower + " … " + upper);
    }
}
