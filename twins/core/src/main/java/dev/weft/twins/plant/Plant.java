package dev.weft.twins.plant;

import dev.weft.sdk.data.Nearest;
import dev.weft.twins.guard.Policy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Say of a whole plant which assets it has, what tells of them, and how their twins may learn.
 *
 * @param file the file that says so, for messages; empty if it was not read from one
 * @param name name of the plant, for people
 * @param store folder of the store, or URL of a PostgreSQL database without a password; empty if said elsewhere
 * @param sources sources by name, one or more
 * @param policies policies by name
 * @param assets assets with all their settings, one or more
 */
public record Plant(
        Optional<Path> file,
        String name,
        Optional<String> store,
        Map<String, PlantSource> sources,
        Map<String, Policy> policies,
        List<PlantAsset> assets) {
    /**
     * Check that everything that is named is there.
     *
     * @throws IllegalArgumentException if an asset has no model, names an unknown source or policy, or the same id as
     *     another; a source tells of no asset; two of them are standard input; or the store's URL holds a password
     */
    public Plant {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
        assets = List.copyOf(assets);
        store.ifPresent(Plant::requireNoPassword);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources: there is none, expected one or more");
        }
        if (assets.isEmpty()) {
            throw new IllegalArgumentException("assets: there is none, expected one or more");
        }
        if (sources.values().stream().filter(PlantSource::isLive).count() > 1) {
            throw new IllegalArgumentException("sources: two of them read standard input, expected one at most");
        }
        Set<String> ids = new HashSet<>();
        Set<String> unused = new HashSet<>(sources.keySet());
        for (int i = 0; i < assets.size(); i++) {
            PlantAsset asset = assets.get(i);
            String place = "assets[" + i + "]";
            if (!ids.add(asset.name().text())) {
                throw new IllegalArgumentException(
                        place + ": '" + asset.name().text() + "' is there twice, expected once");
            }
            if (asset.settings().model().isEmpty()) {
                throw new IllegalArgumentException(
                        place + ".model is missing, expected a model file or the name of a prior, here or in defaults");
            }
            requireKnown(place + ".policy", "policy", asset.settings().policy(), policies.keySet());
            requireKnown(place + ".source", "source", asset.settings().source(), sources.keySet());
            if (asset.settings().source().isEmpty() && sources.size() > 1) {
                throw new IllegalArgumentException(place + ".source is missing, expected one of "
                        + String.join(", ", sources.keySet()) + ", here or in defaults");
            }
            String source =
                    asset.settings().source().orElse(sources.keySet().iterator().next());
            unused.remove(source);
            boolean tells = Objects.requireNonNull(sources.get(source)).asset().isPresent();
            if (asset.name() instanceof AssetName.Matching && !tells) {
                throw new IllegalArgumentException(
                        place + ".match = '" + asset.name().text() + "', expected an id: source " + source
                                + " has no column that names assets; name it, sources." + source + ".asset");
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("sources."
                    + sources.keySet().stream()
                            .filter(unused::contains)
                            .findFirst()
                            .orElseThrow() + ": no asset names it, expected one that does, or no such source");
        }
    }

    private static void requireNoPassword(String store) {
        String lower = store.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:") && (lower.contains("password=") || lower.matches("jdbc:\\w+://[^/?]*@.*"))) {
            throw new IllegalArgumentException(
                    "store: the URL holds a password, expected none: files are copied and kept;"
                            + " put it into PGPASSWORD or ~/.pgpass");
        }
    }

    private static void requireKnown(String place, String kind, Optional<String> name, Set<String> known) {
        name.filter(n -> !known.contains(n)).ifPresent(n -> {
            throw new IllegalArgumentException(
                    Nearest.unknown(place, kind, n, known).getMessage());
        });
    }

    /** Return the name of an asset's source. */
    String sourceOf(PlantAsset asset) {
        return asset.settings()
                .source()
                .orElseGet(() -> sources.keySet().iterator().next());
    }

    /** Return the policy of an asset's twins. */
    Policy policyOf(PlantAsset asset) {
        return asset.settings().policy().map(policies::get).orElseGet(Policy::standard);
    }

    /** Return a path as the plant's file means it: relative to its folder. */
    public Path resolve(String path) {
        return file.map(f -> f.resolveSibling(path)).orElseGet(() -> Path.of(path));
    }

    /** Return where a source is declared, with what follows a place in a message; nothing if that is not a file. */
    String placeOf(String source) {
        return file.map(f -> f + ": sources." + source + ": ").orElse("");
    }

    /** Return where an asset is declared, with what follows a place in a message; nothing if that is not a file. */
    String placeOf(PlantAsset asset) {
        return file.map(f -> f + ": assets[" + assets.indexOf(asset) + "]: ").orElse("");
    }
}
