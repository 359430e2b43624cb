package dev.weft.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.JsonFields;
import dev.weft.sdk.residual.ResidualDrift;
import dev.weft.sdk.residual.ResidualInput;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.residual.ResidualTarget;
import dev.weft.sdk.warp.Activation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Write and read the network beside a prior in a model's card. */
final class ResidualJson {
    private static final String ENTRY = "residual";
    private static final Map<String, Activation> ACTIVATIONS = JsonFields.choices(Activation.values(), Activation::id);
    private static final Map<String, ResidualTarget.Kind> KINDS =
            JsonFields.choices(ResidualTarget.Kind.values(), ResidualTarget.Kind::id);

    private ResidualJson() {}

    static ObjectNode of(ResidualNetwork network, Map<String, Double> shares) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        network.hidden().forEach(node.putArray("hidden")::add);
        node.put("activation", network.activation().id());
        var inputs = node.putArray("inputs");
        network.inputs()
                .forEach(i -> inputs.addObject()
                        .put("name", i.name())
                        .put("centre", i.centre())
                        .put("scale", i.scale()));
        var targets = node.putArray("targets");
        network.targets()
                .forEach(t -> targets.addObject()
                        .put("kind", t.kind().id())
                        .put("name", t.name())
                        .put("scale", t.scale()));
        network.live()
                .ifPresent(drift ->
                        node.putObject("live").put("spread", drift.spread()).put("seconds", drift.seconds()));
        ObjectNode share = node.putObject("share");
        shares.forEach(share::put);
        return node;
    }

    /**
     * Put the network of a card beside its prior.
     *
     * @throws ModelFormatException if the entry holds something unknown, or no network that the prior can have
     */
    static PhysicsPrior beside(PhysicsPrior base, JsonNode node) {
        try {
            JsonFields fields =
                    JsonFields.of(ENTRY, node, List.of("hidden", "activation", "inputs", "targets", "live", "share"));
            List<Integer> hidden = fields.wholes("hidden");
            List<ResidualInput> inputs = new ArrayList<>();
            for (JsonNode entry : fields.list("inputs", "what the network reads")) {
                JsonFields input = JsonFields.of(ENTRY + ".inputs", entry, List.of("name", "centre", "scale"));
                inputs.add(new ResidualInput(
                        text(input, "name"), input.number("centre", Double.NaN), input.number("scale", Double.NaN)));
            }
            List<ResidualTarget> targets = new ArrayList<>();
            for (JsonNode entry : fields.list("targets", "what the network is added to")) {
                JsonFields target = JsonFields.of(ENTRY + ".targets", entry, List.of("kind", "name", "scale"));
                targets.add(new ResidualTarget(
                        target.choice("kind", KINDS, ResidualTarget.Kind.STATE),
                        text(target, "name"),
                        target.number("scale", Double.NaN)));
            }
            Activation activation = fields.choice("activation", ACTIVATIONS, Activation.TANH);
            return ResidualPrior.of(base, new ResidualNetwork(hidden, activation, inputs, targets, live(node)));
        } catch (DataException | IllegalArgumentException e) {
            throw new ModelFormatException("holds a network that cannot be: " + e.getMessage(), e);
        }
    }

    private static Optional<ResidualDrift> live(JsonNode node) {
        if (!node.has("live")) {
            return Optional.empty();
        }
        JsonFields live = JsonFields.of(ENTRY + ".live", node.path("live"), List.of("spread", "seconds"));
        return Optional.of(new ResidualDrift(live.number("spread", Double.NaN), live.number("seconds", Double.NaN)));
    }

    private static String text(JsonFields fields, String key) {
        return fields.text(key).orElseThrow(() -> fields.missing(key, "text"));
    }

    static Map<String, Double> shares(JsonNode residual) {
        Map<String, Double> shares = new LinkedHashMap<>();
        residual.path("share")
                .properties()
                .forEach(e -> shares.put(e.getKey(), e.getValue().asDouble()));
        return shares;
    }
}
