package dev.weft.sdk.validation;

/**
 * Report how well one parameter comes back from records of machines of which it is known.
 *
 * <p>Differences are in the parameter's coordinate, so about relative: 0.01 is one per cent.
 *
 * @param name the parameter
 * @param unit its unit
 * @param told share of the machines whose data tell it
 * @param bias mean of estimate minus truth, over those
 * @param error root mean square of estimate minus truth
 * @param claimed root mean square of the standard deviation that the fit claims
 * @param covered share of the 95 % intervals that hold the truth
 * @param machines how many machines these figures are of: those whose data tell it
 */
public record ParameterRecovery(
        String name,
        String unit,
        double told,
        double bias,
        double error,
        double claimed,
        double covered,
        int machines) {
    /** Return |bias| over its standard error, which is estimated from the machines. NaN of fewer than two. */
    public double biasScore() {
        double scatter = Math.sqrt(Math.max(0, error * error - bias * bias) / (machines - 1));
        return machines < 2 ? Double.NaN : Math.abs(bias) / scatter;
    }
}
