package dev.weft.twins.cli;

import dev.weft.twins.plant.AssetModel;
import dev.weft.twins.plant.Plant;
import dev.weft.twins.plant.PlantAsset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Find the models of a plant's assets: each file is read once, and lies relative to the plant's. */
final class PlantModels implements Function<PlantAsset, AssetModel> {
    private final Plant plant;
    private final ModelSource models;
    private final Map<String, AssetModel> known = new HashMap<>();

    PlantModels(Plant plant, ModelSource models) {
        this.plant = plant;
        this.models = models;
    }

    @Override
    public AssetModel apply(PlantAsset asset) {
        return known.computeIfAbsent(asset.settings().model().orElseThrow(), this::find);
    }

    private AssetModel find(String name) {
        boolean file = models.catalogue().find(name).isEmpty() && (name.contains(".") || name.contains("/"));
        ModelSource.Choice choice = models.choose(file ? plant.resolve(name).toString() : name);
        return new AssetModel(choice.prior(), choice.loaded());
    }
}
