package dev.weft.twins.plant;

import dev.weft.twins.store.TwinRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tell which asset of a source a name means: one that is listed, else the first pattern that matches. Bounded by limits. */
final class AssetBook {
    private final Map<String, BoundAsset> known = new HashMap<>();
    private final List<Kind> patterns = new ArrayList<>();
    private final List<BoundAsset> all;

    private static final class Kind {
        final BoundAsset asset;
        final AssetName.Matching name;
        final Pattern pattern;
        int count;

        Kind(BoundAsset asset, AssetName.Matching name) {
            this.asset = asset;
            this.name = name;
            this.pattern = name.pattern();
        }
    }

    /** What a name means, or why it means nothing. */
    record Found(Optional<BoundAsset> asset, String reason) {}

    AssetBook(List<BoundAsset> assets) {
        this.all = List.copyOf(assets);
        for (BoundAsset asset : assets) {
            if (asset.name() instanceof AssetName.Matching name) {
                patterns.add(new Kind(asset, name));
            } else {
                known.put(asset.name().text(), asset);
            }
        }
    }

    /** Return all assets, each pattern once. */
    List<BoundAsset> all() {
        return all;
    }

    /** Return the asset of this id, patterns left aside. */
    Optional<BoundAsset> listed(String id) {
        return Optional.ofNullable(known.get(id)).filter(asset -> asset.name() instanceof AssetName.One);
    }

    /** Return what a name means; nothing counts. */
    Optional<BoundAsset> meant(String name) {
        return Optional.ofNullable(known.get(name)).or(() -> matching(name).map(kind -> kind.asset));
    }

    /** Count a twin that is there already as one of those that its pattern has made: it is heard whatever the limit is. */
    void takeUp(String name) {
        if (!known.containsKey(name)) {
            matching(name).ifPresent(kind -> count(name, kind));
        }
    }

    /** Find what a name means; one that a pattern matches counts from then on. */
    Found find(String name) {
        BoundAsset asset = known.get(name);
        if (asset != null) {
            return new Found(Optional.of(asset), "");
        }
        if (!TwinRecord.isId(name)) {
            return new Found(Optional.empty(), "the name of its asset is none, expected 1 to 200 characters");
        }
        Optional<Kind> kind = matching(name);
        if (kind.isEmpty()) {
            return new Found(Optional.empty(), "no asset of the plant is called '" + name + "'");
        }
        if (kind.get().count >= kind.get().name.most()) {
            return new Found(
                    Optional.empty(),
                    "asset '" + name + "' would be one more than the "
                            + kind.get().name.most() + " that match '"
                            + kind.get().name.text() + "' may have (limit)");
        }
        count(name, kind.get());
        return new Found(Optional.of(kind.get().asset), "");
    }

    private Optional<Kind> matching(String name) {
        return patterns.stream()
                .filter(kind -> kind.pattern.matcher(name).matches())
                .findFirst();
    }

    private void count(String name, Kind kind) {
        kind.count++;
        known.put(name, kind.asset);
    }
}
