package dev.weft.sdk.warp;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Write a network as expressions of its weights and inputs: h_0 = inputs, h_l = σ(W_l h_{l−1} + b_l), output = W h + b.
 *
 * <p>Weights are laid out layer by layer: W [out×in] row-major, then b [out].
 */
public final class NetworkLayers {
    private NetworkLayers() {}

    /** Return how many weights a network of these widths has, biases included. */
    public static int weights(List<Integer> widths) {
        int count = 0;
        for (int l = 1; l < widths.size(); l++) {
            count += (widths.get(l - 1) + 1) * widths.get(l);
        }
        return count;
    }

    /**
     * Write the outputs.
     *
     * @param widths of all layers, from the inputs to the outputs, at least two
     * @param activation σ, what follows each layer but the last
     * @param weights all of them, in order
     * @param inputs as many as the first width
     * @throws IllegalArgumentException if there are fewer widths, or another number of weights or inputs
     */
    public static List<Expr> of(List<Integer> widths, Activation activation, List<Expr> weights, List<Expr> inputs) {
        if (widths.size() < 2 || weights.size() != weights(widths) || inputs.size() != widths.get(0)) {
            throw new IllegalArgumentException("widths of a network = " + widths + ", weights = " + weights.size()
                    + ", inputs = " + inputs.size() + ", expected at least two widths, " + weights(widths)
                    + " weights and as many inputs as the first width");
        }
        List<Expr> values = inputs;
        int at = 0;
        for (int l = 1; l < widths.size(); l++) {
            int in = widths.get(l - 1);
            int out = widths.get(l);
            List<Expr> next = new ArrayList<>(out);
            for (int o = 0; o < out; o++) {
                Expr sum = weights.get(at + in * out + o);
                for (int i = 0; i < in; i++) {
                    sum = weights.get(at + o * in + i).times(values.get(i)).plus(sum);
                }
                next.add(l < widths.size() - 1 ? activation.of(sum) : sum);
            }
            at += (in + 1) * out;
            values = next;
        }
        return values;
    }
}
