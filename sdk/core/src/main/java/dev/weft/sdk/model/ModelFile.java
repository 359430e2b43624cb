package dev.weft.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.InputsBetween;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Write and read physics models as one safetensors file: tensors plus the metadata entry {@code weft} with the
 * JSON card (kind, prior, layout, sampling, noise, fit, data hash, version).
 *
 * <p>Tensors: {@code theta.mean} [D], {@code theta.covariance} [D×D], {@code noise.measurement} [Q], {@code
 * noise.state} [N], {@code noise.drift} [1]. Loading executes nothing: the prior is looked up by name, the
 * network beside it, if there is one, is built from the card, and the layout and the outputs written in the file must be
 * those that both have now.
 */
public final class ModelFile {
    /** 0 and 0.0 are one number, whichever of them a JSON writer prefers. */
    private static final Comparator<JsonNode> BY_VALUE = (a, b) ->
            a.isNumber() && b.isNumber() ? Double.compare(a.doubleValue(), b.doubleValue()) : a.equals(b) ? 0 : 1;

    private static final String VALIDATED = "validated";

    private static final String BETWEEN = "between";

    /** What the card calls a model of this kind. */
    static final String KIND = "physics";

    private ModelFile() {}

    /** Write a model. The stream stays open. */
    public static void write(PhysicsModel model, OutputStream out) throws IOException {
        int d = model.layout().size();
        SafeTensors file = new SafeTensors();
        ModelCardJson.put(file, card(model));
        GaussianEstimate start = model.start();
        file.put("theta.mean", start.mean(), d);
        file.put("theta.covariance", start.covariance().data, d, d);
        file.put(
                "noise.measurement",
                model.noise().measurements(),
                model.prior().outputs().size());
        file.put("noise.state", model.noise().states(), model.layout().stateCount());
        file.put("noise.drift", new double[] {model.noise().drift()}, 1);
        file.write(out);
    }

    private static ObjectNode card(PhysicsModel model) {
        ObjectNode card = ModelCardJson.create(KIND);
        PhysicsPrior prior = model.prior();
        card.put("prior", ResidualPrior.declared(prior).name());
        if (prior instanceof ResidualPrior with) {
            card.set("residual", ResidualJson.of(with.network(), model.card().shares()));
        }
        card.set("layout", layout(model.layout()));
        card.set("outputs", outputs(model.prior()));
        card.put("samplingInterval", model.samplingInterval());
        card.put("dataHash", model.card().dataHash()).put("rows", model.card().rows());
        card.put(BETWEEN, model.card().between().id());
        ObjectNode fit = card.putObject("fit");
        model.card().fit().forEach(fit::put);
        model.card()
                .stamp()
                .ifPresent(s -> card.putObject(VALIDATED)
                        .put("definition", s.definition())
                        .put("report", s.report())
                        .put("machines", s.machines()));
        return card;
    }

