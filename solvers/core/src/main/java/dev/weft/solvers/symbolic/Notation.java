package dev.weft.solvers.symbolic;

/** Say how each operation is written, and how strongly it binds. */
abstract sealed class Notation permits TextNotation, LatexNotation {
    static final int SUM = 1;
    static final int PRODUCT = 2;
    static final int POWER = 3;
    static final int ATOM = 4;

    /** Write a node into the printer as text and operands, from left to right. */
    abstract void write(Expr expr, Printer printer);

    /** Return the name of the subexpression with this number. */
    abstract String name(int number);

    abstract String open();

    abstract String close();

    int precedence(Expr expr) {
        return switch (expr.operation()) {
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY -> isSquare(expr) ? POWER : PRODUCT;
            case DIVIDE, NEGATE -> PRODUCT;
            case POWER -> POWER;
            case CONSTANT -> expr.value() < 0 || expr.isConstant(-0.0) ? SUM : ATOM;
            default -> ATOM;
        };
    }

    /** Tell whether this is x·x, which is written as a power. */
    static boolean isSquare(Expr expr) {
        return expr.operation() == Operation.MULTIPLY && expr.operand(0) == expr.operand(1);
    }

    static String number(double value) {
        if (value == 0 && 1 / value < 0) {
            return "-0";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
