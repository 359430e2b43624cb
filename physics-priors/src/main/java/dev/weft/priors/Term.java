package dev.weft.priors;

import dev.weft.solvers.symbolic.Expr;
import javax.measure.Unit;

/** Hold a quantity that was computed from others. */
final class Term extends Quantity {
    Term(Expr expr, Unit<?> unit, boolean checked) {
        super(expr, unit, checked);
    }
}
