package dev.weft.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.JsonFields;
import dev.weft.sdk.warp.Activation;
import dev.weft.sdk.warp.Drive;
import dev.weft.sdk.warp.FinalActivation;
import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.RootSettings;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpColumns;
import dev.weft.sdk.warp.WarpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Write and read what a weight-space model is made of as JSON: the part that model files and training configurations
 * have in common.
 */
public final class WarpSettingsJson {
    /** The keys of the object. */
    public static final List<String> KEYS = List.of(
            "root",
            "transition",
            "rank",
            "continuous",
            "radius",
            "rotation",
            "initial",
            "drive",
            "timeChannel",
            "uncertainty",
            "weightLimit",
            "convolution");
    /** The keys of {@code root}; model files name the network's inputs and outputs too. */
    public static final List<String> ROOT_KEYS = List.of("hidden", "activation", "final", "frequencies", "previous");
    /** The keys of {@code initial}. */
    public static final List<String> INITIAL_KEYS = List.of("hiddenLayers", "hidden", "activation", "free", "noise");

    private static final List<String> CARD_ROOT_KEYS = with(ROOT_KEYS, "inputs", "outputs");
    private static final Map<String, Activation> ACTIVATIONS = JsonFields.choices(Activation.values(), Activation::id);
    private static final Map<String, Structure> STRUCTURES = JsonFields.choices(Structure.values(), Structure::id);
    private static final Map<String, Drive> DRIVES = JsonFields.choices(Drive.values(), Drive::id);
    private static final String DYNAMIC_TANH = "dynamic-tanh";
    private static final String FINAL = "null, {\"clip\": c} or \"" + DYNAMIC_TANH + "\"";
    private static final int HIDDEN_LAYERS = 2;
    private static final int RANK = 8;

    private WarpSettingsJson() {}

    static List<String> with(List<String> keys, String... more) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /**
     * Read settings.
     *
     * @param json the object
     * @param columns what the model is of, which is not in it
     * @param steps T, which is not in it either
     * @throws dev.weft.sdk.data.DataException if something is missing, of another type or out of its range
     */
    public static WarpSettings read(JsonFields json, WarpColumns columns, int steps) {
        return read(json, columns, steps, ROOT_KEYS);
    }

    /** Read the settings of a model file, whose root names its inputs and outputs. */
    static WarpSettings readCard(JsonFields card, WarpColumns columns, int steps) {
        WarpSettings settings = read(card, columns, steps, CARD_ROOT_KEYS);
        JsonFields root = card.object("root", CARD_ROOT_KEYS).orElseThrow();
        requireSize(root, "inputs", settings.rootInputs());
        requireSize(root, "outputs", settings.rootOutputs());
        return settings;
    }

    private static void requireSize(JsonFields root, String key, int expected) {
        if (root.whole(key, expected) != expected) {
            throw root.refused(
                    key, root.node(key).orElseThrow(), expected + ", as the card's signals and options make it");
        }
    }

    private static WarpSettings read(JsonFields json, WarpColumns columns, int steps, List<String> rootKeys) {
        JsonFields root = json.object("root", rootKeys)
                .orElseThrow(() -> json.missing("root", "an object with the widths of the hidden layers"));
        WarpSettings plain = json.checked(
                "",
                () -> new WarpSettings(
                        root(root),
                        transition(json),
                        InitialSettings.freeWeights(),
                        columns,
                        json.choice("drive", DRIVES, Drive.DIFFERENCES),
                        json.flag("timeChannel", false),
                        json.flag("uncertainty", false),
                        json.number("weightLimit", Double.POSITIVE_INFINITY),
                        json.whole("convolution", 0),
                        steps));
        // The widths between the number of inputs and of weights are known only now.
        return json.checked("initial", () -> plain.withInitial(initial(json.object("initial", INITIAL_KEYS), plain)));
    }

    private static RootSettings root(JsonFields root) {
        if (!root.has("hidden")) {
            throw root.missing("hidden", "the widths of the hidden layers, such as [16, 16]");
        }
        return root.checked(
                "",
                () -> new RootSettings(
                        root.wholes("hidden"),
                        root.choice("activation", ACTIVATIONS, Activation.SWISH),
                        last(root),
                        root.whole("frequencies", 0),
                        root.flag("previous", false)));
    }

    private static FinalActivation last(JsonFields root) {
        Optional<JsonNode> found = root.node("final");
        if (found.isEmpty()) {
            return FinalActivation.NONE;
        }
        if (found.get().isObject()) {
            JsonFields clip = root.object("final", List.of("clip")).orElseThrow();
            if (!clip.has("clip")) {
                throw root.refused("final", found.get(), FINAL);
            }
            return clip.checked("", () -> new FinalActivation.Clip(clip.number("clip", 0)));
        }
        if (found.get().isTextual() && found.get().textValue().equals(DYNAMIC_TANH)) {
            return new FinalActivation.DynamicTanh();
        }
        throw root.refused("final", found.get(), FINAL);
    }

