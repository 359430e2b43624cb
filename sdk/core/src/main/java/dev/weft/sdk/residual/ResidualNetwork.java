package dev.weft.sdk.residual;

import dev.weft.sdk.data.Sha256;
import dev.weft.sdk.warp.Activation;
import dev.weft.sdk.warp.NetworkLayers;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.sdk.weights.WeightSlot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Describe a small network that is added to a prior: ẋ = f(x, u, p) + s·g_θ(x̃, ũ), y = h(x, u, p) + s·g_θ(x̃, ũ).
 *
 * <p>Its inputs are scaled to order one, its outputs are of order one, and each is added to one target with a scale of its
 * own. With a last layer of zeros g is 0, and the prior with it is the prior. Immutable.
 *
 * <p>Source of the idea: D. C. Psichogios, L. H. Ungar, "A hybrid neural network-first principles approach to process
 * modeling", 1992; C. Rackauckas et al., "Universal Differential Equations for Scientific Machine Learning", 2020.
 *
 * @param hidden widths of the hidden layers: 1 … 4 layers of 1 … 256
 * @param activation what follows each hidden layer
 * @param inputs what it reads, at least one
 * @param targets what its outputs are added to, at least one
 * @param live how the weights of the last layer follow readings; empty if they stay as they were trained
 */
public record ResidualNetwork(
        List<Integer> hidden,
        Activation activation,
        List<ResidualInput> inputs,
        List<ResidualTarget> targets,
        Optional<ResidualDrift> live) {
    /** How the names of all weights begin. */
    public static final String PREFIX = "residual.";

    private static final int MOST_LAYERS = 4;
    private static final int WIDEST = 256;

    /**
     * Check the sizes and names.
     *
     * @throws IllegalArgumentException if a size is out of its bounds, or a name occurs twice
     */
    public ResidualNetwork {
        hidden = List.copyOf(hidden);
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        requireHidden(hidden);
        requireDistinct("inputs", inputs.stream().map(ResidualInput::name).toList());
        requireDistinct("targets", targets.stream().map(ResidualTarget::label).toList());
    }

    /** Describe a network whose weights stay as they were trained. */
    public ResidualNetwork(
            List<Integer> hidden, Activation activation, List<ResidualInput> inputs, List<ResidualTarget> targets) {
        this(hidden, activation, inputs, targets, Optional.empty());
    }

    /** Return this network with a last layer that follows readings so, or not at all. */
    public ResidualNetwork withLive(Optional<ResidualDrift> drift) {
        return new ResidualNetwork(hidden, activation, inputs, targets, drift);
    }

    /**
     * Refuse widths that no network beside a prior has.
     *
     * @throws IllegalArgumentException if there are not 1 … 4 layers of 1 … 256
     */
    public static void requireHidden(List<Integer> hidden) {
        if (hidden.isEmpty()
                || hidden.size() > MOST_LAYERS
                || hidden.stream().anyMatch(width -> width < 1 || width > WIDEST)) {
            throw new IllegalArgumentException("hidden widths of the network = " + hidden + ", expected 1 … "
                    + MOST_LAYERS + " layers of 1 … " + WIDEST);
        }
    }

    private static void requireDistinct(String what, List<String> names) {
        Set<String> distinct = new HashSet<>(names);
        if (names.isEmpty() || distinct.size() < names.size()) {
            throw new IllegalArgumentException(
                    what + " of the network = " + names + ", expected one or more, each once");
        }
    }

    /** Return the widths of all layers, inputs and outputs included. */
    public List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        widths.add(inputs.size());
        widths.addAll(hidden);
        widths.add(targets.size());
        return List.copyOf(widths);
    }

    /** Return W, how many weights it has, biases included. */
    public int weightCount() {
        return NetworkLayers.weights(widths());
    }

    /** Return the names of the weights in order [W]: {@code residual.layer0.weight[0,1]}. */
    public List<String> weightNames() {
        return slots().stream().map(slot -> PREFIX + slot.name()).toList();
    }

    /** Return how many weights come before those of the last layer. */
    public int weightsBeforeLast() {
        List<Integer> widths = widths();
        return NetworkLayers.weights(widths.subList(0, widths.size() - 1));
    }

    /**
     * Return eight hex digits that tell this network from others: the beginning of the SHA-256 of its layers, and of what it
     * reads and adds to in which scales. Weights do not count: they are what a twin knows, not what it is.
     */
    public String fingerprint() {
        StringBuilder text = new StringBuilder(widths() + " " + activation.id());
        inputs.forEach(i -> text.append('\n').append(i.name() + " " + i.centre() + " " + i.scale()));
        targets.forEach(t -> text.append('\n').append(t.label() + " " + t.scale()));
        return Sha256.of(text.toString()).substring(0, 8);
    }

    List<WeightSlot> slots() {
        return WeightLayout.network(widths(), weightCount()).slots();
    }
}
