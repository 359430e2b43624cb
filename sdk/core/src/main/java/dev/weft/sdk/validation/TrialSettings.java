package dev.weft.sdk.validation;

/**
 * Set how a prior is tried.
 *
 * @param machines how many machines are simulated, &gt;= 4
 * @param spread standard deviation of their parameters' coordinates about the nominal ones, about relative, &gt; 0
 * @param noise factor on the declared noise of the sensors, &gt; 0
 * @param trainingSeconds how long the black box that the prior is compared with is trained, &gt;= 0; 0 leaves it out
 * @param seed of all random numbers: the same seed gives the same figures, but for what is trained by the clock
 */
public record TrialSettings(int machines, double spread, double noise, double trainingSeconds, long seed) {
    /** 24 machines that differ by some 30 % in every parameter, sensors as declared, half a minute of training. */
    public static final TrialSettings STANDARD = new TrialSettings(24, 0.3, 1, 30, 1);

    private static final int FEWEST = 4;

    /**
     * Check the bounds.
     *
     * @throws IllegalArgumentException if a number is outside the bounds named above
     */
    public TrialSettings {
        if (machines < FEWEST) {
            throw new IllegalArgumentException("machines = " + machines + ", expected at least " + FEWEST
                    + ": fewer tell nothing about intervals");
        }
        requirePositive("spread", spread);
        requirePositive("noise", noise);
        if (!(trainingSeconds >= 0) || Double.isInfinite(trainingSeconds)) {
            throw new IllegalArgumentException("training = " + trainingSeconds + " s, expected a finite number >= 0");
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " = " + value + ", expected a finite number > 0");
        }
    }

    /** Return these settings with another number of machines. */
    public TrialSettings withMachines(int number) {
        return new TrialSettings(number, spread, noise, trainingSeconds, seed);
    }

    /** Return these settings with another spread. */
    public TrialSettings withSpread(double deviation) {
        return new TrialSettings(machines, deviation, noise, trainingSeconds, seed);
    }

    /** Return these settings with another noise. */
    public TrialSettings withNoise(double factor) {
        return new TrialSettings(machines, spread, factor, trainingSeconds, seed);
    }

    /** Return these settings with another time for the black box. */
    public TrialSettings withTrainingSeconds(double seconds) {
        return new TrialSettings(machines, spread, noise, seconds, seed);
    }

    /** Return these settings with another seed. */
    public TrialSettings withSeed(long value) {
        return new TrialSettings(machines, spread, noise, trainingSeconds, value);
    }
}
