package dev.weft.solvers.arrays;

import dev.weft.solvers.lanes.LaneSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Loop over vectors of doubles; what fills none is left to the loop over numbers. */
final class VectorDoubleLoops extends DoubleLoops {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    void addScaled(double c, double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, c);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            DoubleVector old = DoubleVector.fromArray(SPECIES, y, yOffset + i);
            DoubleVector.fromArray(SPECIES, x, xOffset + i).fma(factor, old).intoArray(y, yOffset + i);
        }
        super.addScaled(c, x, xOffset + i, y, yOffset + i, length - i);
    }

    @Override
    void addScaledBackwards(double c, double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, c);
        int i = length;
        for (; i >= LANES; i -= LANES) {
            int at = i - LANES;
            DoubleVector old = DoubleVector.fromArray(SPECIES, y, yOffset + at);
            DoubleVector.fromArray(SPECIES, x, xOffset + at).fma(factor, old).intoArray(y, yOffset + at);
        }
        super.addScaledBackwards(c, x, xOffset, y, yOffset, i);
    }

    @Override
    void addProduct(double[] f, int fOffset, double[] x, int xOffset, double[] y, int yOffset, int length) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            DoubleVector factor = DoubleVector.fromArray(SPECIES, f, fOffset + i);
            DoubleVector old = DoubleVector.fromArray(SPECIES, y, yOffset + i);
            DoubleVector.fromArray(SPECIES, x, xOffset + i).fma(factor, old).intoArray(y, yOffset + i);
        }
        super.addProduct(f, fOffset + i, x, xOffset + i, y, yOffset + i, length - i);
    }

    @Override
    void addProductBackwards(double[] f, int fOffset, double[] x, int xOffset, double[] y, int yOffset, int length) {
        int i = length;
        for (; i >= LANES; i -= LANES) {
            int at = i - LANES;
            DoubleVector factor = DoubleVector.fromArray(SPECIES, f, fOffset + at);
            DoubleVector old = DoubleVector.fromArray(SPECIES, y, yOffset + at);
            DoubleVector.fromArray(SPECIES, x, xOffset + at).fma(factor, old).intoArray(y, yOffset + at);
        }
        super.addProductBackwards(f, fOffset, x, xOffset, y, yOffset, i);
    }

    @Override
    double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        // Four sums, so that none waits for the one before.
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            a = product(x, xOffset + i, y, yOffset + i, a);
            b = product(x, xOffset + i + LANES, y, yOffset + i + LANES, b);
            c = product(x, xOffset + i + 2 * LANES, y, yOffset + i + 2 * LANES, c);
            d = product(x, xOffset + i + 3 * LANES, y, yOffset + i + 3 * LANES, d);
        }
        double[] lanes = LaneSum.doubles();
        a.add(b).add(c.add(d)).intoArray(lanes, 0);
        double sum = LaneSum.of(lanes, 0, LANES);
        return sum + super.dot(x, xOffset + i, y, yOffset + i, length - i);
    }

    private static DoubleVector product(double[] x, int xOffset, double[] y, int yOffset, DoubleVector sum) {
        return DoubleVector.fromArray(SPECIES, x, xOffset).fma(DoubleVector.fromArray(SPECIES, y, yOffset), sum);
    }
}
