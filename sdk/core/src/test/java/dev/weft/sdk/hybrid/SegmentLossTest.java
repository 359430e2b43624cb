package dev.weft.sdk.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.residual.ResidualInput;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.residual.ResidualTarget;
import dev.weft.sdk.residual.ResidualTarget.Kind;
import dev.weft.sdk.warp.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentLossTest {
    private static final ResidualNetwork NETWORK = new ResidualNetwork(
            List.of(3),
            Activation.TANH,
            List.of(
                    new ResidualInput("position", 0, 0.03),
                    new ResidualInput("velocity", 0, 1),
                    new ResidualInput("force", 0, 12)),
            List.of(new ResidualTarget(Kind.STATE, "velocity", 40), new ResidualTarget(Kind.OUTPUT, "position", 0.01)));
    private static final double[] SIZES = {0.5, 20};

    private final ResidualPrior prior = ResidualPrior.of(new MassSpringDamper(), NETWORK);
    private final double[] parameters = parameters();
    private final Segment segment = Segment.whole(Springs.hardening(3, 40), new double[] {0.02, 0.1});

    private static double[] parameters() {
        double[] weights =
                new Random(2).doubles(NETWORK.weightCount(), -0.5, 0.5).toArray();
        return Vectors.concat(new double[] {0.25, 400, 0.6}, weights);
    }

    private SegmentLoss loss(double penalty, double threshold) {
        return new SegmentLoss(prior, new double[] {0.01, 0.1}, SIZES, penalty, threshold);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, Double.POSITIVE_INFINITY})
    void slopesAreThoseOfTheLoss(double threshold) {
        SegmentLoss loss = loss(0.3, threshold);
        segment.state()[0] = 0.03;
        SegmentLoss.Slopes slopes = loss.slopes(parameters, segment, true);
        int w = NETWORK.weightCount();
        assertThat(slopes.curvature().numRows).isEqualTo(w + 2);
        for (int i = 0; i < w + 2; i++) {
            double[] values = i < w ? parameters : segment.state();
            int at = i < w ? parameters.length - w + i : i - w;
            double h = 1e-5;
            double before = values[at];
            values[at] = before + h;
            double above = loss.slopes(parameters, segment, false).loss();
            values[at] = before - h;
            double below = loss.slopes(parameters, segment, false).loss();
            values[at] = before;
            double slope = (above - below) / (2 * h);
            double found = i < w ? slopes.weights()[i] : slopes.start()[i - w];
            // The integrator is good to 1e-8 of the loss, divided by h; the third derivative adds h² of it.
            assertThat(found).isCloseTo(slope, within(1e-5 * Math.max(Math.abs(slope), slopes.loss())));
        }
    }

    @Test
    void thePenaltyIsTheMeanSquareOfTheCorrection() {
        double with = loss(0.3, Double.POSITIVE_INFINITY)
                .slopes(parameters, segment, false)
                .loss();
        double without = loss(0, Double.POSITIVE_INFINITY)
                .slopes(parameters, segment, false)
                .loss();
        FreeRun runs = new FreeRun(prior, new double[] {0.01, 0.1}, SIZES);
        double[][] states = runs.run(parameters, segment)[1];
        double[] weights = Arrays.copyOfRange(parameters, 3, parameters.length);
        double sum = 0;
        for (int i = 0; i < states.length; i++) {
            sum += squares(weights, states[i], segment.rows().inputs(i)[0]);
        }
        // λ/2 · Q/T · Σ g² with two outputs, of which one is read, and two targets.
        assertThat(with - without).isCloseTo(0.5 * 0.3 * sum, within(1e-9));
    }

    private static double squares(double[] w, double[] x, double u) {
        double[] in = {x[0] / 0.03, x[1], u / 12};
        double[] g = {w[12 + 6], w[12 + 7]};
        for (int h = 0; h < 3; h++) {
            double z = w[9 + h] + w[3 * h] * in[0] + w[3 * h + 1] * in[1] + w[3 * h + 2] * in[2];
            g[0] += w[12 + h] * Math.tanh(z);
            g[1] += w[15 + h] * Math.tanh(z);
        }
        return g[0] * g[0] + g[1] * g[1];
    }
}
