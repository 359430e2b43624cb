package dev.weft.twins.plant;

import dev.weft.sdk.data.DataException;
import java.util.List;

/**
 * Tell how a run ended.
 *
 * @param rows rows that were read
 * @param readings readings that twins took, good or bad
 * @param strays rows that were of no asset, had no time, or were no rows
 * @param cells cells that held no number and were taken as missing
 * @param stopped whether it was asked to stop before the sources ended
 * @param otherPolicy twins that were there already and keep another policy than the plant says
 * @param failures why sources broke off
 */
public record PlantEnd(
        long rows,
        long readings,
        long strays,
        long cells,
        boolean stopped,
        List<String> otherPolicy,
        List<DataException> failures) {
    /** Copy the lists. */
    public PlantEnd {
        otherPolicy = List.copyOf(otherPolicy);
        failures = List.copyOf(failures);
    }
}
