package dev.weft.priors;

import dev.weft.solvers.symbolic.Expr;
import java.util.function.BinaryOperator;
import javax.measure.Unit;

/**
 * Combine declared symbols into equations whose units are checked while they are written.
 *
 * <p>Sums, minima and maxima need the same unit on both sides; products, quotients and roots make new
 * units; functions such as {@link #exp} need plain numbers. Immutable as an expression.
 */
public abstract sealed class Quantity permits Term, Parameter, State, Input {
    /** Roots, logarithms and their slopes are finite from here on, in single precision too. */
    private static final Expr SMALLEST = Expr.constant(1e-30);

    private final Expr expr;
    private final Unit<?> unit;
    private final boolean checked;

    Quantity(Expr expr, Unit<?> unit, boolean checked) {
        this.expr = expr;
        this.unit = unit;
        this.checked = checked;
    }

    /** Return a fixed quantity. */
    public static Quantity of(double value, Unit<?> unit) {
        return new Term(Expr.constant(value), unit, true);
    }

    /** Return the expression in the numbers of its unit. */
    public final Expr expr() {
        return expr;
    }

    /** Return the unit. */
    public final Unit<?> unit() {
        return unit;
    }

    /** Tell whether units are checked where this is combined with others; see {@link PhysicsPrior.UnitUse}. */
    public final boolean isChecked() {
        return checked;
    }

    /**
     * Return this as a quantity that is shown in a unit, for priors whose units are shown only.
     *
     * @throws IllegalArgumentException if the units of this are checked: then they are what they are
     */
    public final Quantity shownIn(Unit<?> label) {
        if (checked) {
            throw new IllegalArgumentException("unit of " + expr + " = " + Units.text(unit)
                    + ", which is checked, expected a quantity of a prior whose units are shown only");
        }
        return new Term(expr, label, false);
    }

    private Quantity term(Expr value, Unit<?> of) {
        return new Term(value, of, checked);
    }

    /** What is made of something unchecked is a number that nobody vouches for. */
    private Quantity combined(Expr value, Unit<?> of, Quantity other) {
        boolean both = checked && other.checked;
        return new Term(value, both ? of : Units.NUMBER, both);
    }

    /**
     * Return this + other.
     *
     * @throws UnitClashException if the units differ
     */
    public final Quantity plus(Quantity other) {
        return sameUnit("sum", other, Expr::plus);
    }

    /**
     * Return this − other.
     *
     * @throws UnitClashException if the units differ
     */
    public final Quantity minus(Quantity other) {
        return sameUnit("difference", other, Expr::minus);
    }

    /** Return this · other. */
    public final Quantity times(Quantity other) {
        return combined(expr.times(other.expr), unit.multiply(other.unit), other);
    }

    /** Return this · factor. */
    public final Quantity times(double factor) {
        return term(expr.times(factor), unit);
    }

    /** Return this / other. */
    public final Quantity over(Quantity other) {
        return combined(expr.over(other.expr), unit.divide(other.unit), other);
    }

    /** Return −this. */
    public final Quantity negate() {
        return term(expr.negate(), unit);
    }

    /** Return |this|. */
    public final Quantity abs() {
        return term(expr.abs(), unit);
    }

    /** Return this². */
    public final Quantity squared() {
        return term(expr.times(expr), unit.pow(2));
    }

    /**
     * Return the smaller of the two.
     *
     * @throws UnitClashException if the units differ
     */
    public final Quantity min(Quantity other) {
        return sameUnit("minimum", other, Expr::min);
    }

    /**
     * Return the larger of the two.
     *
     * @throws UnitClashException if the units differ
     */
    public final Quantity max(Quantity other) {
        return sameUnit("maximum", other, Expr::max);
    }

    /** Return max(this, 0). */
    public final Quantity positivePart() {
        return term(expr.max(Expr.ZERO), unit);
    }

    /**
     * Return a smooth max(this, 0): δ·ln(1 + e^(x/δ)), within δ·ln 2 of it and with every derivative continuous.
     *
     * @param width δ, in the unit of this, &gt; 0
     * @throws IllegalArgumentException if {@code width} is not positive
     */
    public final Quantity softPositivePart(double width) {
        requireWidth("soft positive part", width);
        Expr scaled = expr.over(Expr.constant(width));
        // max(a, 0) + ln(1 + e^−|a|) is the same function, and its exponential cannot overflow.
        Expr soft = scaled.max(Expr.ZERO)
                .plus(Expr.ONE.plus(scaled.abs().negate().exp()).log());
        return term(soft.times(width), unit);
    }

    /**
     * Return max(this, 0)^(3/2), the law of a weir. Its derivative is continuous and 0 below the crest.
     */
    public final Quantity weir() {
        return term(expr.max(Expr.ZERO).pow(1.5), unit.pow(3).root(2));
    }

    /**
     * Return the signed square root, smoothed around zero: x / (x² + δ²)^¼.
     *
     * <p>It is √x to a relative error of δ²/(4x²) for x ≫ δ, odd, and has the finite slope 1/√δ at zero, so
     * neither its value nor its sensitivity is ever NaN where a tank runs empty. δ is in the unit of this.
     *
     * @throws IllegalArgumentException if {@code width} is not positive
     */
    public final Quantity signedSqrt(double width) {
        requireWidth("signed root", width);
        Expr radius = expr.times(expr).plus(Expr.constant(width * width)).sqrt().sqrt();
        return term(expr.over(radius), unit.root(2));
    }

