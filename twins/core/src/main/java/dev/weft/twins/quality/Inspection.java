package dev.weft.twins.quality;

import java.util.List;
import java.util.Optional;

/**
 * Tell what a gate made of a reading. Arrays are shared, not copied.
 *
 * <p>Compared by identity.
 */
public final class Inspection {
    private final double[] inputs;
    private final double[] outputs;
    private final Optional<Defect> refused;
    private final List<SignalFinding> findings;

    Inspection(double[] inputs, double[] outputs, Optional<Defect> refused, List<SignalFinding> findings) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.refused = refused;
        this.findings = List.copyOf(findings);
    }

    /** Return the inputs to use, NaN where there is none [K]. */
    public double[] inputs() {
        return inputs;
    }

    /** Return the outputs to learn from, NaN where there is none [Q]. */
    public double[] outputs() {
        return outputs;
    }

    /** Return why the reading is refused as a whole; empty if it is not. */
    public Optional<Defect> refused() {
        return refused;
    }

    /** Return everything that was not as it should be. */
    public List<SignalFinding> findings() {
        return findings;
    }
}
