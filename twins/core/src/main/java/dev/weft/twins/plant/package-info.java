/**
 * A whole plant: which sources tell of which assets, and how their rows become readings of live twins.
 *
 * <p>A {@link dev.weft.twins.plant.Plant} says it, {@link dev.weft.twins.plant.PlantJson} reads it from a file, and a
 * {@link dev.weft.twins.plant.PlantRun} plays the sources into a fleet, row by row in bounded memory. What is no reading ends
 * in the store's quarantine of stray lines; only what the plant itself says wrongly is refused.
 */
@NullMarked
package dev.weft.twins.plant;

import org.jspecify.annotations.NullMarked;
