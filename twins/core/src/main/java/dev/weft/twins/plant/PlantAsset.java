package dev.weft.twins.plant;

/**
 * Declare an asset, or many that are alike.
 *
 * @param name which
 * @param settings how their twins begin and where readings come from
 */
public record PlantAsset(AssetName name, AssetSettings settings) {}
