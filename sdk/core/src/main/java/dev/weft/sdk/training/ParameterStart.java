package dev.weft.sdk.training;

import dev.weft.sdk.warp.FinalActivation;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.WarpSettings;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Choose the parameters that training begins with: A = I (Λ = 0), B = 0, first tap of the convolution I, φ a small
 * change of a root network that is itself well begun.
 *
 * <p>So every series begins as a root network with weights U(−√(6/(in + out)), √(6/(in + out))), biases 0: the last bias
 * of φ, or the free θ_0, holds it. Layers of φ are drawn likewise, the last one a tenth of it. V of a low-rank
 * transition is N(0, 1/D), U is 0.
 *
 * <p>Source of the scale: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks", 2010, equation 16.
 */
final class ParameterStart {
    /** How much the first observation moves θ_0 at first. */
    private static final double LAST_LAYER = 0.1;

    private final WarpSettings settings;
    private final ParameterLayout layout;
    private final RandomGenerator random;
    private final double[] parameters;

    private ParameterStart(WarpSettings settings, long seed) {
        this.settings = settings;
        this.layout = ParameterLayout.of(settings);
        this.random = new SplittableRandom(seed);
        this.parameters = new double[layout.size()];
    }

    /** Return the parameters [P] in the order of the layout. */
    static double[] of(WarpSettings settings, long seed) {
        ParameterStart start = new ParameterStart(settings, seed);
        start.transition();
        start.convolution();
        start.initial();
        start.finalActivation();
        return start.parameters;
    }

    private void transition() {
        int d = settings.weights();
        double[] numbers = settings.transition().start(d, random).parameters();
        System.arraycopy(numbers, 0, parameters, 0, numbers.length);
    }

    private void convolution() {
        layout.find("input.convolution").ifPresent(segment -> {
            int w = settings.drivers();
            for (int c = 0; c < w; c++) {
                parameters[segment.offset() + c * w + c] = 1;
            }
        });
    }

    private void initial() {
        if (settings.initial().free()) {
            root(layout.segment("initial.theta").offset());
            return;
        }
        int last = settings.initial().hidden().size();
        for (int l = 0; l <= last; l++) {
            ParameterLayout.Segment weight = layout.segment("initial.layer" + l + ".weight");
            glorot(weight.offset(), weight.shape().get(1), weight.shape().get(0), l == last ? LAST_LAYER : 1);
        }
        root(layout.segment("initial.layer" + last + ".bias").offset());
    }

    private void root(int offset) {
        List<Integer> widths = settings.rootWidths();
        int at = offset;
        for (int l = 1; l < widths.size(); l++) {
            glorot(at, widths.get(l - 1), widths.get(l), 1);
            at += (widths.get(l - 1) + 1) * widths.get(l);
        }
    }

    private void glorot(int offset, int in, int out, double factor) {
        double bound = factor * Math.sqrt(6.0 / (in + out));
        for (int i = 0; i < in * out; i++) {
            parameters[offset + i] = random.nextDouble(-bound, bound);
        }
    }

    private void finalActivation() {
        if (settings.root().finalActivation() instanceof FinalActivation.DynamicTanh) {
            int at = layout.segment("root.final").offset();
            for (int c = 0; c < settings.predicted().size(); c++, at += 4) {
                parameters[at] = 1;
                parameters[at + 2] = 1;
            }
        }
    }

    /** Tell which parameters weight decay applies to: weights of φ, B, the convolution, U and V. */
    static boolean[] decays(ParameterLayout layout) {
        boolean[] decays = new boolean[layout.size()];
        for (ParameterLayout.Segment segment : layout.segments()) {
            String name = segment.name();
            boolean decay = name.endsWith(".weight")
                    || name.startsWith("input.")
                    || name.equals("transition.U")
                    || name.equals("transition.V");
            Arrays.fill(decays, segment.offset(), segment.end(), decay);
        }
        return decays;
    }
}
