package dev.weft.solvers.arrays;

import dev.weft.solvers.lanes.LaneSum;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Loop over vectors of floats; what fills none is left to the loop over numbers. */
final class VectorFloatLoops extends FloatLoops {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    void addScaled(float c, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector factor = FloatVector.broadcast(SPECIES, c);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            FloatVector old = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector.fromArray(SPECIES, x, xOffset + i).fma(factor, old).intoArray(y, yOffset + i);
        }
        super.addScaled(c, x, xOffset + i, y, yOffset + i, length - i);
    }

    @Override
    void addScaledBackwards(float c, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector factor = FloatVector.broadcast(SPECIES, c);
        int i = length;
        for (; i >= LANES; i -= LANES) {
            int at = i - LANES;
            FloatVector old = FloatVector.fromArray(SPECIES, y, yOffset + at);
            FloatVector.fromArray(SPECIES, x, xOffset + at).fma(factor, old).intoArray(y, yOffset + at);
        }
        super.addScaledBackwards(c, x, xOffset, y, yOffset, i);
    }

    @Override
    void addProduct(float[] f, int fOffset, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, f, fOffset + i);
            FloatVector old = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector.fromArray(SPECIES, x, xOffset + i).fma(factor, old).intoArray(y, yOffset + i);
        }
        super.addProduct(f, fOffset + i, x, xOffset + i, y, yOffset + i, length - i);
    }

    @Override
    void addProductBackwards(float[] f, int fOffset, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = length;
        for (; i >= LANES; i -= LANES) {
            int at = i - LANES;
            FloatVector factor = FloatVector.fromArray(SPECIES, f, fOffset + at);
            FloatVector old = FloatVector.fromArray(SPECIES, y, yOffset + at);
            FloatVector.fromArray(SPECIES, x, xOffset + at).fma(factor, old).intoArray(y, yOffset + at);
        }
        super.addProductBackwards(f, fOffset, x, xOffset, y, yOffset, i);
    }

    @Override
    float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        // Four sums, so that none waits for the one before.
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            a = product(x, xOffset + i, y, yOffset + i, a);
            b = product(x, xOffset + i + LANES, y, yOffset + i + LANES, b);
            c = product(x, xOffset + i + 2 * LANES, y, yOffset + i + 2 * LANES, c);
            d = product(x, xOffset + i + 3 * LANES, y, yOffset + i + 3 * LANES, d);
        }
        float[] lanes = LaneSum.floats();
        a.add(b).add(c.add(d)).intoArray(lanes, 0);
        float sum = LaneSum.of(lanes, 0, LANES);
        return sum + super.dot(x, xOffset + i, y, yOffset + i, length - i);
    }

    private static FloatVector product(float[] x, int xOffset, float[] y, int yOffset, FloatVector sum) {
        return FloatVector.fromArray(SPECIES, x, xOffset).fma(FloatVector.fromArray(SPECIES, y, yOffset), sum);
    }
}
