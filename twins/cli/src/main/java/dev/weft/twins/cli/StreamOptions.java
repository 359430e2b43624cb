package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.RowSource;
import dev.weft.sdk.data.Rows;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.SignalMap;
import dev.weft.twins.plant.PlantSource;
import dev.weft.twins.plant.SignalColumns;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer the options that say where readings come from, and what their columns mean, to read them row by row. */
final class StreamOptions extends ColumnOptions {
    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "Measured data: .csv with a header line, .arrow, or .jsonl with a JSON object a line; - for such "
                            + "lines on standard input, followed as they come. Needed with MODEL.")
    @Nullable
    String data;

    @Option(
            names = "--twins",
            paramLabel = "COLUMN",
            description =
                    "Column that names the twin of each row; without it the column series, else one twin named after the file.")
    @Nullable
    String twins;

    @Option(
            names = "--redundant",
            paramLabel = "SIGNAL=COLUMN",
            description =
                    "Column of a signal's second sensor, in the unit of the first; the policy says how it is used.")
    Map<String, String> redundant = new LinkedHashMap<>();

    @Option(
            names = "--provenance",
            paramLabel = "COLUMN",
            description =
                    "Column that holds the mark of a forecast where a row is one that came back: nobody learns from it.")
    @Nullable
    String provenance;

    /** Return the source that the options describe. */
    PlantSource source(PhysicsPrior prior) {
        SignalMap signals = signals(prior);
        Optional<Path> file = file();
        Optional<String> asset = Optional.ofNullable(twins)
                .or(() -> Optional.ofNullable(signals.asMap().get(SeriesReader.SERIES)))
                .or(() -> file.filter(StreamOptions::hasSeries).map(there -> SeriesReader.SERIES));
        Sampling sampling = new Sampling(
                Optional.ofNullable(signals.asMap().get(Sampling.TIME)),
                step == null ? OptionalDouble.empty() : OptionalDouble.of(step));
        Conversion time = conversions(prior).getOrDefault(Sampling.TIME, Conversion.NONE);
        return new PlantSource(file, asset, sampling, time, range());
    }

    private Optional<Path> file() {
        if (data == null) {
            throw new DataException("weft run MODEL needs --data FILE, or - for standard input");
        }
        return data.equals(STANDARD_INPUT) ? Optional.empty() : Optional.of(Path.of(data));
    }

    private static boolean hasSeries(Path file) {
        try (RowSource rows = Rows.open(file)) {
            return rows.columns().map(all -> all.contains(SeriesReader.SERIES)).orElse(false);
        }
    }

    /** Return the columns of signals that the options describe. */
    SignalColumns columns(PhysicsPrior prior) {
        return new SignalColumns(
                signalsOnly(signals(prior).asMap()),
                signalsOnly(units),
                signalsOnly(scales),
                redundant,
                Optional.ofNullable(provenance));
    }

    private static <T> Map<String, T> signalsOnly(Map<String, T> all) {
        Map<String, T> signals = new LinkedHashMap<>(all);
        signals.keySet().remove(Sampling.TIME);
        signals.keySet().remove(SeriesReader.SERIES);
        return signals;
    }

    /** Return the name of the only twin where no column names them: that of the file without its ending. */
    String onlyId() {
        if (data == null || data.equals(STANDARD_INPUT)) {
            return "stdin";
        }
        String name = String.valueOf(Path.of(data).getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Return the first option that was given, empty if none was. */
    Optional<String> given() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--data", data != null);
        given.put("--map", !map.isEmpty());
        given.put("--step", step != null);
        given.put("--rows", rows != null);
        given.put("--unit", !units.isEmpty());
        given.put("--scale", !scales.isEmpty());
        given.put("--twins", twins != null);
        given.put("--redundant", !redundant.isEmpty());
        given.put("--provenance", provenance != null);
        return given.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
