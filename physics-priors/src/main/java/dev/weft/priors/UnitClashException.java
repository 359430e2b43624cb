package dev.weft.priors;

import javax.measure.Unit;

/** Report that an equation combines quantities whose units do not fit, such as metres and volts. */
public final class UnitClashException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnitClashException(String where, Quantity left, Quantity right) {
        this(where, left.unit(), right.unit(), left.expr() + " and " + right.expr());
    }

    UnitClashException(String where, Unit<?> left, Unit<?> right, String what) {
        super(where + ": [" + named(left) + "] and [" + named(right) + "] do not fit (" + what
                + "); convert one side or correct a declared unit");
    }

    private static String named(Unit<?> unit) {
        String text = Units.text(unit);
        return text.isEmpty() ? "number" : text;
    }
}
