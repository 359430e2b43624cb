package dev.weft.twins.guard;

/**
 * Set what a twin may learn from.
 *
 * @param outlierSurprise a reading whose normalised innovation squared exceeds this, per measured output, is an
 *     outlier; 16 is four standard deviations
 * @param trustRegion the furthest a parameter's coordinate may move at one reading, &gt; 0
 * @param stuckAfter so many exactly equal readings in a row make a sensor suspect, &gt;= 2
 * @param stuckDistance a suspect sensor is stuck if the model without it is so many standard deviations away, &gt; 0
 * @param reopenAfter so many outliers in a row mean that the machine has changed, &gt;= 2
 * @param doubt with each of the first five outliers in a row the standard deviation of the state grows by this factor, &gt;= 1: a twin
 *     that learns nothing is less and less sure, so that a small error of its own does not lock it out
 * @param forgetAfter after a gap of so many usual intervals the state is taken as unknown again, &gt; 1
 */
public record Policy(
        double outlierSurprise,
        double trustRegion,
        int stuckAfter,
        double stuckDistance,
        int reopenAfter,
        double doubt,
        double forgetAfter) {
    /** Check the bounds. */
    public Policy {
        if (!(outlierSurprise > 0) || !(trustRegion > 0) || !(stuckDistance > 0) || !(forgetAfter > 1)) {
            throw new IllegalArgumentException("policy: outlierSurprise = " + outlierSurprise + ", trustRegion = "
                    + trustRegion + ", stuckDistance = " + stuckDistance + ", forgetAfter = " + forgetAfter
                    + ", expected the first three > 0, the last > 1");
        }
        if (!(doubt >= 1) || Double.isInfinite(doubt)) {
            throw new IllegalArgumentException("policy: doubt = " + doubt + ", expected a finite number >= 1");
        }
        if (stuckAfter < 2 || reopenAfter < 2) {
            throw new IllegalArgumentException(
                    "policy: stuckAfter = " + stuckAfter + ", reopenAfter = " + reopenAfter + ", expected both >= 2");
        }
    }

    /** Return the policy for machines of which nothing special is known. */
    public static Policy standard() {
        return new Policy(16, 0.25, 5, 3, 25, 1.25, 100);
    }

    /** Return this policy with another outlier limit. */
    public Policy withOutlierSurprise(double value) {
        return new Policy(value, trustRegion, stuckAfter, stuckDistance, reopenAfter, doubt, forgetAfter);
    }

    /** Return this policy with another trust region. */
    public Policy withTrustRegion(double value) {
        return new Policy(outlierSurprise, value, stuckAfter, stuckDistance, reopenAfter, doubt, forgetAfter);
    }

    /** Return this policy with another number of outliers in a row that mean a change. */
    public Policy withReopenAfter(int value) {
        return new Policy(outlierSurprise, trustRegion, stuckAfter, stuckDistance, value, doubt, forgetAfter);
    }
}
