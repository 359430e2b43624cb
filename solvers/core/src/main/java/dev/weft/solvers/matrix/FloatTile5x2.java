package dev.weft.solvers.matrix;

import jdk.incubator.vector.FloatVector;

/**
 * Multiply in tiles of 5 × 2 vectors, for 16 registers: 10 sums, two vectors of B and at most three of A at a time.
 *
 * <p>C2 loads all of A ahead that it may. With five or six rows it then runs out of registers and spills a sum in every
 * step, which costs half the speed. What keeps it from that is an index it knows nothing about: the check of its bound
 * parts a step into two blocks, and no load moves up over it.
 */
final class FloatTile5x2 extends FloatTile {
    /** All bits of an index. Not a constant, on purpose: see above. */
    private final int every;

    FloatTile5x2(Blocks blocks) {
        super(5, blocks);
        every = Integer.MAX_VALUE;
    }

    @Override
    void tile(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int bits = every;
        FloatVector c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero;
        FloatVector c30 = zero, c31 = zero, c40 = zero, c41 = zero;
        for (int p = 0; p < depth; p++) {
            int at = aOffset + p * STEP;
            int bt = bOffset + p * COLUMNS;
            FloatVector left = FloatVector.fromArray(SPECIES, b, bt);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bt + LANES);
            FloatVector row = FloatVector.broadcast(SPECIES, a[at]);
            c00 = row.fma(left, c00);
            c01 = row.fma(right, c01);
            row = FloatVector.broadcast(SPECIES, a[at + 1]);
            c10 = row.fma(left, c10);
            c11 = row.fma(right, c11);
            row = FloatVector.broadcast(SPECIES, a[at + 2]);
            c20 = row.fma(left, c20);
            c21 = row.fma(right, c21);
            row = FloatVector.broadcast(SPECIES, a[(at + 3) & bits]);
            c30 = row.fma(left, c30);
            c31 = row.fma(right, c31);
            row = FloatVector.broadcast(SPECIES, a[at + 4]);
            c40 = row.fma(left, c40);
            c41 = row.fma(right, c41);
        }
        addRow(c00, c01, c, cOffset);
        addRow(c10, c11, c, cOffset + cStride);
        addRow(c20, c21, c, cOffset + 2 * cStride);
        addRow(c30, c31, c, cOffset + 3 * cStride);
        addRow(c40, c41, c, cOffset + 4 * cStride);
    }
}
