package dev.weft.solvers.symbolic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Represent a scalar expression as a node of a shared, immutable graph.
 *
 * <p>Nodes are hash-consed: two expressions built from the same operands by the same operation are the
 * same object, so common subexpressions are computed once. IEEE sums and products commute, so {@code b·a}
 * is the node {@code a·b} if that was written first and is still in use; no other operands change places.
 * Only simplifications that keep the value for every input are made, see {@link Simplification};
 * {@code 0·x} is kept, because it is NaN where x is not finite. Derivatives are the exception, see
 * {@link Derivative}.
 *
 * <p>An expression is a field element of Hipparchus, so that code written for
 * {@link org.hipparchus.CalculusFieldElement} traces into a graph. A question about the value itself
 * ({@link #getReal}, {@link #isNaN}, …) has an answer for constants only and throws
 * {@link DataDependentBranchException} elsewhere; {@link #equals} compares structure, not values.
 *
 * <p>Symbols are told apart by identity, not by name: {@link #symbol} returns a new one at each call.
 * Immutable and thread-safe.
 */
public final class Expr implements FieldAlgebra {
    // These two stand before the constants, whose construction reads them.
    private static final Expr[] NO_OPERANDS = {};
    private static final AtomicLong SYMBOLS = new AtomicLong();

    /** The constant 0. */
    public static final Expr ZERO = constant(0.0);

    /** The constant 1. */
    public static final Expr ONE = constant(1.0);

    private final Operation operation;
    /** The value of a constant; the creation number of a symbol, by which symbols are ordered. */
    private final double value;

    private final String name;
    private final Expr[] operands;
    private final int hash;

    private Expr(Operation operation, double value, String name, Expr... operands) {
        this.operation = operation;
        this.value = value;
        this.name = name;
        this.operands = operands;
        this.hash = structuralHash();
    }

    private int structuralHash() {
        int h = 31 * operation.ordinal() + Double.hashCode(value);
        if (operation.commutes()) {
            return 31 * h + (operands[0].hash * 0x9E3779B9 ^ operands[1].hash * 0x9E3779B9);
        }
        for (Expr operand : operands) {
            h = 31 * h + operand.hash;
        }
        return h;
    }

    /** Return the constant with this value; all NaNs are one constant, the two zeros are two. */
    public static Expr constant(double value) {
        return Interner.intern(new Expr(Operation.CONSTANT, value, "", NO_OPERANDS));
    }

    /** Return a new symbol, distinct from every other even of the same name. */
    public static Expr symbol(String name) {
        return new Expr(Operation.SYMBOL, SYMBOLS.incrementAndGet(), name, NO_OPERANDS);
    }

    /** Return the sum of the terms, from left to right; 0 for none. */
    public static Expr sum(List<Expr> terms) {
        return terms.stream().reduce(Expr::plus).orElse(ZERO);
    }

    /** Return {@code ifNonNegative} where {@code condition >= 0} and {@code otherwise} elsewhere, NaN included. */
    public static Expr select(Expr condition, Expr ifNonNegative, Expr otherwise) {
        return Simplification.of(Operation.SELECT, condition, ifNonNegative, otherwise);
    }

    /**
     * Return the operation applied to operands, simplified as by the method of its name.
     *
     * @param operands as many as {@link Operation#arity()} says
     * @throws IllegalArgumentException if the number of operands is another, or {@code operation} is a leaf
     */
    public static Expr of(Operation operation, Expr... operands) {
        if (operands.length != operation.arity() || operands.length == 0) {
            throw new IllegalArgumentException("operands of " + operation + " = " + operands.length + ", expected "
                    + (operation.arity() == 0 ? "another operation: leaves have none" : operation.arity()));
        }
        return Simplification.of(operation, operands.clone());
    }

    /** Return this + other. */
    @Override
    public Expr plus(Expr other) {
        return Simplification.of(Operation.ADD, this, other);
    }

    /** Return this − other. */
    @Override
    public Expr minus(Expr other) {
        return Simplification.of(Operation.SUBTRACT, this, other);
    }

    /** Return this · other. */
    @Override
    public Expr times(Expr other) {
        return Simplification.of(Operation.MULTIPLY, this, other);
    }

    /** Return this · factor. */
    public Expr times(double factor) {
        return times(constant(factor));
    }

    /** Return this / other. */
    @Override
    public Expr over(Expr other) {
        return Simplification.of(Operation.DIVIDE, this, other);
    }

    /** Return −this. */
    @Override
    public Expr negate() {
        return Simplification.of(Operation.NEGATE, this);
    }

    /** Return this to a fixed power. */
    @Override
    public Expr pow(double exponent) {
        return pow(constant(exponent));
    }

    /** Return this to the power of {@code exponent}, with {@code x^0 = 1} for every x as in Java. */
    @Override
    public Expr pow(Expr exponent) {
        return Simplification.of(Operation.POWER, this, exponent);
    }

    /** Return the angle of the point (x, this), in radians from −π to π. */
    @Override
    public Expr atan2(Expr x) {
        return Simplification.of(Operation.ATAN2, this, x);
    }

    /** Return the smaller of the two; its derivative where they are equal is that of this. */
    public Expr min(Expr other) {
        return Simplification.of(Operation.MIN, this, other);
    }

    /** Return the larger of the two; its derivative where they are equal is that of this. */
    public Expr max(Expr other) {
        return Simplification.of(Operation.MAX, this, other);
    }

    /** Return |this|. */
    @Override
    public Expr abs() {
        return Simplification.of(Operation.ABS, this);
    }

    /** Return −1, 0 or 1 by the sign of this, zeros and NaN as they are; its derivative is 0. */
    @Override
    public Expr sign() {
        return Simplification.of(Operation.SIGN, this);
    }

    /** Return the largest integer ≤ this; its derivative is 0. */
    @Override
    public Expr floor() {
        return Simplification.of(Operation.FLOOR, this);
    }

    /** Return the smallest integer ≥ this; its derivative is 0. */
    @Override
    public Expr ceil() {
        return Simplification.of(Operation.CEIL, this);
    }

    /** Return the nearest integer, the even one of two. */
    @Override
    public Expr rint() {
        return Simplification.of(Operation.RINT, this);
    }

    /** Return √this, NaN below 0. */
    @Override
    public Expr sqrt() {
        return Simplification.of(Operation.SQRT, this);
    }

    /** Return the cube root of this, of its sign. */
    @Override
    public Expr cbrt() {
        return Simplification.of(Operation.CBRT, this);
    }

    /** Return e to the power of this. */
    @Override
    public Expr exp() {
        return Simplification.of(Operation.EXP, this);
    }

    /** Return e to the power of this, less 1, exact near 0. */
    @Override
    public Expr expm1() {
        return Simplification.of(Operation.EXPM1, this);
    }

    /** Return the natural logarithm of this, NaN below 0. */
    @Override
    public Expr log() {
        return Simplification.of(Operation.LOG, this);
    }

    /** Return the natural logarithm of 1 + this, exact near 0. */
    @Override
    public Expr log1p() {
        return Simplification.of(Operation.LOG1P, this);
    }

    /** Return the sine of this, in radians. */
    @Override
    public Expr sin() {
        return Simplification.of(Operation.SIN, this);
    }

    /** Return the cosine of this, in radians. */
    @Override
    public Expr cos() {
        return Simplification.of(Operation.COS, this);
    }

    /** Return the tangent of this, in radians. */
    @Override
    public Expr tan() {
        return Simplification.of(Operation.TAN, this);
    }

    /** Return the arc sine of this in radians, NaN outside of −1 to 1. */
    @Override
    public Expr asin() {
        return Simplification.of(Operation.ASIN, this);
    }

    /** Return the arc cosine of this in radians, NaN outside of −1 to 1. */
    @Override
    public Expr acos() {
        return Simplification.of(Operation.ACOS, this);
    }

    /** Return the arc tangent of this, in radians. */
    @Override
    public Expr atan() {
        return Simplification.of(Operation.ATAN, this);
    }

    /** Return the hyperbolic sine of this. */
    @Override
    public Expr sinh() {
        return Simplification.of(Operation.SINH, this);
    }

    /** Return the hyperbolic cosine of this. */
    @Override
    public Expr cosh() {
        return Simplification.of(Operation.COSH, this);
    }

    /** Return the hyperbolic tangent of this. */
    @Override
    public Expr tanh() {
        return Simplification.of(Operation.TANH, this);
    }

    /** Return this with symbols replaced; see {@link Substitution} for many expressions at once. */
    public Expr substitute(Map<Expr, Expr> replacements) {
        return Substitution.of(replacements).apply(this);
    }

    /** Return the operation this node stands for. */
    public Operation operation() {
        return operation;
    }

    /** Return the operands in order; empty for constants and symbols. */
    public List<Expr> operands() {
        return List.of(operands);
    }

    /**
     * Return one operand.
     *
     * @param index from 0 to {@code operation().arity() − 1}
     * @throws ArrayIndexOutOfBoundsException if there is no such operand
     */
    public Expr operand(int index) {
        return operands[index];
    }

    /** Return the value of a constant, 0 for every other node. */
    public double value() {
        return operation == Operation.CONSTANT ? value : 0;
    }

    /** Return the name of a symbol, the empty string for every other node. */
    public String name() {
        return name;
    }

    /** Return how many symbols had been created when this one was, itself included; orders symbols by age. */
    long creationNumber() {
        return (long) value;
    }

    /** Tell whether this is the constant {@code number}; the two zeros are told apart. */
    public boolean isConstant(double number) {
        return operation == Operation.CONSTANT && Double.doubleToLongBits(value) == Double.doubleToLongBits(number);
    }

    /** Return the one node of this operation and these operands, as they are. */
    static Expr node(Operation operation, Expr... operands) {
        return Interner.intern(new Expr(operation, 0.0, "", operands));
    }

    /** Compare structure; for interned nodes and symbols the same as identity. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Expr that)
                || operation != that.operation
                || operands.length != that.operands.length
                || Double.doubleToLongBits(value) != Double.doubleToLongBits(that.value)) {
            return false;
        }
        // Operands are interned already, so identity is equality.
        if (operation.commutes() && operands[0] == that.operands[1] && operands[1] == that.operands[0]) {
            return true;
        }
        for (int i = 0; i < operands.length; i++) {
            if (operands[i] != that.operands[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Print the expression as text of bounded length, as {@link ExprText#shortened} does. */
    @Override
    public String toString() {
        return ExprText.shortened(this);
    }
}
