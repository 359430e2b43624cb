package dev.weft.sdk.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.residual.ResidualTarget.Kind;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.warp.Activation;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.hipparchus.analysis.differentiation.Gradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResidualPriorTest {
    static Stream<PhysicsPrior> catalogue() {
        return PriorCatalogue.load().all().stream();
    }

    /** On every state and every output, reading every state and input. */
    private static ResidualNetwork network(PhysicsPrior prior, List<Integer> hidden) {
        List<ResidualInput> inputs = new ArrayList<>();
        List<ResidualTarget> targets = new ArrayList<>();
        prior.states().forEach(s -> inputs.add(new ResidualInput(s.name(), s.start(), s.spread())));
        prior.inputs().forEach(i -> inputs.add(new ResidualInput(i.name(), 0.3, 7)));
        prior.states().forEach(s -> targets.add(new ResidualTarget(Kind.STATE, s.name(), 0.7)));
        prior.outputs().forEach(o -> targets.add(new ResidualTarget(Kind.OUTPUT, o.name(), 3)));
        return new ResidualNetwork(hidden, Activation.TANH, inputs, targets);
    }

    private static double[] concat(double[]... parts) {
        return Stream.of(parts).flatMapToDouble(DoubleStream::of).toArray();
    }

    private static double[] nominal(PhysicsPrior prior) {
        return prior.parameters().stream().mapToDouble(Parameter::nominal).toArray();
    }

    private static double[] evaluate(Kernel kernel, int size, double[] arguments) {
        double[] values = new double[size];
        kernel.evaluate(arguments, values, kernel.newScratch());
        return values;
    }

    private static double[] weights(ResidualNetwork network, boolean lastIsZero) {
        double[] weights = new Random(5).doubles(network.weightCount(), -1, 1).toArray();
        if (lastIsZero) {
            Arrays.fill(weights, network.weightsBeforeLast(), weights.length, 0);
        }
        return weights;
    }

    /**
     * In one kernel, where both have the same f: kernels of their own may round the two products of a sum in another order,
     * since that follows the places of the arguments.
     */
    @ParameterizedTest
    @MethodSource("catalogue")
    void isThePriorBitForBitWhileTheLastLayerIsZero(PhysicsPrior prior) {
        ResidualNetwork network = network(prior, List.of(5, 3));
        OdeSystem bare = prior.system();
        OdeSystem with = ResidualPrior.of(prior, network).system();
        Kernel both = Kernel.compile(
                listed(
                        bare.rateExpressions(),
                        bare.outputExpressions(),
                        with.rateExpressions(),
                        with.outputExpressions()),
                listed(with.states(), with.parameters(), with.inputs()));
        double[] weights = weights(network, true);
        Random random = new Random(1);
        int size = bare.stateCount() + bare.outputCount();
        for (int round = 0; round < 20; round++) {
            double[] x = prior.states().stream()
                    .mapToDouble(s -> s.start() + s.spread() * random.nextGaussian())
                    .toArray();
            double[] u = random.doubles(prior.inputs().size(), 0.1, 5).toArray();
            double[] values = evaluate(both, 2 * size, concat(x, nominal(prior), weights, u));
            assertThat(Arrays.copyOfRange(values, size, 2 * size)).isEqualTo(Arrays.copyOf(values, size));
        }
    }

    @SafeVarargs
    private static List<Expr> listed(List<Expr>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    @Test
    void runsAsThePriorBitForBitWhileTheLastLayerIsZero() {
        PhysicsPrior prior = new MassSpringDamper();
        ResidualNetwork network = network(prior, List.of(8));
        double[] times = new double[100];
        Arrays.setAll(times, i -> 0.02 * i);
        double[][] inputs = Arrays.stream(times)
                .mapToObj(t -> new double[] {20 * Math.sin(9 * t)})
                .toArray(double[][]::new);
        double[] start = {1, 0};
        Trajectory bare = new Simulator(prior).run(nominal(prior), start, times, inputs);
        Trajectory with = new Simulator(ResidualPrior.of(prior, network))
                .run(concat(nominal(prior), weights(network, true)), start, times, inputs);
        for (int i = 0; i < times.length; i++) {
            assertThat(with.states(i)).isEqualTo(bare.states(i));
            assertThat(with.outputs(i)).isEqualTo(bare.outputs(i));
        }
    }

    /** Validation: the same network by plain loops, and its derivative by Hipparchus. */
    @ParameterizedTest
    @MethodSource("activations")
    void addsWhatAPlainNetworkSays(Activation activation, Bend plain) {
        PhysicsPrior prior = new MassSpringDamper();
        ResidualNetwork network = new ResidualNetwork(
                List.of(4, 3),
                activation,
                List.of(new ResidualInput("position", 0.2, 0.5), new ResidualInput("force", 0, 10)),
                List.of(
                        new ResidualTarget(Kind.STATE, "velocity", 3),
                        new ResidualTarget(Kind.OUTPUT, "position", 0.25)));
        ResidualPrior with = ResidualPrior.of(prior, network);
        double[] weights = weights(network, false);
        double[] x = {0.4, -1.5};
        double[] u = {6};
        double[] p = {2, 50, 0.8};
        int w = weights.length;
        Gradient[] fields = new Gradient[w];
        for (int i = 0; i < w; i++) {
            fields[i] = Gradient.variable(w, i, weights[i]);
        }
        Gradient[] inputs = {Gradient.constant(w, (0.4 - 0.2) / 0.5), Gradient.constant(w, 0.6)};
        Gradient[] g = PlainNetwork.outputs(network.widths(), plain::apply, fields, inputs);

        double[] arguments = concat(x, p, weights, u);
        int m = 3 + w;
        double[] rates = evaluate(with.system().ratesAndJacobians(), 2 + 4 + 2 * m, arguments);
        double[] outputs = evaluate(with.system().outputsAndJacobians(), 2 + 4 + 2 * m, arguments);
        double physics = (6 - 50 * 0.4 + 0.8 * 1.5) / 2;
        // Both ways round some tens of operations of numbers of order one.
        assertThat(rates[1]).isCloseTo(physics + 3 * g[0].getValue(), within(1e-13));
        assertThat(outputs[0]).isCloseTo(0.4 + 0.25 * g[1].getValue(), within(1e-13));
        assertThat(rates[0]).isEqualTo(-1.5);
        for (int i = 0; i < w; i++) {
            assertThat(rates[2 + 4 + m + 3 + i]).isCloseTo(3 * g[0].getPartialDerivative(i), within(1e-12));
            assertThat(outputs[2 + 4 + 3 + i]).isCloseTo(0.25 * g[1].getPartialDerivative(i), within(1e-12));
        }
    }

    /** An activation over Hipparchus' gradients. */
    @FunctionalInterface
    interface Bend {
        Gradient apply(Gradient z);
    }

    static Stream<Arguments> activations() {
        Bend tanh = Gradient::tanh;
        Bend sin = Gradient::sin;
        Bend swish = z -> z.divide(z.negate().exp().add(1));
        return Stream.of(
                Arguments.of(Activation.TANH, tanh),
                Arguments.of(Activation.SIN, sin),
                Arguments.of(Activation.SWISH, swish));
    }

    @Test
    void isAPriorLikeAnyOther() {
        PhysicsPrior prior = new MassSpringDamper();
        ResidualNetwork network = network(prior, List.of(8));
        ResidualPrior with = ResidualPrior.of(prior, network);
        assertThat(with.name()).isEqualTo("mass-spring-damper-with-residual");
        assertThat(with.domain()).isEqualTo("mechanics");
        assertThat(with.gaps()).isEmpty();
        assertThat(with.parameters()).hasSize(3 + network.weightCount());
        Parameter weight = with.parameters().get(4);
        assertThat(weight.name()).isEqualTo("residual.layer0.weight[0,1]");
        assertThat(weight.isWeight()).isTrue();
        assertThat(weight.ages()).isFalse();
        assertThat(weight.nominal()).isZero();
        assertThat(with.invariants()).isEqualTo(prior.invariants());
    }

    @Test
    void weightsMayBeNumbers() {
        PhysicsPrior prior = new MassSpringDamper();
        ResidualNetwork network = network(prior, List.of(8));
        double[] weights = weights(network, false);
        ResidualPrior numbers = ResidualPrior.withNumbers(prior, network, weights);
        ResidualPrior symbols = ResidualPrior.of(prior, network);
        assertThat(numbers.parameters()).isEqualTo(prior.parameters());
        double[] x = {0.4, -1.5};
        double[] expected = evaluate(symbols.system().rates(), 2, concat(x, nominal(prior), weights, new double[] {3}));
        double[] found = evaluate(numbers.system().rates(), 2, concat(x, nominal(prior), new double[] {3}));
        // Constants are folded, which rounds in another order.
        assertThat(found[1]).isCloseTo(expected[1], within(1e-12));
    }

    @Property
    void scalesAreUndone(
            @ForAll @DoubleRange(min = -1e3, max = 1e3) @Scale(6) double value,
            @ForAll @DoubleRange(min = -1e3, max = 1e3) @Scale(6) double centre,
            @ForAll @DoubleRange(min = 1e-3, max = 1e3) @Scale(6) double scale) {
        ResidualInput input = new ResidualInput("x", centre, scale);
        // A difference and a product, and back: a few roundings of the larger of the two numbers.
        double rounding = 4 * Math.ulp(Math.abs(value) + Math.abs(centre));
        assertThat(input.value(input.scaled(value))).isCloseTo(value, within(rounding));
    }

    @Test
    void refusesWhatThePriorDoesNotHave() {
        PhysicsPrior prior = new MassSpringDamper();
        ResidualInput position = new ResidualInput("position", 0, 1);
        ResidualTarget velocity = new ResidualTarget(Kind.STATE, "velocity", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResidualPrior.of(
                        prior,
                        new ResidualNetwork(
                                List.of(4),
                                Activation.TANH,
                                List.of(new ResidualInput("level", 0, 1)),
                                List.of(velocity))))
                .withMessage("network input level is neither a state nor an input of prior mass-spring-damper,"
                        + " expected one of [position, velocity, force]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResidualPrior.of(
                        prior,
                        new ResidualNetwork(
                                List.of(4),
                                Activation.TANH,
                                List.of(position),
                                List.of(new ResidualTarget(Kind.OUTPUT, "level", 1)))))
                .withMessage("output level is none of prior mass-spring-damper, expected one of [position, velocity]");
        ResidualNetwork network =
                new ResidualNetwork(List.of(4), Activation.TANH, List.of(position), List.of(velocity));
        ResidualPrior once = ResidualPrior.of(prior, network);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResidualPrior.of(once, network))
                .withMessageContaining("has a network already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResidualNetwork(List.of(), Activation.TANH, List.of(position), List.of(velocity)))
                .withMessageContaining("expected 1 … 4 layers of 1 … 256");
    }
}
