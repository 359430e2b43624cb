package dev.weft.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.JsonFields;
import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.ParameterLayout.Segment;
import dev.weft.sdk.warp.Scaling;
import dev.weft.sdk.warp.WarpColumns;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Write and read weight-space models as one safetensors file: a tensor for each segment of {@link ParameterLayout} plus
 * the metadata entry {@code weft} with the JSON card (kind, settings, normalisation, interval, provenance, version).
 *
 * <p>Numbers are written in 64 bits; 32 are read too. Loading executes nothing: names and shapes of all tensors must be
 * those that the card's settings make.
 */
public final class WarpModelFile {
    /** What the card calls a model of this kind. */
    static final String KIND = "warp";

    private static final List<String> KEYS = WarpSettingsJson.with(
            WarpSettingsJson.KEYS,
            "kind",
            "version",
            "signals",
            "inputs",
            "targets",
            "classes",
            "steps",
            "normalisation",
            "interval",
            "provenance");
    private static final List<String> GROUPS = List.of("signals", "inputs", "targets");
    private static final String CARD = "the card";

    private WarpModelFile() {}

    /** Write a model. The stream stays open. */
    public static void write(WarpModel model, OutputStream out) throws IOException {
        SafeTensors file = new SafeTensors();
        ModelCardJson.put(file, card(model));
        for (Segment segment : model.layout().segments()) {
            file.put(
                    segment.name(),
                    model.parameter(segment.name()),
                    segment.shape().toArray(Integer[]::new));
        }
        file.write(out);
    }

    private static ObjectNode card(WarpModel model) {
        WarpSettings settings = model.settings();
        ObjectNode card = ModelCardJson.create(KIND);
        WarpSettingsJson.write(settings, card);
        ((ObjectNode) card.path("root")).put("inputs", settings.rootInputs()).put("outputs", settings.rootOutputs());
        settings.signals().forEach(card.putArray("signals")::add);
        putNames(card, "inputs", settings.inputs());
        putNames(card, "targets", settings.targets());
        putNames(card, "classes", settings.classes());
        card.set("normalisation", normalisation(card, model.normalisation()));
        card.put("steps", settings.steps());
        if (model.isIntervalKnown()) {
            card.put("interval", model.interval());
        }
        if (!model.provenance().equals(WarpProvenance.unknown())) {
            putProvenance(card.putObject("provenance"), model.provenance());
        }
        return card;
    }

    private static void putNames(ObjectNode card, String key, List<String> names) {
        if (!names.isEmpty()) {
            names.forEach(card.putArray(key)::add);
        }
    }

    private static JsonNode normalisation(ObjectNode card, Normalisation normalisation) {
        if (normalisation.isNone()) {
            return card.nullNode();
        }
        ObjectNode groups = card.objectNode();
        List<List<Scaling>> scalings =
                List.of(normalisation.signals(), normalisation.inputs(), normalisation.targets());
        for (int g = 0; g < scalings.size(); g++) {
            ArrayNode columns = groups.putArray(GROUPS.get(g));
            for (Scaling scaling : scalings.get(g)) {
                if (scaling instanceof Scaling.Range range) {
                    columns.addArray().add(range.minimum()).add(range.maximum());
                } else {
                    columns.addNull();
                }
            }
        }
        return groups;
    }

    private static void putProvenance(ObjectNode json, WarpProvenance provenance) {
        json.put("dataHash", provenance.dataHash())
                .put("description", provenance.description())
                .put("version", provenance.version())
                .put("series", provenance.series())
                .put("rows", provenance.rows());
        ObjectNode losses = json.putObject("losses");
        provenance.losses().forEach(losses::put);
        json.put("configuration", provenance.configuration());
    }

    /**
     * Read a model.
     *
     * @param bytes the file's content
     * @throws ModelFormatException if the bytes are not a whole model file of this kind and version, its card holds
     *     something unknown or out of range, its tensors are not those that the card describes, or a number is not finite
     */
    public static WarpModel read(byte[] bytes) {
        return read(SafeTensors.read(bytes));
    }

