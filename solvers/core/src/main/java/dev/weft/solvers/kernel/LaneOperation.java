package dev.weft.solvers.kernel;

/**
 * List what one instruction of a {@link LaneProgram} may do, with the bytes of bytecode it takes in the longer of the
 * two generators: the measure by which programs are split.
 */
enum LaneOperation {
    INPUT(0, 18),
    SHARED(0, 18),
    CONSTANT(0, 12),
    ADD(2, 12),
    SUBTRACT(2, 12),
    MULTIPLY(2, 12),
    DIVIDE(2, 12),
    FMA(3, 14),
    NEGATE(1, 9),
    ABS(1, 9),
    SQRT(1, 9),
    MIN(2, 12),
    MAX(2, 12),
    SELECT(4, 24),
    AND(2, 18),
    OR(2, 18),
    XOR(2, 21),
    BITS_ADD(2, 18),
    BITS_SUBTRACT(2, 18),
    SHIFT_LEFT(1, 20),
    SHIFT_RIGHT(1, 20),
    SHIFT_RIGHT_SIGNED(1, 20),
    GUARDED(5, 36);

    private final int arity;
    private final int bytes;

    LaneOperation(int arity, int bytes) {
        this.arity = arity;
        this.bytes = bytes;
    }

    int arity() {
        return arity;
    }

    int bytes() {
        return bytes;
    }

    /** Tell whether a value is fetched again wherever it is needed, rather than kept. */
    boolean isLeaf() {
        return arity == 0;
    }
}
