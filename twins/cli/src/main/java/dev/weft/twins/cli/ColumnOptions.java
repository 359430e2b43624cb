package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.ColumnUnits;
import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.RowRange;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.SignalMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer the options that say what the columns of measured data mean. */
abstract class ColumnOptions {
    @Option(
            names = "--map",
            paramLabel = "SIGNAL=COLUMN",
            description = "Which column holds which signal of the prior, for example level=yEst. Also time=COLUMN and "
                    + "series=COLUMN. Signals without a pair are looked for by their own name.")
    List<String> map = new ArrayList<>();

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            description = "Rows lie this far apart; used where no column tells the time.")
    @Nullable
    Double step;

    @Option(
            names = "--rows",
            paramLabel = "A:B",
            description = "Use data rows A (inclusive) to B (exclusive), counted from 0; either may be left out.")
    @Nullable
    String rows;

    @Option(
            names = "--unit",
            paramLabel = "SIGNAL=UNIT",
            description =
                    "Unit of the column that holds a signal, for example indoor=°C, heater=kW or time=h; converted to "
                            + "the prior's. Without it columns are in the prior's units, times in seconds.")
    Map<String, String> units = new LinkedHashMap<>();

    @Option(
            names = "--scale",
            paramLabel = "SIGNAL=FACTOR",
            description =
                    "Multiply the column that holds a signal, before its unit is converted, for example current=-1 "
                            + "where charging is positive.")
    Map<String, Double> scales = new LinkedHashMap<>();

    /**
     * Return which column holds which signal.
     *
     * @throws dev.weft.sdk.data.DataException if one is no signal of the prior
     */
    final SignalMap signals(PhysicsPrior prior) {
        SignalMap signals = SignalMap.parse(map);
        List<String> known = new ArrayList<>(List.of(Sampling.TIME, SeriesReader.SERIES));
        prior.inputs().forEach(i -> known.add(i.name()));
        prior.outputs().forEach(o -> known.add(o.name()));
        signals.requireSignals(known);
        return signals;
    }

    /** Return how cells of signals and times become their values. */
    final Map<String, Conversion> conversions(PhysicsPrior prior) {
        return new ColumnUnits(prior, "--unit ", "--scale ").conversions(units, scales);
    }

    final RowRange range() {
        return rows == null ? RowRange.ALL : RowRange.parse(rows);
    }

    final SeriesReader ranged(SeriesReader reader) {
        SeriesReader ranged = reader.withRows(range());
        return step == null ? ranged : ranged.withSampling(Sampling.every(step));
    }
}