    /**
     * Return √this, this being a square or any other quantity whose unit has a root; {@link #signedSqrt} where it may
     * pass through zero.
     *
     * <p>Below 1e-30, negative numbers included, it is held at 1e-15 with slope 0: never NaN.
     */
    public final Quantity sqrt() {
        return term(aboveZero().sqrt(), unit.root(2));
    }

    /**
     * Return this^(numerator/denominator), with the unit of that power.
     *
     * <p>Whole powers take numbers of either sign. Of other powers the base is held at 1e-30 below it, with
     * slope 0: never NaN.
     *
     * @param numerator not 0
     * @param denominator &gt; 0
     * @throws IllegalArgumentException if the numerator is 0 or the denominator is not positive
     */
    public final Quantity power(int numerator, int denominator) {
        if (numerator == 0 || denominator <= 0) {
            throw new IllegalArgumentException("exponent = " + numerator + "/" + denominator
                    + ", expected a numerator other than 0 and a denominator > 0");
        }
        Unit<?> powered = unit.pow(numerator).root(denominator);
        boolean whole = numerator % denominator == 0;
        return term((whole ? expr : aboveZero()).pow((double) numerator / denominator), powered);
    }

    /**
     * Return this^exponent, both plain numbers, for laws whose exponent is a parameter.
     *
     * <p>The base is held at 1e-30 below it, with slope 0: never NaN.
     *
     * @throws UnitClashException if one of the two is not a plain number
     */
    public final Quantity power(Quantity exponent) {
        number("base of a power");
        return combined(aboveZero().pow(exponent.number("exponent")), Units.NUMBER, exponent);
    }

    /**
     * Return a smooth sign, tanh(x/δ): −1 far below zero, 1 far above, a plain number.
     *
     * <p>It is ±1 to 2·e^(−2|x|/δ), so to 1e-8 from |x| = 10 δ on; the law of dry friction, with creep where it sticks.
     *
     * @param width δ, in the unit of this, &gt; 0
     * @throws IllegalArgumentException if {@code width} is not positive
     */
    public final Quantity softSign(double width) {
        requireWidth("soft sign", width);
        return term(expr.over(Expr.constant(width)).tanh(), Units.NUMBER);
    }

    /** Return the larger of this and a floor in the unit of this; below the floor the slope is 0. */
    public final Quantity atLeast(double floor) {
        return term(expr.max(Expr.constant(floor)), unit);
    }

    /** Return the smaller of this and a ceiling in the unit of this; above the ceiling the slope is 0. */
    public final Quantity atMost(double ceiling) {
        return term(expr.min(Expr.constant(ceiling)), unit);
    }

    /**
     * Return {@code ifNonNegative} where {@code condition} ≥ 0 and {@code otherwise} elsewhere.
     *
     * <p>Both branches are computed everywhere, and so are their slopes: write each so that it is finite where the other
     * one holds, for example with {@link #atLeast}. Where the branches do not meet, solvers see a jump.
     *
     * @param condition a quantity of any unit
     * @throws UnitClashException if the branches differ in their units
     */
    public static Quantity where(Quantity condition, Quantity ifNonNegative, Quantity otherwise) {
        return ifNonNegative.sameUnit("branches", otherwise, (a, b) -> Expr.select(condition.expr, a, b));
    }

    /**
     * Return e^this.
     *
     * @throws UnitClashException if this is not a plain number
     */
    public final Quantity exp() {
        return term(number("exponential").exp(), Units.NUMBER);
    }

    /**
     * Return the natural logarithm of this; below 1e-30, negative numbers included, it is held at ln 1e-30 with slope 0.
     *
     * @throws UnitClashException if this is not a plain number
     */
    public final Quantity log() {
        number("logarithm");
        return term(aboveZero().log(), Units.NUMBER);
    }

    /**
     * Return sin(this), this being an angle in radians.
     *
     * @throws UnitClashException if this is not a plain number
     */
    public final Quantity sin() {
        return term(number("sine").sin(), Units.NUMBER);
    }

    /**
     * Return cos(this), this being an angle in radians.
     *
     * @throws UnitClashException if this is not a plain number
     */
    public final Quantity cos() {
        return term(number("cosine").cos(), Units.NUMBER);
    }

    /**
     * Return tanh(this).
     *
     * @throws UnitClashException if this is not a plain number
     */
    public final Quantity tanh() {
        return term(number("hyperbolic tangent").tanh(), Units.NUMBER);
    }

    private Expr aboveZero() {
        return expr.max(SMALLEST);
    }

    private static void requireWidth(String function, double width) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("width of the " + function + " = " + width + ", expected > 0");
        }
    }

    private Expr number(String function) {
        if (checked && !Units.same(unit, Units.NUMBER)) {
            throw new UnitClashException(function, unit, Units.NUMBER, expr + " has a unit, a plain number is needed");
        }
        return expr;
    }

    private Quantity sameUnit(String what, Quantity other, BinaryOperator<Expr> combination) {
        if (checked && other.checked && !Units.same(unit, other.unit)) {
            throw new UnitClashException(what, this, other);
        }
        return combined(combination.apply(expr, other.expr), unit, other);
    }

    @Override
    public String toString() {
        return expr + " [" + Units.text(unit) + "]";
    }
}
