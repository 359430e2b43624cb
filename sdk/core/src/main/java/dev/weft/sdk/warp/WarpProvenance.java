package dev.weft.sdk.warp;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tell where a weight-space model comes from.
 *
 * @param dataHash SHA-256 of the training data in hex, empty if there were none
 * @param description a few words, may be empty
 * @param version of the library that trained it, empty if unknown
 * @param series number of series it was trained on
 * @param rows number of readings in them
 * @param losses final losses by name, such as {@code training} and {@code validation}; finite
 * @param configuration what it was trained with, as JSON text; empty if unknown
 */
public record WarpProvenance(
        String dataHash,
        String description,
        String version,
        int series,
        long rows,
        SortedMap<String, Double> losses,
        String configuration) {
    /** Copy the map and check the numbers. */
    public WarpProvenance {
        // Sorted, so that the same model makes the same bytes.
        losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
        if (series < 0 || rows < 0) {
            throw new IllegalArgumentException(
                    "training data = " + series + " series, " + rows + " rows, expected numbers >= 0");
        }
        losses.forEach((name, loss) -> {
            if (!Double.isFinite(loss)) {
                throw new IllegalArgumentException("loss " + name + " = " + loss + ", expected a finite number");
            }
        });
    }

    /** Return the provenance of a model of which nothing is known. */
    public static WarpProvenance unknown() {
        return new WarpProvenance("", "", "", 0, 0, new TreeMap<>(), "");
    }

    /** Change the training data. */
    public WarpProvenance withData(String hash, int seriesCount, long rowCount) {
        return new WarpProvenance(hash, description, version, seriesCount, rowCount, losses, configuration);
    }

    /** Change the description. */
    public WarpProvenance withDescription(String changed) {
        return new WarpProvenance(dataHash, changed, version, series, rows, losses, configuration);
    }

    /** Change the version of the library. */
    public WarpProvenance withVersion(String changed) {
        return new WarpProvenance(dataHash, description, changed, series, rows, losses, configuration);
    }

    /** Change the final losses. */
    public WarpProvenance withLosses(Map<String, Double> changed) {
        return new WarpProvenance(dataHash, description, version, series, rows, new TreeMap<>(changed), configuration);
    }

    /** Change the configuration. */
    public WarpProvenance withConfiguration(String json) {
        return new WarpProvenance(dataHash, description, version, series, rows, losses, json);
    }
}
