package dev.weft.sdk.steady;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.weights.WeightStructure;
import org.ejml.data.DMatrixRMaj;

/**
 * Hold a physics model with a constant gain: θ_t = F_Δt(θ_{t−1}, u) + B (y_t − ŷ_t), ŷ = D(θ, u), F and D by the model's
 * prior.
 *
 * <p>It is the innovations form of L. Ljung, "System Identification: Theory for the User", 2nd edition, 1999, section 4.3.
 * Immutable and thread-safe.
 */
public final class SteadyModel {
    private final PhysicsModel physics;
    private final DMatrixRMaj gain;

    /**
     * Put a model together.
     *
     * @param physics prior, start and noise
     * @param gain B [D×Q]. Copied
     * @throws IllegalArgumentException if the shape does not fit, an entry is not finite, or one is not zero where the
     *     output tells nothing of the weight
     */
    public SteadyModel(PhysicsModel physics, DMatrixRMaj gain) {
        int d = physics.layout().size();
        int q = physics.prior().outputs().size();
        if (gain.numRows != d || gain.numCols != q) {
            throw new IllegalArgumentException(
                    "gain = " + gain.numRows + "×" + gain.numCols + ", expected " + d + "×" + q);
        }
        WeightStructure structure = WeightStructure.of(physics.prior());
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < q; k++) {
                boolean free = structure.learns(i, k);
                double entry = gain.get(i, k);
                if (!Double.isFinite(entry) || (!free && entry != 0)) {
                    throw new IllegalArgumentException("gain of "
                            + physics.layout().slots().get(i).path() + " by output "
                            + physics.prior().outputs().get(k).name() + " = " + entry + ", expected "
                            + (free ? "a finite number" : "0: the output does not depend on it"));
                }
            }
        }
        this.physics = physics;
        this.gain = gain.copy();
    }

    /** Return prior, start and noise. */
    public PhysicsModel physics() {
        return physics;
    }

    /** Return B [D×Q], a copy. */
    public DMatrixRMaj gain() {
        return gain.copy();
    }

    /** Return by how much a reading of output {@code k} that is one unit above what was expected moves weight {@code i}. */
    public double gain(int i, int k) {
        return gain.get(i, k);
    }
}
