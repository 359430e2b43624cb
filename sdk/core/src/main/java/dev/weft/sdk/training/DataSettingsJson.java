package dev.weft.sdk.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.JsonFields;
import dev.weft.sdk.data.Sampling;
import java.util.List;
import java.util.Optional;

/** Write and read the object {@code data} of a training configuration. */
final class DataSettingsJson {
    static final List<String> KEYS = List.of(
            "series", "time", "step", "signals", "inputs", "targets", "label", "classes", "normalise", "context");

    private DataSettingsJson() {}

    static DataSettings read(JsonFields json) {
        List<String> signals = json.texts("signals");
        if (signals.isEmpty()) {
            throw json.missing("signals", "at least one column, such as [\"position\"]");
        }
        Optional<String> label = json.text("label");
        List<String> classes = json.texts("classes");
        int context = json.whole("context", 0);
        return json.checked(
                label.isPresent() == classes.isEmpty() ? "label" : "context",
                () -> new DataSettings(
                        json.text("series"),
                        sampling(json),
                        signals,
                        json.texts("inputs"),
                        json.texts("targets"),
                        label,
                        classes,
                        normalisation(json),
                        context));
    }

    private static Sampling sampling(JsonFields json) {
        Optional<JsonNode> step = json.node("step");
        if (step.isEmpty()) {
            return json.text("time").map(Sampling::byColumn).orElse(Sampling.TIME_COLUMN);
        }
        if (json.has("time")) {
            throw json.refused("step", step.get(), "either a column time or a step");
        }
        double seconds = json.number("step", 0);
        if (seconds <= 0) {
            throw json.refused("step", step.get(), "a number of seconds > 0");
        }
        return Sampling.every(seconds);
    }

    private static NormalisationMode normalisation(JsonFields json) {
        Optional<JsonNode> found = json.node("normalise");
        if (found.isEmpty()) {
            return NormalisationMode.EACH;
        }
        if (found.get().isBoolean()) {
            return found.get().booleanValue() ? NormalisationMode.EACH : NormalisationMode.NONE;
        }
        if (found.get().isTextual() && found.get().textValue().equals("all")) {
            return NormalisationMode.ALL;
        }
        throw json.refused("normalise", found.get(), "true, false or \"all\"");
    }

    static void write(DataSettings settings, ObjectNode json) {
        settings.series().ifPresent(column -> json.put("series", column));
        settings.sampling().column().ifPresent(column -> json.put("time", column));
        settings.sampling().step().ifPresent(seconds -> json.put("step", seconds));
        putTexts(json, "signals", settings.signals());
        putTexts(json, "inputs", settings.inputs());
        putTexts(json, "targets", settings.targets());
        settings.label().ifPresent(column -> json.put("label", column));
        putTexts(json, "classes", settings.classes());
        if (settings.normalisation() == NormalisationMode.ALL) {
            json.put("normalise", "all");
        } else {
            json.put("normalise", settings.normalisation() == NormalisationMode.EACH);
        }
        json.put("context", settings.context());
    }

    private static void putTexts(ObjectNode json, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(json.putArray(key)::add);
        }
    }
}
