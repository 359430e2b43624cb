package dev.weft.twins.health;

/**
 * Say what one thing adds to a forecast.
 *
 * @param kind what it is
 * @param name name of the parameter, state or input; of a network's weights together "residual"
 * @param value what it is now, in its unit; NaN for a network
 * @param reference what it is compared with
 * @param effect what it adds to the expected output, in the output's unit
 * @param share its share of the forecast's variance, as far as weights are uncertain; 0 for inputs. Shares of weights that are
 *     known together rather than alone may be negative
 */
public record Contribution(Kind kind, String name, double value, double reference, double effect, double share) {
    /** List what contributes. */
    public enum Kind {
        PARAMETER,
        STATE,
        INPUT,
        RESIDUAL
    }
}
