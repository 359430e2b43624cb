package dev.weft.solvers.lanes;

/** List the comparisons of lanes; each is false where an operand is NaN. */
public enum Comparison {
    LESS,
    LESS_OR_EQUAL,
    EQUAL;

    /** Compare two numbers. */
    public boolean holds(double a, double b) {
        return switch (this) {
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
            case EQUAL -> a == b;
        };
    }
}
