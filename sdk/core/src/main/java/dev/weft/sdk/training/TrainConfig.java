package dev.weft.sdk.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.JsonFields;
import dev.weft.sdk.model.WarpSettingsJson;
import dev.weft.sdk.warp.WarpSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Hold a whole training: the model, the data, how it is trained. What a configuration file says, and written back what a
 * checkpoint or a model keeps of it. Immutable and thread-safe.
 *
 * <p>The format is described by the resource {@value #SCHEMA} beside this class, a JSON Schema of draft 2020-12.
 */
public final class TrainConfig {
    /** Name of the JSON Schema beside this class. */
    public static final String SCHEMA = "train-config.schema.json";

    /** The keys of the whole object; {@code $schema} is for editors. */
    static final List<String> KEYS = List.of("$schema", "model", "data", "training");

    private static final int MOST_BYTES = 16 << 20;
    /** The length is known with the data; until then the shortest there is stands for it. */
    private static final int NO_STEPS = 2;

    private final WarpSettings model;
    private final DataSettings data;
    private final TrainingSettings training;

    /**
     * Put a training together.
     *
     * @param model what to train; its steps do not count
     * @param data what to train it on
     * @param training how
     * @throws IllegalArgumentException if the model is of other columns than the data, or is run in a way it cannot be
     */
    public TrainConfig(WarpSettings model, DataSettings data, TrainingSettings training) {
        requireSame("signals", model.signals(), data.signals());
        requireSame("inputs", model.inputs(), data.inputs());
        requireSame("targets", model.targets(), data.targets());
        requireSame("classes", model.classes(), data.classes());
        Trainer.requireRunnable(model, training, data.context());
        this.model = model.withSteps(NO_STEPS);
        this.data = data;
        this.training = training;
    }

    private static void requireSame(String what, List<String> model, List<String> data) {
        if (!model.equals(data)) {
            throw new IllegalArgumentException(
                    what + " of the model = " + model + ", expected those of the data, " + data);
        }
    }

    /**
     * Read a configuration.
     *
     * @param file a JSON file in UTF-8
     * @throws DataException if it cannot be read; see {@link #parse}
     */
    public static TrainConfig read(Path file) {
        return read(file, List.of());
    }

    /**
     * Read a configuration with some of its values changed.
     *
     * @param file a JSON file in UTF-8
     * @param changes what to put in its place, in this order
     * @throws DataException if it cannot be read, or a change does not fit; see {@link #parse}
     */
    public static TrainConfig read(Path file, List<ConfigChange> changes) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new DataException(file + ": " + (Files.exists(file) ? "is not a file" : "does not exist")
                        + ", expected a training configuration");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(file + ": has more than 16 MiB, expected a training configuration");
            }
            JsonNode text = JsonFields.tree(file.toString(), Files.readString(file));
            for (ConfigChange change : changes) {
                change.apply(file.toString(), text);
            }
            return of(JsonFields.of(file.toString(), text, KEYS));
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": is not UTF-8, expected a JSON text", e);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": does not exist, expected a training configuration", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Read a configuration from its text.
     *
     * @param where what the text came from, for messages
     * @throws DataException if it is not JSON, or a key is unknown, missing, of another type or out of its range: with
     *     the path, what was found and what was expected
     */
    public static TrainConfig parse(String where, String json) {
        return of(JsonFields.parse(where, json, KEYS));
    }

    private static TrainConfig of(JsonFields fields) {
        fields.text("$schema");
        DataSettings data = DataSettingsJson.read(fields.object("data", DataSettingsJson.KEYS)
                .orElseThrow(() -> fields.missing("data", "an object with the columns to train on")));
        WarpSettings model = WarpSettingsJson.read(
                fields.object("model", WarpSettingsJson.KEYS)
                        .orElseThrow(() -> fields.missing("model", "an object with the root network")),
                fields.checked("data", data::names),
                NO_STEPS);
        TrainingSettings training = fields.object("training", TrainingSettingsJson.KEYS)
                .map(TrainingSettingsJson::read)
                .orElse(TrainingSettings.STANDARD);
        return fields.checked("training", () -> new TrainConfig(model, data, training));
    }

    /**
     * Return what the model is made of.
     *
     * @param steps T, the length of the longest series
     * @throws IllegalArgumentException if it is below 2
     */
    public WarpSettings settings(int steps) {
        return model.withSteps(steps);
    }

    /** Return what it is trained on. */
    public DataSettings data() {
        return data;
    }

    /** Return how it is trained. */
    public TrainingSettings training() {
        return training;
    }

    /** Change how it is trained. */
    public TrainConfig withTraining(TrainingSettings changed) {
        return new TrainConfig(model, data, changed);
    }

    /** Return this configuration as JSON text that {@link #parse} reads, every default spelled out. */
    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        WarpSettingsJson.write(model, json.putObject("model"));
        DataSettingsJson.write(data, json.putObject("data"));
        TrainingSettingsJson.write(training, json.putObject("training"));
        return json.toPrettyString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainConfig that
                && model.equals(that.model)
                && data.equals(that.data)
                && training.equals(that.training);
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, data, training);
    }

    @Override
    public String toString() {
        return "TrainConfig[model=" + model + ", data=" + data + ", training=" + training + "]";
    }
}
