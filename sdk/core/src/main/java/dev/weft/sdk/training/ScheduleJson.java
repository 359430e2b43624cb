package dev.weft.sdk.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.JsonFields;
import dev.weft.sdk.training.LearningRateSchedule.Constant;
import dev.weft.sdk.training.LearningRateSchedule.Cosine;
import dev.weft.sdk.training.LearningRateSchedule.Plateau;
import java.util.List;
import java.util.Map;

/** Write and read the object {@code schedule} of a training configuration: its kind decides about its other keys. */
final class ScheduleJson {
    static final Map<String, List<String>> KEYS = Map.of(
            "constant", List.of("kind"),
            "plateau", List.of("kind", "factor", "patience", "cooldown", "threshold", "minimum"),
            "cosine", List.of("kind", "warmUp", "minimum"));
    private static final Map<String, String> KINDS =
            JsonFields.choices(new String[] {"constant", "plateau", "cosine"}, kind -> kind);
    private static final List<String> ALL =
            List.of("kind", "factor", "patience", "cooldown", "threshold", "minimum", "warmUp");

    private ScheduleJson() {}

    /** Read the schedule of a training, the standard one if it was left out. */
    static LearningRateSchedule read(JsonFields training) {
        JsonFields any = training.object("schedule", ALL).orElse(null);
        if (any == null) {
            return Plateau.STANDARD;
        }
        if (!any.has("kind")) {
            throw any.missing("kind", "one of " + String.join(", ", KINDS.keySet()));
        }
        String kind = any.choice("kind", KINDS, "");
        JsonFields json =
                training.object("schedule", KEYS.getOrDefault(kind, ALL)).orElseThrow();
        return json.checked("", () -> switch (kind) {
            case "plateau" -> plateau(json);
            case "cosine" -> new Cosine(json.whole("warmUp", 0), json.number("minimum", 0));
            default -> new Constant();
        });
    }

    private static Plateau plateau(JsonFields json) {
        Plateau standard = Plateau.STANDARD;
        return new Plateau(
                json.number("factor", standard.factor()),
                json.whole("patience", standard.patience()),
                json.whole("cooldown", standard.cooldown()),
                json.number("threshold", standard.threshold()),
                json.number("minimum", standard.minimum()));
    }

    static void write(LearningRateSchedule schedule, ObjectNode json) {
        if (schedule instanceof Plateau plateau) {
            json.put("kind", "plateau")
                    .put("factor", plateau.factor())
                    .put("patience", plateau.patience())
                    .put("cooldown", plateau.cooldown())
                    .put("threshold", plateau.threshold())
                    .put("minimum", plateau.minimum());
        } else if (schedule instanceof Cosine cosine) {
            json.put("kind", "cosine").put("warmUp", cosine.warmUp()).put("minimum", cosine.minimum());
        } else {
            json.put("kind", "constant");
        }
    }
}
