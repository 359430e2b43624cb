package dev.weft.sdk.weights;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import java.util.Arrays;

/**
 * Scale a prior's weights to order one, and back: s_i = (θ_i − center_i) / scale_i.
 *
 * <p>Coordinates of parameters are of order one already, about relative: their center is the nominal value, their scale 1. A
 * state counts from where it usually starts, in units of its spread. Immutable and thread-safe.
 */
public final class WeightScaling {
    private final double[] centers;
    private final double[] scales;

    private WeightScaling(double[] centers, double[] scales) {
        this.centers = centers;
        this.scales = scales;
    }

    /** Return the scaling of a prior's weights. */
    public static WeightScaling of(PhysicsPrior prior) {
        WeightLayout layout = WeightLayout.of(prior);
        int m = layout.parameterCount();
        double[] values = new double[layout.size()];
        double[] scales = new double[layout.size()];
        Arrays.fill(scales, 1);
        for (int j = 0; j < m; j++) {
            values[j] = prior.parameters().get(j).nominal();
        }
        for (int i = 0; i < layout.stateCount(); i++) {
            State state = prior.states().get(i);
            values[m + i] = state.start();
            scales[m + i] = state.spread();
        }
        return new WeightScaling(layout.toWeights(values), scales);
    }

    /** Return θ_i where its scaled value is 0. */
    public double center(int weight) {
        return centers[weight];
    }

    /** Return how far θ_i moves when its scaled value moves by 1; &gt; 0. */
    public double scale(int weight) {
        return scales[weight];
    }

    /**
     * Return the scaled weights [D].
     *
     * @param theta weights [D]. Not modified
     */
    public double[] toOrderOne(double[] theta) {
        double[] scaled = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            scaled[i] = (theta[i] - centers[i]) / scales[i];
        }
        return scaled;
    }

    /**
     * Return the weights [D] of scaled ones.
     *
     * @param scaled [D]. Not modified
     */
    public double[] toWeights(double[] scaled) {
        double[] theta = new double[scaled.length];
        for (int i = 0; i < scaled.length; i++) {
            theta[i] = centers[i] + scales[i] * scaled[i];
        }
        return theta;
    }
}
