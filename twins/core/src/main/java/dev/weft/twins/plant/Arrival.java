package dev.weft.twins.plant;

import dev.weft.twins.Reading;
import dev.weft.twins.store.StrayLine;
import java.util.List;

/**
 * What a row turned out to be.
 *
 * @param time event time; NaN if it has none
 * @param readings a reading for each asset that the row tells of
 * @param strays why it is of no asset, or what of it was taken as missing
 */
record Arrival(double time, List<Item> readings, List<StrayLine> strays) {
    /** A reading of a twin. */
    record Item(String twin, BoundAsset asset, Reading reading) {}
}
