package dev.weft.sdk.tasks;

import org.hipparchus.random.MersenneTwister;

/**
 * Draw the numbers that NumPy's legacy {@code RandomState(seed)} draws: the Mersenne twister MT19937, seeded through its
 * init_genrand.
 *
 * <p>Hipparchus' own {@code nextDouble} makes other numbers of the same 32-bit words, hence this class. Not thread-safe.
 *
 * <p>Source: M. Matsumoto, T. Nishimura, "Mersenne twister: a 623-dimensionally equidistributed uniform pseudo-random
 * number generator", 1998.
 */
final class RandomState {
    private final MersenneTwister words;

    /** Begin the stream of a seed. */
    RandomState(int seed) {
        words = new MersenneTwister(seed);
    }

    /** Return ((u ≫ 5) 2²⁶ + (v ≫ 6)) / 2⁵³ of the next two words u, v: uniform in [0, 1). */
    double nextDouble() {
        long high = words.nextInt() >>> 5;
        long low = words.nextInt() >>> 6;
        return ((high << 26) + low) * 0x1.0p-53;
    }

    /** Return low + (high − low) nextDouble(). */
    double uniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Return the next {@code count} of {@link #uniform(double, double)}, as an array of that size is drawn. */
    double[] uniform(double low, double high, int count) {
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = uniform(low, high);
        }
        return drawn;
    }

    /**
     * Return a whole number in [low, high): the low bits of a word, drawn again while they are out of range.
     *
     * @throws IllegalArgumentException unless low &lt; high, less than 2³¹ apart
     */
    int integer(int low, int high) {
        if (low >= high || high - low < 0) {
            throw new IllegalArgumentException(
                    "range = " + low + " … " + high + ", expected low < high, less than 2^31 apart");
        }
        int most = high - 1 - low;
        if (most == 0) {
            return low; // NumPy spends no word where there is nothing to choose.
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(most);
        int offset;
        do {
            offset = words.nextInt() & mask;
        } while (offset > most);
        return low + offset;
    }
}
