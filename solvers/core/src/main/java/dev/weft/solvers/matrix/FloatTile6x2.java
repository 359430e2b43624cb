package dev.weft.solvers.matrix;

import jdk.incubator.vector.FloatVector;

/**
 * Multiply in tiles of 6 × 2 vectors, for 32 registers.
 */
final class FloatTile6x2 extends FloatTile {
    FloatTile6x2(Blocks blocks) {
        super(6, blocks);
    }

    @Override
    void tile(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero;
        FloatVector c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero;
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
            row = FloatVector.broadcast(SPECIES, a[at + 3]);
            c30 = row.fma(left, c30);
            c31 = row.fma(right, c31);
            row = FloatVector.broadcast(SPECIES, a[at + 4]);
            c40 = row.fma(left, c40);
            c41 = row.fma(right, c41);
            row = FloatVector.broadcast(SPECIES, a[at + 5]);
            c50 = row.fma(left, c50);
            c51 = row.fma(right, c51);
        }
        addRow(c00, c01, c, cOffset);
        addRow(c10, c11, c, cOffset + cStride);
        addRow(c20, c21, c, cOffset + 2 * cStride);
        addRow(c30, c31, c, cOffset + 3 * cStride);
        addRow(c40, c41, c, cOffset + 4 * cStride);
        addRow(c50, c51, c, cOffset + 5 * cStride);
    }
}
