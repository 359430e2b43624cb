package dev.weft.sdk.calibration;

import java.util.List;

/**
 * Report the 95 % interval of a parameter that its profile gives: all values at which the others can still be chosen so
 * that the data are met nearly as well.
 *
 * @param parameter its name
 * @param unit its unit symbol
 * @param lower lower end; the lower bound of the parameter where the data set none
 * @param upper upper end; the upper bound of the parameter where the data set none
 * @param lowerOpen whether the data set no lower end
 * @param upperOpen whether the data set no upper end
 * @param points the profile, ascending
 */
public record ProfileInterval(
        String parameter,
        String unit,
        double lower,
        double upper,
        boolean lowerOpen,
        boolean upperOpen,
        List<Point> points) {
    /** Copy the list. */
    public ProfileInterval {
        points = List.copyOf(points);
    }

    /**
     * Tell one point of a profile.
     *
     * @param value of the parameter, in its unit
     * @param rise by how much χ² is higher than at the minimum, the other unknowns at their best; 3.84 at the ends
     */
    public record Point(double value, double rise) {}
}
