package dev.weft.sdk.model;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;

/**
 * Hold how far the world strays from the equations: sensors, states and parameters.
 *
 * <p>Over an interval Δt a state gains the variance {@code state²·Δt}, the coordinate of a parameter that ages {@code
 * drift²·Δt}; a reading has the variance {@code measurement²}. Immutable.
 */
public final class NoiseModel {
    /** How far a parameter's coordinate is expected to wander from one reading to the next, if nothing else is known. */
    public static final double DRIFT_PER_READING = 1e-3;

    private final double[] measurement;
    private final double[] state;
    private final double drift;

    /**
     * Build a noise model; arrays are copied.
     *
     * @param measurement standard deviation of a reading of each output [Q], &gt; 0
     * @param state standard deviation each state gains in one second, in its unit per √s [N], &gt;= 0
     * @param drift standard deviation a parameter's coordinate gains in one second, per √s, &gt;= 0
     * @throws IllegalArgumentException if a value is outside these bounds
     */
    public NoiseModel(double[] measurement, double[] state, double drift) {
        requireAtLeast("measurement noise", Double.MIN_VALUE, measurement);
        requireAtLeast("state noise", 0, state);
        requireAtLeast("drift", 0, drift);
        this.measurement = measurement.clone();
        this.state = state.clone();
        this.drift = drift;
    }

    private static void requireAtLeast(String what, double least, double... values) {
        for (double value : values) {
            if (!(value >= least) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(what + " = " + value + ", expected a finite number >= " + least);
            }
        }
    }

    /** Return what to assume before any data were seen: the prior's sensors, and states that gain 1 ‰ of their spread. */
    public static NoiseModel nominal(PhysicsPrior prior, double samplingInterval) {
        double second = Math.sqrt(samplingInterval);
        return new NoiseModel(
                prior.outputs().stream().mapToDouble(Output::noise).toArray(),
                prior.states().stream()
                        .mapToDouble(State::spread)
                        .map(s -> 1e-3 * s / second)
                        .toArray(),
                DRIFT_PER_READING / second);
    }

    /** Return the standard deviation of a reading of output {@code k}. */
    public double measurement(int k) {
        return measurement[k];
    }

    /** Return the standard deviation state {@code i} gains in one second. */
    public double state(int i) {
        return state[i];
    }

    /** Return the standard deviation a parameter's coordinate gains in one second. */
    public double drift() {
        return drift;
    }

    /** Return this model with another drift. */
    public NoiseModel withDrift(double perRootSecond) {
        return new NoiseModel(measurement, state, perRootSecond);
    }

    /**
     * Return this model with another amount of everything.
     *
     * @param sensors factor on the standard deviation of each output [Q], &gt; 0
     * @param machine factor on those of the states and on the drift, &gt;= 0
     * @throws IllegalArgumentException if there is not one factor an output, or a product is outside the bounds
     */
    public NoiseModel scaled(double[] sensors, double machine) {
        if (sensors.length != measurement.length) {
            throw new IllegalArgumentException(
                    "factors = " + sensors.length + ", expected " + measurement.length + ", one an output");
        }
        double[] readings = measurement.clone();
        double[] states = state.clone();
        for (int k = 0; k < readings.length; k++) {
            readings[k] *= sensors[k];
        }
        for (int i = 0; i < states.length; i++) {
            states[i] *= machine;
        }
        return new NoiseModel(readings, states, machine * drift);
    }

    double[] measurements() {
        return measurement.clone();
    }

    double[] states() {
        return state.clone();
    }
}
