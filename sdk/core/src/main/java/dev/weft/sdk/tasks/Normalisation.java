package dev.weft.sdk.tasks;

/**
 * Map a range to −1 … 1, all channels alike: z = 2 (x − min) / (max − min) − 1.
 *
 * @param min what becomes −1
 * @param max what becomes 1
 */
public record Normalisation(double min, double max) {
    /** Leaves values as they are. */
    public static final Normalisation NONE = new Normalisation(-1, 1);

    /**
     * Check the range.
     *
     * @throws IllegalArgumentException unless min and max are finite and min &lt; max
     */
    public Normalisation {
        if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException(
                    "normalisation from " + min + " to " + max + ", expected finite numbers, the first the smaller");
        }
    }

    /** Return the normalised value z of a raw x. */
    public double toNormalised(double x) {
        return 2 * (x - min) / (max - min) - 1;
    }

    /** Return the raw value x of a normalised z. */
    public double toRaw(double z) {
        return min + (z + 1) * (max - min) / 2;
    }
}
