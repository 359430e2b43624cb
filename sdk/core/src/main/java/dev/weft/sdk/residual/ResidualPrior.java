package dev.weft.sdk.residual;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;
import dev.weft.sdk.residual.ResidualTarget.Kind;
import dev.weft.sdk.warp.NetworkLayers;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Be a prior with a network beside it: a prior like any other, whose further parameters are the network's weights.
 *
 * <p>So whatever works with priors works with it: simulation, calibration, filters, twins. The weights have no bounds and
 * do not change by themselves, except those of a last layer that is {@link ResidualNetwork#live}. Thread-safe.
 */
public final class ResidualPrior extends PhysicsPrior {
    private static final String SUFFIX = "-with-residual";

    private final PhysicsPrior base;
    private final ResidualNetwork network;
    private final List<Expr> corrections;

    private ResidualPrior(PhysicsPrior base, ResidualNetwork network, List<Parameter> weights, List<Expr> corrections) {
        super(
                base,
                base.name() + SUFFIX,
                weights,
                added(network, corrections, Kind.STATE),
                added(network, corrections, Kind.OUTPUT));
        this.base = base;
        this.network = network;
        this.corrections = List.copyOf(corrections);
    }

    /**
     * Put a network beside a prior; its weights are the last parameters.
     *
     * @throws IllegalArgumentException if the network reads or is added to something that the prior does not have, or the
     *     prior has such a network already
     */
    public static ResidualPrior of(PhysicsPrior base, ResidualNetwork network) {
        List<Parameter> weights = new ArrayList<>();
        for (WeightSlot slot : network.slots()) {
            Parameter weight = Parameter.weight(ResidualNetwork.PREFIX + slot.name(), slot.meaning());
            if (weights.size() >= network.weightsBeforeLast()) {
                network.live()
                        .ifPresent(drift -> weight.drifts(drift.perRootSecond()).returnsWithin(drift.seconds()));
            }
            weights.add(weight);
        }
        List<Expr> symbols = weights.stream().map(Quantity::expr).toList();
        return new ResidualPrior(base, network, weights, corrections(base, network, symbols));
    }

    /**
     * Put a network beside a prior whose weights are numbers: the prior has no more parameters than before, and costs
     * little more.
     *
     * @param weights of the network [W]. Not modified
     * @throws IllegalArgumentException as {@link #of}, or if there are not W weights
     */
    public static ResidualPrior withNumbers(PhysicsPrior base, ResidualNetwork network, double[] weights) {
        List<Expr> numbers = Arrays.stream(weights).mapToObj(Expr::constant).toList();
        return new ResidualPrior(base, network, List.of(), corrections(base, network, numbers));
    }

    private static List<Expr> corrections(PhysicsPrior base, ResidualNetwork network, List<Expr> weights) {
        if (base instanceof ResidualPrior) {
            throw new IllegalArgumentException("prior " + base.name() + " has a network already, expected one without");
        }
        Map<String, Expr> signals = new HashMap<>();
        base.states().forEach(s -> signals.put(s.name(), s.expr()));
        base.inputs().forEach(i -> signals.put(i.name(), i.expr()));
        List<Expr> inputs = new ArrayList<>();
        for (ResidualInput input : network.inputs()) {
            Expr signal = signals.get(input.name());
            if (signal == null) {
                throw new IllegalArgumentException("network input " + input.name()
                        + " is neither a state nor an input of prior " + base.name() + ", expected one of "
                        + Stream.concat(
                                        base.states().stream().map(State::name),
                                        base.inputs().stream().map(Input::name))
                                .toList());
            }
            inputs.add(input.scaled(signal));
        }
        return NetworkLayers.of(network.widths(), network.activation(), weights, inputs);
    }

    private static Map<String, Expr> added(ResidualNetwork network, List<Expr> corrections, Kind kind) {
        Map<String, Expr> added = new HashMap<>();
        for (int i = 0; i < corrections.size(); i++) {
            ResidualTarget target = network.targets().get(i);
            if (target.kind() == kind) {
                added.put(target.name(), corrections.get(i).times(target.scale()));
            }
        }
        return added;
    }

    /** Return what a catalogue knows of a prior: the prior itself, or the one that a network stands beside. */
    public static PhysicsPrior declared(PhysicsPrior prior) {
        return prior instanceof ResidualPrior with ? with.base : prior;
    }

    /** Return the prior without the network. */
    public PhysicsPrior base() {
        return base;
    }

    /** Return the network. */
    public ResidualNetwork network() {
        return network;
    }

    /** Return g, of order one, one a target of the network, in the symbols of this prior. */
    public List<Expr> corrections() {
        return corrections;
    }
}
