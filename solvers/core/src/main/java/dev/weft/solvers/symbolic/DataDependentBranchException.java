package dev.weft.solvers.symbolic;

/**
 * Report that code asked a traced expression for its value, as a branch on it does.
 *
 * <p>An expression is a formula; its value is known only when a kernel evaluates it, and may be another
 * in each lane. The message names the question and the expression.
 */
public final class DataDependentBranchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataDependentBranchException(String question, Expr expr) {
        super(question + " of the traced expression " + expr + " is not known before a kernel evaluates it."
                + " Write a branch on it as Expr.select(condition, ifNonNegative, otherwise), or by min, max or abs;"
                + " use a constant where the code needs a number.");
    }
}
