package dev.weft.sdk.calibration;

import dev.weft.priors.Parameter;
import dev.weft.solvers.estimation.Coordinate;
import java.util.Optional;

/**
 * Say what is known of a parameter before any data: a normal distribution.
 *
 * @param value mean, in the parameter's unit
 * @param standardDeviation in the parameter's unit, &gt; 0
 */
public record Beforehand(double value, double standardDeviation) {
    /**
     * Check the standard deviation.
     *
     * @throws IllegalArgumentException if it is not positive and finite, or the value is not finite
     */
    public Beforehand {
        if (!Double.isFinite(value) || !(standardDeviation > 0) || Double.isInfinite(standardDeviation)) {
            throw new IllegalArgumentException("known beforehand = " + value + " ± " + standardDeviation
                    + ", expected finite numbers, the second > 0");
        }
    }

    /** Return what the prior itself says of a parameter; empty if nothing. */
    static Optional<Beforehand> declared(Parameter parameter) {
        return parameter.standardDeviation().stream()
                .mapToObj(sd -> new Beforehand(parameter.nominal(), sd))
                .findFirst();
    }

    /** Return the standard deviation in the parameter's coordinate, to first order: σ / (dp/dz). */
    double spread(Coordinate coordinate) {
        return standardDeviation / coordinate.derivative(coordinate.toCoordinate(value));
    }
}
