package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import java.util.List;

/** Lends the simulated oscillator to tests in other packages. */
public final class OscillatorReadings {
    private OscillatorReadings() {}

    /** Returns {@code count} readings with the prior's sensor noise. */
    public static List<Reading> of(int count, long seed) {
        return Oscillator.readings(count, seed);
    }

    /** Returns a model that is as sure of every parameter, of a stiffness that is not the machine's. */
    public static PhysicsModel surely(double deviation) {
        return Oscillator.surely(deviation);
    }

    /** Returns the usual model. */
    public static PhysicsModel model() {
        return Oscillator.model();
    }
}
