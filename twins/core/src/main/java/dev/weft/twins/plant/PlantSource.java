package dev.weft.twins.plant;

import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.RowRange;
import dev.weft.sdk.data.Sampling;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Declare a source of rows.
 *
 * @param file a file that ends in {@code .csv}, {@code .arrow}, {@code .jsonl} or {@code .ndjson}; empty for standard input,
 *     a JSON object a line
 * @param asset column that names the asset of each row; without it every row tells of all assets that name the source
 * @param sampling the column of times, or the step between an asset's rows
 * @param time how a number in the column of times becomes seconds; a text as 2026-03-01T12:00:00Z is taken as it is, in seconds
 *     since 1970
 * @param rows the rows to take, those of a fault counted
 */
public record PlantSource(
        Optional<Path> file, Optional<String> asset, Sampling sampling, Conversion time, RowRange rows) {
    /** Tell whether rows arrive while the run goes on. */
    public boolean isLive() {
        return file.isEmpty();
    }

    /** Return the column of times; empty where rows lie a step apart. */
    Optional<String> timeColumn() {
        return sampling.step().isPresent()
                ? Optional.empty()
                : Optional.of(sampling.column().orElse(Sampling.TIME));
    }
}
