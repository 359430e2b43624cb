package dev.weft.solvers.estimation;

/**
 * Set how hard {@link MultiStartLeastSquares} tries.
 *
 * @param starts how many local searches are run, &gt;= 1; the first begins at the given point
 * @param screened how many random points are looked at to choose the other starts from, &gt;= starts − 1
 * @param spread standard deviation of the random points about the given one, in units of the coordinates, &gt; 0
 * @param maxIterations iterations of one local search, &gt;= 1
 * @param seed seed of the random points; the same seed gives the same result
 */
public record LeastSquaresSettings(int starts, int screened, double spread, int maxIterations, long seed) {
    /** Eight starts chosen among 64 points. */
    public static final LeastSquaresSettings STANDARD = new LeastSquaresSettings(8, 64, 1.0, 100, 1);

    /**
     * Check the bounds.
     *
     * @throws IllegalArgumentException if a number is outside the bounds named above
     */
    public LeastSquaresSettings {
        if (starts < 1
                || screened < starts - 1
                || !(spread > 0 && spread < Double.POSITIVE_INFINITY)
                || maxIterations < 1) {
            throw new IllegalArgumentException(
                    "starts = " + starts + ", screened = " + screened + ", spread = " + spread
                            + ", maxIterations = " + maxIterations
                            + ", expected starts >= 1, screened >= starts - 1, a finite spread > 0, maxIterations >= 1");
        }
    }

    /** Return these settings with another number of starts; {@code screened} grows with it, eight a start. */
    public LeastSquaresSettings withStarts(int number) {
        return new LeastSquaresSettings(number, 8 * number, spread, maxIterations, seed);
    }

    /** Return these settings with another seed. */
    public LeastSquaresSettings withSeed(long value) {
        return new LeastSquaresSettings(starts, screened, spread, maxIterations, value);
    }
}
