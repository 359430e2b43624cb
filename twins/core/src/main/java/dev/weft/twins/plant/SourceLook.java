package dev.weft.twins.plant;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Row;
import dev.weft.sdk.data.RowRange;
import dev.weft.sdk.data.RowSource;
import dev.weft.sdk.data.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Look at the beginning of a source before it is played: how far apart readings of bare priors lie, and whether rows are there. */
final class SourceLook {
    private static final int MOST_ROWS = 100_000;

    private SourceLook() {}

    /**
     * Find the usual interval of those assets that need one: the step, else the median time between an asset's rows, else what
     * the prior says is usual.
     *
     * @param book the source's assets; names that it sees count
     * @throws DataException if there is no such interval, or the rows asked for are not there
     */
    static void at(PlantSource source, SourceReader reader, AssetBook book) {
        List<BoundAsset> open =
                book.all().stream().filter(BoundAsset::needsInterval).toList();
        Map<BoundAsset, List<Double>> intervals = new HashMap<>();
        boolean steps = source.sampling().step().isPresent();
        if (source.file().isPresent()
                && (!open.isEmpty() && !steps || !source.rows().equals(RowRange.ALL))) {
            look(source, reader, intervals);
        }
        for (BoundAsset asset : open) {
            List<Double> found = intervals.getOrDefault(asset, new ArrayList<>());
            found.sort(null);
            if (steps) {
                asset.setInterval(source.sampling().step().getAsDouble());
            } else if (!found.isEmpty()) {
                asset.setInterval(found.get(found.size() / 2));
            } else {
                asset.setInterval(asset.prior()
                        .sampling()
                        .orElseThrow(
                                () -> new DataException("asset " + asset.name().text() + ": nothing tells how far apart"
                                        + " its readings usually are, expected two rows whose times go forward, a calibrated model,"
                                        + " or in a plant file interval"))
                        .step());
            }
        }
    }

    private static void look(PlantSource source, SourceReader reader, Map<BoundAsset, List<Double>> intervals) {
        int from = source.rows().from();
        int end = source.rows().to().orElse(Integer.MAX_VALUE);
        Map<String, Double> newest = new HashMap<>();
        try (RowSource rows = Rows.open(source.file().orElseThrow())) {
            int seen = 0;
            // All rows up to the last that was asked for are counted, only so many of them are looked at.
            int last = source.rows().to().orElse(from + MOST_ROWS);
            for (Optional<Row> row = rows.next(); row.isPresent() && seen < last; row = rows.next()) {
                if (seen >= from && seen - from < MOST_ROWS) {
                    note(reader.arrival(row.get()), newest, intervals);
                }
                seen++;
            }
            if (source.rows().to().isPresent() ? seen < end : seen <= from && from > 0) {
                source.rows().endWithin(rows.name(), seen);
            }
        }
    }

    private static void note(Arrival arrival, Map<String, Double> newest, Map<BoundAsset, List<Double>> intervals) {
        for (Arrival.Item item : arrival.readings()) {
            Double before = newest.put(item.twin(), arrival.time());
            if (item.asset().needsInterval() && before != null && arrival.time() > before) {
                intervals
                        .computeIfAbsent(item.asset(), first -> new ArrayList<>())
                        .add(arrival.time() - before);
            }
        }
    }
}