    private static ArrayNode outputs(PhysicsPrior prior) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        prior.outputs().forEach(o -> names.add(o.name()));
        return names;
    }

    private static ArrayNode layout(WeightLayout layout) {
        ArrayNode slots = JsonNodeFactory.instance.arrayNode();
        for (WeightSlot slot : layout.slots()) {
            ObjectNode node = slots.addObject();
            node.put("name", slot.path()).put("unit", slot.unit());
            if (!Double.isInfinite(slot.coordinate().lower())) {
                node.put("lower", slot.coordinate().lower())
                        .put("upper", slot.coordinate().upper());
            }
        }
        return slots;
    }

    /**
     * Read a model.
     *
     * @param bytes the file's content
     * @param priors finds a prior by its name
     * @throws ModelFormatException if the bytes are not a whole model file of this kind and version, its prior
     *     is unknown or has another layout or other outputs, or a number in it is not finite or out of its range
     */
    public static PhysicsModel read(byte[] bytes, Function<String, Optional<PhysicsPrior>> priors) {
        return read(SafeTensors.read(bytes), priors);
    }

    static PhysicsModel read(SafeTensors file, Function<String, Optional<PhysicsPrior>> priors) {
        JsonNode card = ModelCardJson.of(file);
        ModelCardJson.require(card, KIND);
        String name = card.path("prior").asText();
        PhysicsPrior base = priors.apply(name)
                .orElseThrow(
                        () -> new ModelFormatException(
                                "is a model of prior '" + name
                                        + "', which is not among the priors at hand; put its jar on the class path (WEFT_CLASSPATH for ./weft)"));
        PhysicsPrior prior = card.has("residual") ? ResidualJson.beside(base, card.path("residual")) : base;
        WeightLayout layout = WeightLayout.of(prior);
        requireSame("layout", card, layout(layout), name);
        requireSame("outputs", card, outputs(prior), name);
        int d = layout.size();
        int q = prior.outputs().size();
        file.requireOnly(List.of("theta.mean", "theta.covariance", "noise.measurement", "noise.state", "noise.drift"));
        DMatrixRMaj covariance = new DMatrixRMaj(d, d, true, file.finite("theta.covariance", List.of(d, d)));
        requireCovariance(covariance);
        Map<String, Double> fit = new LinkedHashMap<>();
        card.path("fit")
                .properties()
                .forEach(e -> fit.put(e.getKey(), e.getValue().asDouble()));
        GaussianEstimate start = new GaussianEstimate(file.finite("theta.mean", List.of(d)), covariance);
        double[] measurement = file.finite("noise.measurement", List.of(q));
        double[] state = file.finite("noise.state", List.of(layout.stateCount()));
        double[] drift = file.finite("noise.drift", List.of(1));
        try {
            return new PhysicsModel(
                    prior,
                    start,
                    new NoiseModel(measurement, state, drift[0]),
                    card.path("samplingInterval").asDouble(),
                    new ModelCard(
                            card.path("dataHash").asText(),
                            card.path("rows").asInt(),
                            fit,
                            ResidualJson.shares(card.path("residual")),
                            stamp(card, base),
                            between(card)));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("holds a number that no model has: " + e.getMessage(), e);
        }
    }

    /** Files from before the entry existed are of models that held their inputs. */
    private static InputsBetween between(JsonNode card) {
        String id = card.path(BETWEEN).asText(InputsBetween.HELD.id());
        return Arrays.stream(InputsBetween.values())
                .filter(course -> course.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ModelFormatException(
                        "has inputs between rows = '" + id + "', expected held, linear or smooth"));
    }

    /** The stamp of a prior that has been edited since is none. */
    private static Optional<PriorStamp> stamp(JsonNode card, PhysicsPrior prior) {
        JsonNode node = card.path(VALIDATED);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            PriorStamp stamp = new PriorStamp(
                    prior.name(),
                    node.path("definition").asText(),
                    node.path("report").asText(),
                    node.path("machines").asInt());
            return Optional.of(stamp).filter(s -> s.isOf(prior));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("has a stamp that is none: " + e.getMessage(), e);
        }
    }

    private static void requireSame(String entry, JsonNode card, JsonNode expected, String prior) {
        JsonNode found = card.path(entry);
        for (int i = 0; i < Math.max(found.size(), expected.size()); i++) {
            if (!found.path(i).equals(BY_VALUE, expected.path(i))) {
                throw new ModelFormatException(
                        "was made with another " + entry + " of prior " + prior + ": entry " + i + " is "
                                + named(found.path(i)) + ", expected " + named(expected.path(i)) + "; calibrate again");
            }
        }
    }

    private static String named(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.toString();
    }

    /** Rounding in another tool's arithmetic is let pass, a number that was damaged is not. */
    private static void requireCovariance(DMatrixRMaj p) {
        double largest = CommonOps_DDRM.elementMaxAbs(p);
        for (int i = 0; i < p.numRows; i++) {
            for (int j = 0; j <= i; j++) {
                double size = Math.sqrt(Math.abs(p.get(i, i))) * Math.sqrt(Math.abs(p.get(j, j)));
                double difference = Math.abs(p.get(i, j) - p.get(j, i));
                if (difference > 1e-6 * size + 1e-12 * largest || p.get(i, i) < -1e-12 * largest) {
                    throw new ModelFormatException("tensor theta.covariance holds " + p.get(i, j) + " at (" + i + ", "
                            + j + ") and " + p.get(j, i) + " at (" + j + ", " + i
                            + "), expected a symmetric matrix with a diagonal >= 0");
                }
            }
        }
    }
}