    static WarpModel read(SafeTensors file) {
        JsonNode node = ModelCardJson.of(file);
        ModelCardJson.require(node, KIND);
        try {
            JsonFields card = JsonFields.of(CARD, node, KEYS);
            WarpSettings settings = settings(card);
            Normalisation normalisation = normalisation(card, settings);
            double interval = interval(card, settings);
            WarpProvenance provenance = provenance(card);
            double[] parameters = parameters(file, ParameterLayout.of(settings));
            WarpModel model = new WarpModel(settings, parameters, normalisation, interval, provenance);
            return card.has("interval") ? model : model.withUnknownInterval();
        } catch (DataException | IllegalArgumentException e) {
            throw new ModelFormatException("holds a model that cannot be: " + e.getMessage(), e);
        }
    }

    private static WarpSettings settings(JsonFields card) {
        if (!card.has("steps")) {
            throw card.missing("steps", "the number of steps that τ runs over");
        }
        return WarpSettingsJson.readCard(
                card,
                new WarpColumns(
                        card.texts("signals"), card.texts("inputs"), card.texts("targets"), card.texts("classes")),
                card.whole("steps", 0));
    }

    private static double interval(JsonFields card, WarpSettings settings) {
        // Without it a recurrence of equal steps is the same; a continuous one would run at another speed.
        if (settings.transition().continuous() && !card.has("interval")) {
            throw card.missing("interval", "the usual time between two steps: the transition is continuous");
        }
        return card.number("interval", 1);
    }

    private static Normalisation normalisation(JsonFields card, WarpSettings settings) {
        Optional<JsonFields> found = card.object("normalisation", GROUPS);
        if (found.isEmpty()) {
            return Normalisation.none(settings);
        }
        return new Normalisation(
                scalings(found.get(), "signals", settings.signals().size()),
                scalings(found.get(), "inputs", settings.inputs().size()),
                scalings(found.get(), "targets", settings.targets().size()));
    }

    private static List<Scaling> scalings(JsonFields groups, String key, int count) {
        String expected = "a pair [minimum, maximum] or null for each of " + count;
        List<Scaling> scalings = new ArrayList<>();
        for (JsonNode column : groups.list(key, expected)) {
            boolean pair = column.size() == 2
                    && column.path(0).isNumber()
                    && column.path(1).isNumber();
            if (!pair && !column.isNull()) {
                throw groups.refused(key + "[" + scalings.size() + "]", column, "[minimum, maximum] or null");
            }
            scalings.add(
                    pair
                            ? groups.checked(
                                    key,
                                    () -> new Scaling.Range(
                                            column.path(0).doubleValue(),
                                            column.path(1).doubleValue()))
                            : Scaling.NONE);
        }
        if (scalings.size() != count) {
            throw groups.missing(key + "[" + Math.min(count, scalings.size()) + "]", expected);
        }
        return scalings;
    }

    /** What is told of a model's origin changes nothing in it: keys that are not known are let pass. */
    private static WarpProvenance provenance(JsonFields card) {
        JsonNode json = card.node("provenance").orElse(null);
        if (json == null) {
            return WarpProvenance.unknown();
        }
        SortedMap<String, Double> losses = new TreeMap<>();
        json.path("losses")
                .properties()
                .forEach(e -> losses.put(e.getKey(), e.getValue().asDouble()));
        return new WarpProvenance(
                json.path("dataHash").asText(),
                json.path("description").asText(),
                json.path("version").asText(),
                json.path("series").asInt(),
                json.path("rows").asLong(),
                losses,
                json.path("configuration").asText());
    }

    private static double[] parameters(SafeTensors file, ParameterLayout layout) {
        file.requireOnly(layout.segments().stream().map(Segment::name).toList());
        // All shapes first: a small file must not make room for many numbers.
        layout.segments().forEach(s -> file.required(s.name(), s.shape()));
        double[] parameters = new double[layout.size()];
        for (Segment segment : layout.segments()) {
            double[] values = file.finite(segment.name(), segment.shape());
            System.arraycopy(values, 0, parameters, segment.offset(), values.length);
        }
        return parameters;
    }
}
