package dev.weft.solvers.symbolic;

import org.hipparchus.CalculusFieldElement;
import org.hipparchus.util.FieldSinCos;
import org.hipparchus.util.FieldSinhCosh;
import org.hipparchus.util.MathUtils;

/**
 * Give expressions the names of Hipparchus' field elements, made of the operations there are.
 *
 * <p>{@link Expr} alone implements it. What has no operation of its own is composed in {@link Composition}.
 * Sums of products are plain sums from left to right: the products are rounded, where Hipparchus' numbers
 * carry the rounding errors along.
 */
sealed interface FieldAlgebra extends CalculusFieldElement<Expr> permits Expr {
    Expr plus(Expr other);

    Expr minus(Expr other);

    Expr times(Expr other);

    Expr over(Expr other);

    private Expr self() {
        return (Expr) this;
    }

    @Override
    default ExprField getField() {
        return ExprField.getInstance();
    }

    @Override
    default Expr newInstance(double value) {
        return Expr.constant(value);
    }

    @Override
    default Expr add(Expr a) {
        return plus(a);
    }

    @Override
    default Expr subtract(Expr a) {
        return minus(a);
    }

    @Override
    default Expr multiply(Expr a) {
        return times(a);
    }

    @Override
    default Expr multiply(int n) {
        return times(Expr.constant(n));
    }

    @Override
    default Expr divide(Expr a) {
        return over(a);
    }

    @Override
    default Expr reciprocal() {
        return Expr.ONE.over(self());
    }

    @Override
    default Expr square() {
        return times(self());
    }

    @Override
    default Expr pow(int n) {
        return self().pow((double) n);
    }

    /** Return this · 2^n, rounded once. */
    @Override
    default Expr scalb(int n) {
        return Composition.scalb(self(), n);
    }

    /**
     * Return the real root of order n: of a negative number for odd n, NaN for even n. For n above 3 the relative error
     * grows with the size of the logarithm, as 10⁻¹⁷·|ln x|, because 1/n is rounded.
     */
    @Override
    default Expr rootN(int n) {
        return Composition.root(self(), n);
    }

    /** Return √(this² + y²), which does not overflow before the result does; NaN where one of them is NaN. */
    @Override
    default Expr hypot(Expr y) {
        return Composition.hypot(self(), y);
    }

    @Override
    default Expr log10() {
        return self().log().over(Expr.constant(StrictMath.log(10)));
    }

    @Override
    default Expr asinh() {
        return Composition.asinh(self());
    }

    @Override
    default Expr acosh() {
        return Composition.acosh(self());
    }

    @Override
    default Expr atanh() {
        return Composition.atanh(self());
    }

    @Override
    default FieldSinCos<Expr> sinCos() {
        return new FieldSinCos<>(self().sin(), self().cos());
    }

    @Override
    default FieldSinhCosh<Expr> sinhCosh() {
        return new FieldSinhCosh<>(self().sinh(), self().cosh());
    }

    /** Return the IEEE remainder, this − a·n with n the integer nearest this/a; a finite, not 0, |this/a| &lt; 2⁵². */
    @Override
    default Expr remainder(Expr a) {
        return minus(a.times(over(a).rint()));
    }

    /** Return the IEEE remainder, as {@link #remainder(Expr)}. */
    @Override
    default Expr remainder(double a) {
        return remainder(Expr.constant(a));
    }

    /** Return |this| with the sign of the other, which may be −0; NaN counts as positive. */
    @Override
    default Expr copySign(Expr sign) {
        return Composition.copySign(self(), sign);
    }

    @Override
    default Expr linearCombination(Expr[] a, Expr[] b) {
        MathUtils.checkDimension(a.length, b.length);
        // The first product is not added to 0, which would turn −0 into +0.
        Expr sum = a.length == 0 ? Expr.ZERO : a[0].times(b[0]);
        for (int i = 1; i < a.length; i++) {
            sum = sum.plus(a[i].times(b[i]));
        }
        return sum;
    }

    @Override
    default Expr linearCombination(double[] a, Expr[] b) {
        MathUtils.checkDimension(a.length, b.length);
        Expr[] constants = new Expr[a.length];
        for (int i = 0; i < a.length; i++) {
            constants[i] = Expr.constant(a[i]);
        }
        return linearCombination(constants, b);
    }

    @Override
    default Expr linearCombination(Expr a1, Expr b1, Expr a2, Expr b2) {
        return a1.times(b1).plus(a2.times(b2));
    }

    @Override
    default Expr linearCombination(Expr a1, Expr b1, Expr a2, Expr b2, Expr a3, Expr b3) {
        return linearCombination(a1, b1, a2, b2).plus(a3.times(b3));
    }

    @Override
    default Expr linearCombination(Expr a1, Expr b1, Expr a2, Expr b2, Expr a3, Expr b3, Expr a4, Expr b4) {
        return linearCombination(a1, b1, a2, b2, a3, b3).plus(a4.times(b4));
    }

    /** Return 0: the whole of a formula is its value, as of Hipparchus' plain numbers. */
    @Override
    default Expr getAddendum() {
        return Expr.ZERO;
    }

    // What follows asks for the value itself.

    /** Return the value of a constant. */
    @Override
    default double getReal() {
        return number("getReal()");
    }

    @Override
    default boolean isZero() {
        return number("isZero()") == 0;
    }

    @Override
    default boolean isNaN() {
        return Double.isNaN(number("isNaN()"));
    }

    @Override
    default boolean isInfinite() {
        return Double.isInfinite(number("isInfinite()"));
    }

    @Override
    default boolean isFinite() {
        return Double.isFinite(number("isFinite()"));
    }

    @Override
    default double norm() {
        return Math.abs(number("norm()"));
    }

    @Override
    default long round() {
        return Math.round(number("round()"));
    }

    @Override
    default int getExponent() {
        return Math.getExponent(number("getExponent()"));
    }

    /** Return the distance to the next double of a constant; it belongs to the value's bits, not to a formula. */
    @Override
    default Expr ulp() {
        return Expr.constant(Math.ulp(number("ulp()")));
    }

    private double number(String question) {
        if (self().operation() != Operation.CONSTANT) {
            throw new DataDependentBranchException(question, self());
        }
        return self().value();
    }
}
