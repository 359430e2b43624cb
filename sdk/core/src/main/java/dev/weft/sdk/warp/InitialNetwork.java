package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.ArrayKernel;
import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Compute θ_0 = φ(w_0) for a batch and differentiate it: layers W h + b with one activation between them, or free weights.
 *
 * <p>Columns are the lanes: H_l [out×N] = W_l H_{l−1} + b_l. Shared by all threads between two calls of {@link #load}.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
final class InitialNetwork<A> {
    private final RealArrays<A> arrays;
    private final List<Layer<A>> layers = new ArrayList<>();
    private final int size;
    private final ArrayKernel<A> activation;
    private final ArrayKernel<A> slope;

    /** W [out×in] and b [out] and where they lie among the parameters; W is absent (in = 0) where weights are free. */
    private record Layer<A>(int in, int out, int weightOffset, int biasOffset, A weight, A bias) {}

    InitialNetwork(RealArrays<A> arrays, WarpSettings settings, ParameterLayout layout) {
        this.arrays = arrays;
        this.size = settings.weights();
        if (settings.initial().free()) {
            int at = layout.segment("initial.theta").offset();
            layers.add(new Layer<>(0, size, at, at, arrays.allocate(0), arrays.allocate(size)));
        } else {
            for (int l = 0; layout.find(name(l, "weight")).isPresent(); l++) {
                ParameterLayout.Segment weight = layout.segment(name(l, "weight"));
                int out = weight.shape().get(0);
                int in = weight.shape().get(1);
                int bias = layout.segment(name(l, "bias")).offset();
                layers.add(
                        new Layer<>(in, out, weight.offset(), bias, arrays.allocate(in * out), arrays.allocate(out)));
            }
        }
        Expr z = Expr.symbol("z");
        Expr change = Expr.symbol("change");
        Expr value = settings.initial().activation().of(z);
        activation = arrays.compile(List.of(value), List.of(z), List.of());
        slope = arrays.compile(List.of(Derivative.of(value, z).times(change)), List.of(z, change), List.of());
    }

    static String name(int layer, String part) {
        return "initial.layer" + layer + "." + part;
    }

    void load(double[] parameters) {
        for (Layer<A> layer : layers) {
            arrays.fromDoubles(parameters, layer.weightOffset, layer.weight, 0, layer.in * layer.out);
            arrays.fromDoubles(parameters, layer.biasOffset, layer.bias, 0, layer.out);
        }
    }

    Pass pass(int lanes) {
        return new Pass(lanes);
    }

    /** One batch on its way through φ and back; for one thread. */
    final class Pass {
        private final int lanes;
        private final List<A> inputs = new ArrayList<>();
        private final List<A> sums = new ArrayList<>();
        private final List<A> adjoints = new ArrayList<>();
        private final A activationScratch = activation.newScratch();
        private final A slopeScratch = slope.newScratch();
        private final A none = arrays.allocate(0);

        Pass(int lanes) {
            this.lanes = lanes;
            for (Layer<A> layer : layers) {
                inputs.add(arrays.allocate(layer.in * lanes));
                sums.add(arrays.allocate(layer.out * lanes));
                adjoints.add(arrays.allocate(layer.out * lanes));
            }
        }

        /** Return where w_0 [Dw×N] belongs. */
        A input() {
            return inputs.get(0);
        }

        /** Compute and return θ_0 [D×N]. */
        A forward() {
            for (int l = 0; l < layers.size(); l++) {
                Layer<A> layer = layers.get(l);
                A sum = sums.get(l);
                for (int o = 0; o < layer.out; o++) {
                    arrays.fill(sum, o * lanes, (o + 1) * lanes, arrays.get(layer.bias, o));
                }
                if (layer.in > 0) {
                    arrays.multiply(
                            layer.out,
                            lanes,
                            layer.in,
                            1,
                            layer.weight,
                            0,
                            layer.in,
                            false,
                            inputs.get(l),
                            0,
                            lanes,
                            false,
                            1,
                            sum,
                            0,
                            lanes);
                }
                if (l + 1 < layers.size()) {
                    activation.evaluate(
                            planes(sum), none, planes(inputs.get(l + 1)), 0, layer.out * lanes, activationScratch);
                }
            }
            return sums.get(layers.size() - 1);
        }

        /** Return where ∂L/∂θ_0 [D×N] belongs. */
        A adjoint() {
            return adjoints.get(layers.size() - 1);
        }

        /** Add ∂L/∂parameters. */
        void backward(double[] gradient) {
            for (int l = layers.size() - 1; l >= 0; l--) {
                Layer<A> layer = layers.get(l);
                A adjoint = adjoints.get(l);
                for (int o = 0; o < layer.out; o++) {
                    gradient[layer.biasOffset + o] += arrays.sum(adjoint, o * lanes, lanes);
                }
                if (layer.in > 0) {
                    A product = arrays.allocate(layer.in * layer.out);
                    arrays.multiply(
                            layer.out,
                            layer.in,
                            lanes,
                            1,
                            adjoint,
                            0,
                            lanes,
                            false,
                            inputs.get(l),
                            0,
                            lanes,
                            true,
                            0,
                            product,
                            0,
                            layer.in);
                    arrays.addToDoubles(product, 0, gradient, layer.weightOffset, layer.in * layer.out);
                }
                if (l > 0) {
                    A before = adjoints.get(l - 1);
                    arrays.multiply(
                            layer.in,
                            lanes,
                            layer.out,
                            1,
                            layer.weight,
                            0,
                            layer.in,
                            true,
                            adjoint,
                            0,
                            lanes,
                            false,
                            0,
                            before,
                            0,
                            lanes);
                    A[] in = arrays.allocatePlanes(2, 0);
                    in[0] = sums.get(l - 1);
                    in[1] = before;
                    slope.evaluate(in, none, planes(before), 0, layer.in * lanes, slopeScratch);
                }
            }
        }

        private A[] planes(A array) {
            A[] planes = arrays.allocatePlanes(1, 0);
            planes[0] = array;
            return planes;
        }
    }
}
