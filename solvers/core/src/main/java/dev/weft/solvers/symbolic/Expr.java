package dev.weft.solvers.symbolic;

import java.util.List;

/**
 * Represent a scalar expression as a node of a shared, immutable graph.
 *
 * <p>Nodes are hash-consed: two expressions built from the same operands by the same operation are the
 * same object, so common subexpressions are computed once. Only simplifications that keep the value for
 * every input are made (constant folding, {@code x + 0} with a negative zero, {@code 1·x},
 * {@code x / 1}, {@code x¹}, {@code −(−x)}); {@code 0·x} is kept, because it is NaN where x is not finite.
 * Derivatives are the exception, see {@link Derivative}.
 *
 * <p>Symbols are told apart by identity, not by name: {@link #symbol} returns a new one at each call.
 * Immutable and thread-safe.
 */
public final class Expr {
    // Before the constants, whose construction reads it.
    private static final Expr[] NO_OPERANDS = {};

    /** The constant 0. */
    public static final Expr ZERO = constant(0.0);

    /** The constant 1. */
    public static final Expr ONE = constant(1.0);

    private final Operation operation;
    private final double value;
    private final String name;
    private final Expr[] operands;
    private final int hash;

    private Expr(Operation operation, double value, String name, Expr... operands) {
        this.operation = operation;
        this.value = value;
        this.name = name;
        this.operands = operands;
        this.hash = operation == Operation.SYMBOL ? System.identityHashCode(this) : structuralHash();
    }

    private int structuralHash() {
        int h = 31 * operation.ordinal() + Double.hashCode(value);
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
        return new Expr(Operation.SYMBOL, 0.0, name, NO_OPERANDS);
    }

    /** Return the sum of the terms, from left to right; 0 for none. */
    public static Expr sum(List<Expr> terms) {
        return terms.stream().reduce(Expr::plus).orElse(ZERO);
    }

    /** Return {@code ifNonNegative} where {@code condition >= 0} and {@code otherwise} elsewhere, NaN included. */
    public static Expr select(Expr condition, Expr ifNonNegative, Expr otherwise) {
        return ifNonNegative == otherwise ? ifNonNegative : node(Operation.SELECT, condition, ifNonNegative, otherwise);
    }

    public Expr plus(Expr other) {
        if (isNegativeZero(other)) {
            return this;
        }
        return isNegativeZero(this) ? other : node(Operation.ADD, this, other);
    }

    public Expr minus(Expr other) {
        return other.isConstant(0.0) ? this : node(Operation.SUBTRACT, this, other);
    }

    public Expr times(Expr other) {
        if (other.isConstant(1.0)) {
            return this;
        }
        return isConstant(1.0) ? other : node(Operation.MULTIPLY, this, other);
    }

    public Expr times(double factor) {
        return times(constant(factor));
    }

    public Expr over(Expr other) {
        return other.isConstant(1.0) ? this : node(Operation.DIVIDE, this, other);
    }

    public Expr negate() {
        return operation == Operation.NEGATE ? operands[0] : node(Operation.NEGATE, this);
    }

    public Expr pow(double exponent) {
        return pow(constant(exponent));
    }

    public Expr pow(Expr exponent) {
        return exponent.isConstant(1.0) ? this : node(Operation.POWER, this, exponent);
    }

    public Expr sqrt() {
        return node(Operation.SQRT, this);
    }

    public Expr exp() {
        return node(Operation.EXP, this);
    }

    public Expr log() {
        return node(Operation.LOG, this);
    }

    public Expr sin() {
        return node(Operation.SIN, this);
    }

    public Expr cos() {
        return node(Operation.COS, this);
    }

    public Expr tanh() {
        return node(Operation.TANH, this);
    }

    public Expr abs() {
        return node(Operation.ABS, this);
    }

    public Expr min(Expr other) {
        return this == other ? this : node(Operation.MIN, this, other);
    }

    public Expr max(Expr other) {
        return this == other ? this : node(Operation.MAX, this, other);
    }

    /** Return the operation this node stands for. */
    public Operation operation() {
        return operation;
    }

    /** Return the operands in order; empty for constants and symbols. */
    public List<Expr> operands() {
        return List.of(operands);
    }

    /** Return the value of a constant, 0 for every other node. */
    public double value() {
        return value;
    }

    /** Return the name of a symbol, the empty string for every other node. */
    public String name() {
        return name;
    }

    /** Tell whether this is the constant {@code number}; the two zeros are told apart. */
    public boolean isConstant(double number) {
        return operation == Operation.CONSTANT && Double.doubleToLongBits(value) == Double.doubleToLongBits(number);
    }

    private static boolean isNegativeZero(Expr expr) {
        return expr.isConstant(-0.0);
    }

    private static Expr node(Operation operation, Expr... operands) {
        double[] v = new double[3];
        for (int i = 0; i < operands.length; i++) {
            if (operands[i].operation != Operation.CONSTANT) {
                return Interner.intern(new Expr(operation, 0.0, "", operands));
            }
            v[i] = operands[i].value;
        }
        return constant(operation.apply(v[0], v[1], v[2]));
    }

    /** Compare structure; for interned nodes and symbols the same as identity. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Expr that)
                || operation == Operation.SYMBOL
                || operation != that.operation
                || Double.doubleToLongBits(value) != Double.doubleToLongBits(that.value)
                || operands.length != that.operands.length) {
            return false;
        }
        // Operands are interned already, so identity is equality.
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

    /** Print the expression as text, as {@link ExprText} does. */
    @Override
    public String toString() {
        return ExprText.of(this);
    }
}
