package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.solvers.arrays.RealArrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of a batch's loss, with every option, against central differences of the loss itself. */
class WarpGradientTest {
    private static final int STEPS = 9;

    private record Case(String name, WarpSettings settings, int fed, double forcing) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static WarpSettings plain() {
        return WarpSettings.forecasting(
                List.of("a", "b"),
                RootSettings.of(List.of(3, 2)),
                TransitionSettings.of(Structure.DENSE),
                InitialSettings.network(List.of(4)),
                STEPS + 1);
    }

    static Stream<Case> cases() {
        WarpSettings plain = plain();
        RootSettings root = plain.root();
        TransitionSettings diagonal = TransitionSettings.of(Structure.DIAGONAL);
        TransitionSettings blocks = TransitionSettings.of(Structure.BLOCK_DIAGONAL);
        return Stream.of(
                new Case("dense", plain, 99, 0),
                new Case("diagonal", plain.withTransition(diagonal), 99, 0),
                new Case("blocks", plain.withTransition(blocks), 99, 0),
                new Case("low rank", plain.withTransition(TransitionSettings.lowRank(2)), 99, 0),
                new Case("rates", plain.withTransition(diagonal.withContinuous(true)), 99, 0),
                new Case("rates of blocks", plain.withTransition(blocks.withContinuous(true)), 99, 0),
                new Case("free start", plain.withInitial(InitialSettings.freeWeights()), 99, 0),
                new Case("relu", plain.withRoot(root.withActivation(Activation.RELU)), 99, 0),
                new Case("tanh", plain.withRoot(root.withActivation(Activation.TANH)), 99, 0),
                new Case("clip", plain.withRoot(root.withFinal(new FinalActivation.Clip(0.3))), 99, 0),
                new Case("dynamic tanh", plain.withRoot(root.withFinal(new FinalActivation.DynamicTanh())), 99, 0),
                new Case("encoding", plain.withRoot(root.withFrequencies(2)), 99, 0),
                new Case("weight limit", plain.withWeightLimit(0.4), 99, 0),
                new Case("time channel", plain.withTimeChannel(true), 99, 0),
                new Case("convolution", plain.withConvolution(3), 99, 0),
                new Case("uncertainty", plain.withUncertainty(true), 99, 0),
                new Case("inputs", plain.withInputs(List.of("u")), 99, 0),
                new Case("targets", plain.withTargets(List.of("y")), 99, 0),
                new Case("classes", plain.withClasses(List.of("p", "q", "r")), 99, 0),
                new Case("values", plain.withDrive(Drive.VALUES), 99, 0),
                new Case("values, free running", plain.withDrive(Drive.VALUES), 3, 0),
                new Case(
                        "values, free running, convolution",
                        plain.withDrive(Drive.VALUES).withConvolution(3),
                        3,
                        0.2),
                new Case("free running", plain, 3, 0),
                new Case("forced at times", plain, 2, 0.4),
                new Case("free running, last prediction seen", plain.withRoot(root.withPrevious(true)), 3, 0),
                new Case("free running, convolution", plain.withConvolution(3), 3, 0),
                new Case("free running, sampled", plain.withUncertainty(true), 3, 0),
                new Case(
                        "free running with all",
                        plain.withTransition(blocks.withContinuous(true))
                                .withRoot(root.withPrevious(true)
                                        .withFrequencies(1)
                                        .withFinal(new FinalActivation.DynamicTanh()))
                                .withInputs(List.of("u"))
                                .withTimeChannel(true)
                                .withUncertainty(true)
                                .withConvolution(2),
                        4,
                        0.2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithDifferences(Case c) {
        Random random = new Random(7);
        WarpProgram<double[]> program = new WarpProgram<>(RealArrays.doubles(), c.settings());
        double[] parameters = new double[program.layout().size()];
        for (ParameterLayout.Segment s : program.layout().segments()) {
            for (int i = s.offset(); i < s.end(); i++) {
                parameters[i] = (s.name().equals("root.final") ? 1 : 0) + 0.2 * random.nextGaussian();
            }
        }
        int transition = program.layout().transitionSize();
        for (int i = 0; i < transition; i++) {
            parameters[i] *= c.settings().transition().structure() == Structure.DENSE ? 0.4 : 1;
        }
        WarpBatch<double[]> batch = program.batch(16, STEPS);
        double[] gradient = new double[parameters.length];
        loss(c, program, batch, parameters);
        batch.backward(1, gradient);
        int compared = 0;
        for (ParameterLayout.Segment s : program.layout().segments()) {
            for (int n = 0; n < 12; n++) {
                int i = s.offset() + random.nextInt(s.length());
                double h = 1e-6;
                double old = parameters[i];
                parameters[i] = old + h;
                double above = loss(c, program, batch, parameters);
                parameters[i] = old - h;
                double below = loss(c, program, batch, parameters);
                parameters[i] = old;
                double difference = (above - below) / (2 * h);
                // h² times the third derivative, and rounding of the loss over h.
                double tolerance = 1e-8 * Math.max(1, Math.max(Math.abs(above), Math.abs(difference))) * 10;
                assertThat(gradient[i]).as(s.name() + " " + i).isCloseTo(difference, within(tolerance));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    private static double loss(Case c, WarpProgram<double[]> program, WarpBatch<double[]> batch, double[] parameters) {
        program.load(parameters);
        batch.clear();
        Random data = new Random(3);
        for (int lane = 0; lane < 5; lane++) {
            batch.fill(lane, series(c.settings(), STEPS + 1 - lane, data), 0.5, c.fed(), c.forcing(), data, 0.7);
        }
        batch.forward(0, c.settings().uncertainty() && c.fed() < STEPS, false, data);
        return batch.loss();
    }

    private static WarpSeries series(WarpSettings settings, int length, Random random) {
        double[] times = new double[length];
        double[][] signals = new double[length][2];
        double[][] inputs = new double[length][settings.inputs().size()];
        double[][] targets = new double[length][settings.targets().size()];
        for (int t = 0; t < length; t++) {
            times[t] = t == 0 ? 0 : times[t - 1] + 0.2 + random.nextDouble();
            fill(signals[t], random);
            fill(inputs[t], random);
            fill(targets[t], random);
            if (t > 1 && random.nextInt(6) == 0) {
                signals[t][1] = Double.NaN;
            }
        }
        return new WarpSeries("s", times, signals, inputs, targets, random.nextInt(3));
    }

    private static void fill(double[] row, Random random) {
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextGaussian();
        }
    }
}
