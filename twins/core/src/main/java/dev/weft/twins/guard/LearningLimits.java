package dev.weft.twins.guard;

/**
 * Set what a twin may learn from, and how far a reading or a day may move it.
 *
 * @param outlierSurprise a reading whose normalised innovation squared exceeds this, per measured output, is an
 *     outlier; 16 is four standard deviations
 * @param trustRegion the furthest a parameter's coordinate may move at one reading, &gt; 0
 * @param dailyRegion the furthest it may move in a day of the machine's clock, &gt; 0, and three of the standard deviations it
 *     had when the day began: what nobody knew yet is free to settle
 * @param stuckAfter so many exactly equal readings in a row make a sensor suspect, &gt;= 2
 * @param stuckDistance a suspect sensor is stuck if the model without it is so many standard deviations away, &gt; 0
 * @param reopenAfter so many outliers in a row mean that the machine has changed, &gt;= 2
 * @param doubt with each of the first five outliers in a row the standard deviation of the state grows by this factor, &gt;= 1: a twin
 *     that learns nothing is less and less sure, so that a small error of its own does not lock it out
 * @param forgetAfter after a gap of so many usual intervals the state is taken as unknown again, &gt; 1
 */
public record LearningLimits(
        double outlierSurprise,
        double trustRegion,
        double dailyRegion,
        int stuckAfter,
        double stuckDistance,
        int reopenAfter,
        double doubt,
        double forgetAfter) {
    /** Check the bounds. */
    public LearningLimits {
        if (!(outlierSurprise > 0) || !(trustRegion > 0) || !(dailyRegion > 0) || !(stuckDistance > 0)) {
            throw new IllegalArgumentException("outlierSurprise = " + outlierSurprise + ", trustRegion = " + trustRegion
                    + ", dailyRegion = " + dailyRegion + ", stuckDistance = " + stuckDistance + ", expected each > 0");
        }
        if (!(forgetAfter > 1)) {
            throw new IllegalArgumentException(
                    "forgetAfter = " + forgetAfter + ", expected more than 1 usual interval");
        }
        if (!(doubt >= 1) || Double.isInfinite(doubt)) {
            throw new IllegalArgumentException("doubt = " + doubt + ", expected a finite number >= 1");
        }
        if (stuckAfter < 2 || reopenAfter < 2) {
            throw new IllegalArgumentException(
                    "stuckAfter = " + stuckAfter + ", reopenAfter = " + reopenAfter + ", expected both >= 2");
        }
    }

    /** Return the limits for machines of which nothing special is known. */
    public static LearningLimits standard() {
        return new LearningLimits(16, 0.25, 0.5, 5, 3, 25, 1.25, 100);
    }

    /** Return these limits with another surprise that makes an outlier. */
    public LearningLimits withOutlierSurprise(double value) {
        return new LearningLimits(
                value, trustRegion, dailyRegion, stuckAfter, stuckDistance, reopenAfter, doubt, forgetAfter);
    }

    /** Return these limits with another trust region of a reading. */
    public LearningLimits withTrustRegion(double value) {
        return new LearningLimits(
                outlierSurprise, value, dailyRegion, stuckAfter, stuckDistance, reopenAfter, doubt, forgetAfter);
    }

    /** Return these limits with another trust region of a day. */
    public LearningLimits withDailyRegion(double value) {
        return new LearningLimits(
                outlierSurprise, trustRegion, value, stuckAfter, stuckDistance, reopenAfter, doubt, forgetAfter);
    }

    /** Return these limits with another number of outliers in a row that mean a change. */
    public LearningLimits withReopenAfter(int value) {
        return new LearningLimits(
                outlierSurprise, trustRegion, dailyRegion, stuckAfter, stuckDistance, value, doubt, forgetAfter);
    }
}
