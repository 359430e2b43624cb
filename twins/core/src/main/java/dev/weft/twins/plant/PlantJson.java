package dev.weft.twins.plant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.priors.Units;
import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.JsonFields;
import dev.weft.sdk.data.RowRange;
import dev.weft.sdk.data.Sampling;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Read a plant from a JSON file, strictly. Paths in it are relative to it.
 *
 * <p>The format is described by the resource {@value #SCHEMA} beside this class, a JSON Schema of draft 2020-12.
 */
public final class PlantJson {
    /** Name of the JSON Schema beside this class. */
    public static final String SCHEMA = "plant.schema.json";

    private static final long MOST_BYTES = 1 << 24;
    private static final String STANDARD_INPUT = "-";

    private static final List<String> KEYS =
            List.of("$schema", "plant", "store", "sources", "policies", "defaults", "assets");
    private static final List<String> SOURCE = List.of("file", "asset", "time", "timeUnit", "step", "rows");
    private static final List<String> SETTINGS = List.of(
            "model",
            "source",
            "policy",
            "map",
            "units",
            "scales",
            "redundant",
            "provenance",
            "initial",
            "interval",
            "drift");
    private static final List<String> ASSET = assetKeys();

    private final Path file;
    private final String where;
    private final Function<Path, Policy> policies;

    private PlantJson(Path file, Function<Path, Policy> policies) {
        this.file = file;
        this.where = file.toString();
        this.policies = policies;
    }

    private static List<String> assetKeys() {
        List<String> keys = new ArrayList<>(List.of("id", "match", "limit"));
        keys.addAll(SETTINGS);
        return List.copyOf(keys);
    }

    /**
     * Read a plant.
     *
     * @param policies reads a policy from a file
     * @throws DataException if the file cannot be read or is no plant: with the path, what was found and what was expected
     */
    public static Plant read(Path file, Function<Path, Policy> policies) {
        return new PlantJson(file, policies).plant(text(file));
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new DataException(file + ": " + (Files.exists(file) ? "is not a file" : "no such file")
                        + ", expected a plant as JSON");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(file + ": has more than 16 MiB, expected a plant; let one asset stand for many"
                        + " (\"match\": \"pump-*\")");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new DataException(
                    file + ": cannot be read: " + e.getMessage() + ", expected a JSON text in UTF-8", e);
        }
    }

    private Plant plant(String json) {
        JsonFields fields = JsonFields.parse(where, json, KEYS);
        fields.text("$schema");
        String name = fields.text("plant").orElseThrow(() -> fields.missing("plant", "the name of the plant"));
        Map<String, PlantSource> sources = members(fields, "sources", this::source);
        Map<String, Policy> known = members(fields, "policies", this::policy);
        AssetSettings defaults =
                settings(fields.object("defaults", SETTINGS).orElseGet(() -> JsonFields.parse(where, "{}", SETTINGS)));
        List<PlantAsset> assets = new ArrayList<>();
        for (JsonNode node : fields.list("assets", "a list of assets")) {
            assets.add(asset(JsonFields.of(where + ": assets[" + assets.size() + "]", node, ASSET), defaults));
        }
        Optional<String> store = fields.text("store")
                .map(text -> text.startsWith("jdbc:")
                        ? text
                        : path(fields, "store", text).toString());
        return fields.checked("", () -> new Plant(Optional.of(file), name, store, sources, known, assets));
    }

    private <T> Map<String, T> members(JsonFields fields, String key, BiFunction<String, JsonNode, T> reader) {
        Map<String, T> members = new LinkedHashMap<>();
        fields.node(key).ifPresent(object -> {
            if (!object.isObject()) {
                throw fields.refused(key, object, "an object with one member for each of the " + key);
            }
            object.properties().forEach(entry -> {
                if (entry.getKey().isBlank() || entry.getKey().length() > 100) {
                    throw new DataException(where + ": " + key + ": the name " + DataException.quote(entry.getKey())
                            + " has " + entry.getKey().length() + " characters, expected 1 to 100, not only blanks");
                }
                members.put(entry.getKey(), reader.apply(entry.getKey(), entry.getValue()));
            });
        });
        return members;
    }

    private PlantSource source(String name, JsonNode node) {
        JsonFields f = JsonFields.of(where + ": sources." + name, node, SOURCE);
        String named = f.text("file")
                .orElseThrow(
                        () -> f.missing("file", "a .csv, .arrow, .jsonl or .ndjson file, or - for standard input"));
        Optional<Path> place = named.equals(STANDARD_INPUT) ? Optional.empty() : Optional.of(path(f, "file", named));
        OptionalDouble step = f.has("step") ? OptionalDouble.of(f.number("step", 0)) : OptionalDouble.empty();
        Conversion time = f.text("timeUnit")
                .map(unit -> refusing(f, () -> Conversion.between(Units.parse(unit), Units.SECOND)))
                .orElse(Conversion.NONE);
        RowRange rows =
                f.text("rows").map(r -> refusing(f, () -> RowRange.parse(r))).orElse(RowRange.ALL);
        return new PlantSource(
                place, f.text("asset"), refusing(f, () -> new Sampling(f.text("time"), step)), time, rows);
    }

    /** Puts the place before a refusal of a value that checks itself. */
    private static <T> T refusing(JsonFields fields, Supplier<T> check) {
        return fields.checked("", () -> {
            try {
                return check.get();
            } catch (DataException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        });
    }

    private Policy policy(String name, JsonNode node) {
        String place = where + ": policies." + name;
        if (node.isTextual() && !node.textValue().isBlank()) {
            try {
                return policies.apply(file.resolveSibling(node.textValue()));
            } catch (DataException e) {
                throw new DataException(place + ": " + e.getMessage(), e);
            }
        }
        if (!node.isObject()) {
            throw new DataException(place + " = " + node + ", expected a policy, or the name of a file with one");
        }
        return PolicyJson.read(place, node.toString());
    }

    private Path path(JsonFields fields, String key, String text) {
        try {
            return file.resolveSibling(text);
        } catch (InvalidPathException e) {
            return fields.checked(key, () -> {
                throw new IllegalArgumentException(
                        DataException.quote(text) + " is no path: " + e.getReason() + ", expected one", e);
            });
        }
    }

    private PlantAsset asset(JsonFields f, AssetSettings defaults) {
        Optional<String> id = f.text("id");
        Optional<String> match = f.text("match");
        if (id.isPresent() == match.isPresent()) {
            throw f.missing("id", "the id of one asset, or match, a pattern of many such as pump-*, and not both");
        }
        if (id.isPresent() && f.has("limit")) {
            throw f.refused("limit", f.node("limit").orElseThrow(), "none beside an id; it is for match");
        }
        AssetName name = f.checked(
                "",
                () -> id.<AssetName>map(AssetName.One::new)
                        .orElseGet(() ->
                                new AssetName.Matching(match.orElseThrow(), f.whole("limit", AssetName.USUAL_MOST))));
        return new PlantAsset(name, settings(f).over(defaults));
    }

    private AssetSettings settings(JsonFields f) {
        SignalColumns columns = new SignalColumns(
                texts(f, "map"), texts(f, "units"), numbers(f, "scales"), texts(f, "redundant"), f.text("provenance"));
        return f.checked(
                "",
                () -> new AssetSettings(
                        f.text("model"),
                        f.text("source"),
                        f.text("policy"),
                        columns,
                        numbers(f, "initial"),
                        number(f, "interval"),
                        number(f, "drift")));
    }

    private static OptionalDouble number(JsonFields f, String key) {
        return f.has(key) ? OptionalDouble.of(f.number(key, 0)) : OptionalDouble.empty();
    }

    private Map<String, String> texts(JsonFields f, String key) {
        return members(f, key, (name, value) -> {
            if (!value.isTextual() || value.textValue().isBlank()) {
                throw f.refused(key + "." + name, value, "a text");
            }
            return value.textValue();
        });
    }

    private Map<String, Double> numbers(JsonFields f, String key) {
        return members(f, key, (name, value) -> {
            if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
                throw f.refused(key + "." + name, value, "a finite number");
            }
            return value.doubleValue();
        });
    }
}
