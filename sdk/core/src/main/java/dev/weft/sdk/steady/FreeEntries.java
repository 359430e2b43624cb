package dev.weft.sdk.steady;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.weights.WeightScaling;
import dev.weft.sdk.weights.WeightStructure;
import java.util.ArrayList;
import java.util.List;

/**
 * Number the entries of B that are free, and scale them to order one: a weight in units of its {@link WeightScaling}, by a
 * surprise in units of the sensor's noise.
 */
final class FreeEntries {
    private final List<int[]> entries = new ArrayList<>();
    private final List<Double> units = new ArrayList<>();
    private final int d;
    private final int q;

    /** Take what an output tells of and the model does not hold for certain. */
    FreeEntries(PhysicsModel model) {
        this.d = model.layout().size();
        this.q = model.prior().outputs().size();
        WeightStructure structure = WeightStructure.of(model.prior());
        WeightScaling scaling = WeightScaling.of(model.prior());
        for (int i = 0; i < d; i++) {
            boolean certain =
                    i < model.layout().parameterCount() && model.start().standardDeviation(i) == 0;
            for (int k = 0; k < q; k++) {
                if (!certain && structure.learns(i, k)) {
                    entries.add(new int[] {i, k});
                    units.add(scaling.scale(i) / model.noise().measurement(k));
                }
            }
        }
    }

    int count() {
        return entries.size();
    }

    /** Return B [D×Q], row-major, of scaled entries [U]. */
    double[] gain(double[] scaled) {
        double[] gain = new double[d * q];
        for (int u = 0; u < scaled.length; u++) {
            gain[entries.get(u)[0] * q + entries.get(u)[1]] = scaled[u] * units.get(u);
        }
        return gain;
    }

    /** Return the scaled entries [U] of B [D×Q]. */
    double[] scaled(double[] gain) {
        double[] scaled = new double[entries.size()];
        for (int u = 0; u < scaled.length; u++) {
            scaled[u] = gain[entries.get(u)[0] * q + entries.get(u)[1]] / units.get(u);
        }
        return scaled;
    }

    /** Add ∂(B e)/∂b of output k to the slopes [D×U]. */
    void addSlopes(double[] slopes, int k, double surprise) {
        for (int u = 0; u < entries.size(); u++) {
            if (entries.get(u)[1] == k) {
                slopes[entries.get(u)[0] * entries.size() + u] += units.get(u) * surprise;
            }
        }
    }
}
