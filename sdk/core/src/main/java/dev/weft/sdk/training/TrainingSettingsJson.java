package dev.weft.sdk.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.JsonFields;
import dev.weft.solvers.lanes.Precision;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Write and read the object {@code training} of a training configuration. */
final class TrainingSettingsJson {
    static final List<String> KEYS = List.of(
            "mode",
            "forcing",
            "contextWeight",
            "sampling",
            "epochs",
            "batch",
            "batchesPerEpoch",
            "seed",
            "learningRate",
            "schedule",
            "weightDecay",
            "beta1",
            "beta2",
            "epsilon",
            "clip",
            "validation",
            "patience",
            "precision",
            "threads",
            "timeBudget",
            "checkpointInterval");
    private static final Map<String, TrainingMode> MODES = JsonFields.choices(TrainingMode.values(), TrainingMode::id);
    private static final Map<String, Precision> PRECISIONS =
            JsonFields.choices(Precision.values(), TrainingSettingsJson::name);
    private static final double MILLIS = 1e3;

    private final JsonFields json;

    private TrainingSettingsJson(JsonFields json) {
        this.json = json;
    }

    static TrainingSettings read(JsonFields json) {
        TrainingSettingsJson fields = new TrainingSettingsJson(json);
        TrainingSettings settings = TrainingSettings.STANDARD
                .withMode(json.choice("mode", MODES, TrainingSettings.STANDARD.mode()))
                .withSampling(json.flag("sampling", TrainingSettings.STANDARD.sampling()))
                .withSeed(json.longWhole("seed", TrainingSettings.STANDARD.seed()))
                .withOptimiser(fields.optimiser())
                .withValidation(fields.validation())
                .withResources(fields.resources());
        settings = fields.number("forcing", settings, TrainingSettings::withForcing);
        settings = fields.number("contextWeight", settings, TrainingSettings::withContextWeight);
        settings = fields.whole("epochs", settings, TrainingSettings::withEpochs);
        settings = fields.whole("batch", settings, TrainingSettings::withBatch);
        return fields.whole("batchesPerEpoch", settings, TrainingSettings::withBatchesPerEpoch);
    }

    private OptimiserSettings optimiser() {
        OptimiserSettings settings = OptimiserSettings.STANDARD.withSchedule(ScheduleJson.read(json));
        settings = number("learningRate", settings, OptimiserSettings::withLearningRate);
        settings = number("weightDecay", settings, OptimiserSettings::withWeightDecay);
        settings = number("beta1", settings, (s, beta) -> s.withBetas(beta, s.beta2()));
        settings = number("beta2", settings, (s, beta) -> s.withBetas(s.beta1(), beta));
        settings = number("epsilon", settings, OptimiserSettings::withEpsilon);
        return json.isNull("clip")
                ? settings.withClip(Double.POSITIVE_INFINITY)
                : number("clip", settings, OptimiserSettings::withClip);
    }

    private ValidationSettings validation() {
        ValidationSettings settings = number("validation", ValidationSettings.STANDARD, ValidationSettings::withShare);
        return whole("patience", settings, ValidationSettings::withPatience);
    }

    private ResourceSettings resources() {
        ResourceSettings settings = ResourceSettings.STANDARD.withPrecision(
                json.choice("precision", PRECISIONS, ResourceSettings.STANDARD.precision()));
        settings = whole("threads", settings, ResourceSettings::withThreads);
        settings = number("timeBudget", settings, (s, seconds) -> s.withTimeBudget(duration(seconds)));
        return number("checkpointInterval", settings, (s, seconds) -> s.withCheckpointInterval(duration(seconds)));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    private <T> T number(String key, T settings, BiFunction<T, Double, T> change) {
        return json.has(key) ? json.checked(key, () -> change.apply(settings, json.number(key, 0))) : settings;
    }

    private <T> T whole(String key, T settings, BiFunction<T, Integer, T> change) {
        return json.has(key) ? json.checked(key, () -> change.apply(settings, json.whole(key, 0))) : settings;
    }

    static void write(TrainingSettings settings, ObjectNode json) {
        json.put("mode", settings.mode().id())
                .put("forcing", settings.forcing())
                .put("contextWeight", settings.contextWeight())
                .put("sampling", settings.sampling())
                .put("epochs", settings.epochs())
                .put("batch", settings.batch())
                .put("batchesPerEpoch", settings.batchesPerEpoch())
                .put("seed", settings.seed());
        OptimiserSettings optimiser = settings.optimiser();
        json.put("learningRate", optimiser.learningRate());
        ScheduleJson.write(optimiser.schedule(), json.putObject("schedule"));
        json.put("weightDecay", optimiser.weightDecay())
                .put("beta1", optimiser.beta1())
                .put("beta2", optimiser.beta2())
                .put("epsilon", optimiser.epsilon());
        if (Double.isInfinite(optimiser.clip())) {
            json.putNull("clip");
        } else {
            json.put("clip", optimiser.clip());
        }
        ResourceSettings resources = settings.resources();
        json.put("validation", settings.validation().share())
                .put("patience", settings.validation().patience())
                .put("precision", name(resources.precision()))
                .put("threads", resources.threads());
        resources.timeBudget().ifPresent(budget -> json.put("timeBudget", budget.toMillis() / MILLIS));
        json.put("checkpointInterval", resources.checkpointInterval().toMillis() / MILLIS);
    }

    private static String name(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }
}
