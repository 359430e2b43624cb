package dev.weft.twins.plant;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Row;
import dev.weft.sdk.data.RowSource;
import dev.weft.twins.store.StrayLine;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Make arrivals out of the rows of a source, in its order. */
final class SourceReader {
    private final String name;
    private final PlantSource source;
    private final AssetBook book;
    private final Clock clock;
    private final Map<String, Long> steps = new HashMap<>();

    SourceReader(String name, PlantSource source, AssetBook book, Clock clock) {
        this.name = name;
        this.source = source;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Check that the columns of assets and times are there.
     *
     * @throws DataException if one is not
     */
    static void requireColumns(PlantSource source, RowSource rows) {
        source.asset().ifPresent(column -> RowBinding.requireColumn(rows, "the name of a row's asset", column));
        source.timeColumn().ifPresent(column -> {
            boolean usual = source.sampling().column().isEmpty();
            if (usual && rows.columns().map(all -> !all.contains(column)).orElse(false)) {
                throw new DataException(rows.name() + ": no column '" + column
                        + "' tells when the rows were measured; give a constant step (--step SECONDS, in a plant file step)"
                        + " or say which column holds the times (--map time=COLUMN, in a plant file time); known: "
                        + String.join(", ", rows.columns().orElse(List.of())));
            }
            RowBinding.requireColumn(rows, "the times", column);
        });
    }

    Arrival arrival(Row row) {
        if (row.fault().isPresent()) {
            return stray(row, row.fault().get());
        }
        List<Arrival.Item> readings = new ArrayList<>();
        List<StrayLine> notes = new ArrayList<>();
        if (source.asset().isEmpty()) {
            double time = time(row, "");
            if (!Double.isFinite(time)) {
                return stray(row, noTime(row));
            }
            for (BoundAsset asset : book.all()) {
                readings.add(item(row, time, asset.name().text(), asset, notes));
            }
            return new Arrival(time, readings, notes);
        }
        Optional<String> called = row.cell(source.asset().get());
        if (called.isEmpty()) {
            return stray(row, "column " + DataException.quote(source.asset().get()) + " names no asset");
        }
        AssetBook.Found found = book.find(called.get());
        if (found.asset().isEmpty()) {
            return stray(row, found.reason());
        }
        double time = time(row, called.get());
        if (!Double.isFinite(time)) {
            return stray(row, noTime(row));
        }
        readings.add(item(row, time, called.get(), found.asset().get(), notes));
        return new Arrival(time, readings, notes);
    }

    private Arrival.Item item(Row row, double time, String twin, BoundAsset asset, List<StrayLine> notes) {
        return new Arrival.Item(
                twin, asset, asset.binding().read(row, time, note -> notes.add(line(row, twin + ": " + note))));
    }

    private double time(Row row, String asset) {
        if (source.timeColumn().isPresent()) {
            String column = source.timeColumn().get();
            return row.unreadable(column)
                    .map(SourceReader::calendar)
                    .orElseGet(() -> source.time().apply(row.number(column)));
        }
        return (steps.merge(asset, 1L, Long::sum) - 1)
                * source.sampling().step().orElseThrow();
    }

    /** Seconds since 1970 of a time as ISO 8601 writes it, with its zone; NaN of any other text. */
    private static double calendar(String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            return moment.getEpochSecond() + moment.getNano() / 1e9;
        } catch (DateTimeException noTime) {
            return Double.NaN;
        }
    }

    private String noTime(Row row) {
        String column = source.timeColumn().orElse("");
        String found = row.cell(column)
                .map(text -> " holds " + DataException.quote(text)
                        + ", expected a finite number or a time such as 2026-03-01T12:00:00Z")
                .orElse(" is empty");
        return "no time: column " + DataException.quote(column) + found;
    }

    private Arrival stray(Row row, String reason) {
        return new Arrival(Double.NaN, List.of(), List.of(line(row, reason)));
    }

    private StrayLine line(Row row, String reason) {
        return new StrayLine(name, row.line(), row.text(), reason, clock.instant());
    }
}