    private static TransitionSettings transition(JsonFields json) {
        Structure structure = json.choice("transition", STRUCTURES, Structure.DENSE);
        // One configuration may be tried with several structures: the others leave rank and rotation unread.
        int rank = json.whole("rank", RANK);
        if (rank < 0) {
            throw json.refused("rank", json.node("rank").orElseThrow(), "a whole number >= 0");
        }
        double rotation = json.number("rotation", 0);
        if (!(rotation >= 0 && rotation <= Math.PI)) {
            throw json.refused("rotation", json.node("rotation").orElseThrow(), "radians a step in 0 … π");
        }
        return json.checked(
                "transition",
                () -> new TransitionSettings(
                        structure,
                        structure == Structure.LOW_RANK ? rank : 0,
                        json.flag("continuous", false),
                        json.number("radius", Double.POSITIVE_INFINITY),
                        structure == Structure.BLOCK_DIAGONAL ? rotation : 0));
    }

    private static InitialSettings initial(Optional<JsonFields> found, WarpSettings settings) {
        int drivers = settings.drivers();
        int weights = settings.weights();
        if (found.isEmpty()) {
            return InitialSettings.interpolated(HIDDEN_LAYERS, drivers, weights);
        }
        JsonFields initial = found.get();
        boolean free = initial.flag("free", false);
        if (initial.has("hidden") && initial.has("hiddenLayers")
                || free && (initial.has("hidden") || initial.has("hiddenLayers"))) {
            throw initial.refused(
                    free ? "free" : "hidden",
                    initial.node(free ? "free" : "hidden").orElseThrow(),
                    "one of hidden, hiddenLayers and free: each says where θ_0 comes from");
        }
        int layers = initial.whole("hiddenLayers", HIDDEN_LAYERS);
        if (layers < 0 || layers > InitialSettings.MOST_LAYERS) {
            throw initial.refused(
                    "hiddenLayers", initial.node("hiddenLayers").orElseThrow(), "0 … " + InitialSettings.MOST_LAYERS);
        }
        List<Integer> hidden = free
                ? List.of()
                : initial.has("hidden")
                        ? initial.wholes("hidden")
                        : InitialSettings.interpolated(layers, drivers, weights).hidden();
        return new InitialSettings(
                hidden, initial.choice("activation", ACTIVATIONS, Activation.SWISH), free, initial.number("noise", 0));
    }

    /** Write settings into an object; options that are not used are left out. */
    public static void write(WarpSettings settings, ObjectNode json) {
        ObjectNode root = json.putObject("root");
        settings.root().hidden().forEach(root.withArray("hidden")::add);
        root.put("activation", settings.root().activation().id());
        FinalActivation last = settings.root().finalActivation();
        if (last instanceof FinalActivation.Clip clip) {
            root.putObject("final").put("clip", clip.limit());
        } else {
            root.put("final", last instanceof FinalActivation.DynamicTanh ? DYNAMIC_TANH : null);
        }
        if (settings.root().frequencies() > 0) {
            root.put("frequencies", settings.root().frequencies());
        }
        if (settings.root().previous()) {
            root.put("previous", true);
        }
        writeTransition(settings.transition(), json);
        writeInitial(settings, json.putObject("initial"));
        if (settings.drive() != Drive.DIFFERENCES) {
            json.put("drive", settings.drive().id());
        }
        json.put("timeChannel", settings.timeChannel()).put("uncertainty", settings.uncertainty());
        if (!Double.isInfinite(settings.weightLimit())) {
            json.put("weightLimit", settings.weightLimit());
        }
        if (settings.convolution() > 0) {
            json.put("convolution", settings.convolution());
        }
    }

    private static void writeTransition(TransitionSettings transition, ObjectNode json) {
        json.put("transition", transition.structure().id());
        if (transition.structure() == Structure.LOW_RANK) {
            json.put("rank", transition.rank());
        }
        if (transition.continuous()) {
            json.put("continuous", true);
        }
        if (!Double.isInfinite(transition.radius())) {
            json.put("radius", transition.radius());
        }
        if (transition.rotation() > 0) {
            json.put("rotation", transition.rotation());
        }
    }

    private static void writeInitial(WarpSettings settings, ObjectNode json) {
        InitialSettings initial = settings.initial();
        if (initial.free()) {
            json.put("free", true);
        } else if (initial.isInterpolated(settings.drivers(), settings.weights())) {
            json.put("hiddenLayers", initial.hidden().size());
        } else {
            initial.hidden().forEach(json.withArray("hidden")::add);
        }
        json.put("activation", initial.activation().id());
        if (initial.noise() > 0) {
            json.put("noise", initial.noise());
        }
    }
}
