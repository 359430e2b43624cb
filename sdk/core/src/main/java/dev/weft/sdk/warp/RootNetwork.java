package dev.weft.sdk.warp;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Write the root network as expressions of its weights and inputs: h_0 = inputs, h_l = σ(W_l h_{l−1} + b_l), output =
 * final(W h + b); the second half of the outputs, where there is one, becomes a standard deviation, softplus(z) + 1e-4.
 *
 * <p>θ is laid out layer by layer: W [out×in] row-major, then b [out]. Inputs: τ; sin(2^j πτ), cos(2^j πτ); the last
 * observation; the inputs of the model. A kernel evaluates it with other weights in every lane, and its derivative comes
 * from the same expressions.
 *
 * <p>Immutable and thread-safe. W weights make about 2W operations, 5W with the derivative.
 */
public final class RootNetwork {
    private final List<Expr> weights;
    private final List<Expr> inputs;
    private final List<Expr> constants;
    private final List<Expr> outputs;

    /** Write the network of a model. */
    public RootNetwork(WarpSettings settings) {
        weights = symbols("theta", settings.rootWeights());
        inputs = symbols("input", settings.rootInputs());
        boolean learned = settings.root().finalActivation() instanceof FinalActivation.DynamicTanh;
        constants = symbols("constant", learned ? 4 * settings.predicted().size() : 0);
        List<Expr> last = layers(settings);
        int count = settings.predicted().size();
        List<Expr> results = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            results.add(
                    i < count
                            ? bent(last.get(i), i, settings.root().finalActivation())
                            : Activation.softplus(last.get(i)).plus(Expr.constant(WarpSettings.LEAST_DEVIATION)));
        }
        outputs = List.copyOf(results);
    }

    private List<Expr> layers(WarpSettings settings) {
        double limit = settings.weightLimit();
        List<Expr> seen = weights.stream().map(w -> limited(w, limit)).toList();
        return NetworkLayers.of(settings.rootWidths(), settings.root().activation(), seen, inputs);
    }

    private static Expr limited(Expr weight, double limit) {
        return Double.isInfinite(limit)
                ? weight
                : weight.max(Expr.constant(-limit)).min(Expr.constant(limit));
    }

    private Expr bent(Expr z, int output, FinalActivation last) {
        if (last instanceof FinalActivation.Clip clip) {
            return z.max(Expr.constant(-clip.limit())).min(Expr.constant(clip.limit()));
        }
        if (last instanceof FinalActivation.DynamicTanh) {
            Expr a = constants.get(4 * output);
            Expr b = constants.get(4 * output + 1);
            Expr alpha = constants.get(4 * output + 2);
            Expr beta = constants.get(4 * output + 3);
            return alpha.times(z.minus(b).over(a).tanh()).plus(beta);
        }
        return z;
    }

    private static List<Expr> symbols(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> Expr.symbol(name + i)).toList();
    }

    /** Return the weights θ in order. */
    public List<Expr> weights() {
        return weights;
    }

    /** Return the inputs: τ, its encoding, the last observation, the inputs of the model. */
    public List<Expr> inputs() {
        return inputs;
    }

    /** Return what is learned beside θ and shared by all lanes: a, b, α, β of each output, or nothing. */
    public List<Expr> constants() {
        return constants;
    }

    /** Return the outputs: predictions, then standard deviations where there are such. */
    public List<Expr> outputs() {
        return outputs;
    }
}
