package dev.weft.solvers.symbolic;

import org.hipparchus.Field;

/** Be the field that expressions belong to, as Hipparchus asks for it. A single instance. */
public final class ExprField implements Field<Expr> {
    private static final ExprField INSTANCE = new ExprField();

    private ExprField() {}

    /** Return the one instance. */
    public static ExprField getInstance() {
        return INSTANCE;
    }

    @Override
    public Expr getZero() {
        return Expr.ZERO;
    }

    @Override
    public Expr getOne() {
        return Expr.ONE;
    }

    @Override
    public Class<Expr> getRuntimeClass() {
        return Expr.class;
    }
}
