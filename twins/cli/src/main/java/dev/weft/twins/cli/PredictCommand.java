package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecast;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forecast measured series from their first rows. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        header = "Forecast from the first rows of measured series.",
        description =
                "Forecast: the first N rows of every series tell where the machine is, afterwards the model runs free on the "
                        + "inputs alone. Writes series, step, time, and each output with its standard deviation. Later outputs in the "
                        + "data are only compared with, never used.",
        footer = {
            "",
            "Example: weft predict tanks.safetensors --data tanks.csv --map pump=uVal \\",
            "             --map level=yVal --step 4 --context 5 --out forecast.csv"
        })
final class PredictCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or the name of a prior.")
    String modelName = "";

    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    BetweenOption inputs = new BetweenOption();

    @Mixin
    OutputOptions out = new OutputOptions();

    @Option(
            names = "--context",
            paramLabel = "N",
            description =
                    "Rows of truth at the start of every series; of a series that is shorter, all. Default: 0 of a "
                            + "physics model; of a weight-space model as many as it was trained with, else all.")
    @Nullable
    Integer context;

    @Option(
            names = "--adapt",
            paramLabel = "MODE",
            description =
                    "What the context may change: filter (state and parameters, one pass without gradients), unscented or "
                            + "ensemble (the same by other filters, for equations that bend), batch (refit to the context), none "
                            + "(the state only). Default filter. A weight-space model adapts by its own recurrence, which is a "
                            + "filter.")
    @Nullable
    Adaptation adaptation;

    @Mixin
    KnownOptions known = new KnownOptions();

    @Mixin
    ReportOption report = new ReportOption();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        if (context != null && context < 0) {
            throw new DataException("--context = " + context + ", expected 0 or more rows");
        }
        ModelSource.Opened opened = new ModelSource().open(modelName);
        out.requireTable();
        report.require(out.force);
        known.requireFor(modelName, opened);
        if (opened instanceof ModelSource.Opened.Warp warp) {
            if (adaptation != null && adaptation != Adaptation.FILTER) {
                throw new DataException("--adapt = " + adaptation.name().toLowerCase(Locale.ROOT)
                        + " with a weight-space model, expected filter or nothing: it adapts by its own recurrence");
            }
            if (inputs.orHeld() != InputsBetween.HELD) {
                throw new DataException("--between = " + inputs.orHeld().id()
                        + " with a weight-space model, expected held or nothing: it knows rows only");
            }
            new WarpPrediction(modelName, warp.model(), data.read(warp.model()), context).run(out, report, output);
            return 0;
        }
        return predict(((ModelSource.Opened.Physics) opened).choice(), context == null ? 0 : context);
    }

    private int predict(ModelSource.Choice choice, int rows) {
        PhysicsPrior prior = choice.prior();
        Measurements measured = data.read(prior, MissingValues.KEEP).withInputsBetween(inputs.orThatOf(choice));
        PhysicsModel model = known.of(choice.model(measured::samplingInterval));
        Adaptation chosen = adaptation == null ? Adaptation.FILTER : adaptation;
        List<Forecast> forecasts = forecast(model, measured.series(), chosen, rows);
        out.write(table(prior, measured.series(), forecasts, rows));
        ForecastScore score = ForecastScore.of(prior, measured, forecasts, rows);
        ContextFindings findings = ContextFindings.of(measured.series(), forecasts);
        report.write(out.force, () -> new ForecastReport(prior, measured.series(), forecasts, score, rows).build());
        if (output.json) {
            ObjectNode object = JsonOutput.newObject();
            object.put("prior", prior.name())
                    .put("out", out.path().toString())
                    .put("series", forecasts.size())
                    .put("context", rows)
                    .put("adapt", chosen.name().toLowerCase(Locale.ROOT));
            score.writeTo(object);
            findings.writeTo(object);
            JsonOutput.print(object);
        } else {
            System.out.print(score);
            System.out.print(findings);
            System.out.println("forecast written to " + out.path());
        }
        return 0;
    }

    /** Series are independent: forecast them in parallel, in chunks that share a forecaster's scratch. */
    private static List<Forecast> forecast(
            PhysicsModel model, List<MeasuredSeries> series, Adaptation adaptation, int known) {
        AtomicInteger done = new AtomicInteger();
        ThreadLocal<Forecaster> forecasters = ThreadLocal.withInitial(() -> new Forecaster(model, adaptation));
        try (Progress progress = new Progress("forecasting", series.size())) {
            return series.parallelStream()
                    .map(run -> {
                        Forecast forecast = forecasters.get().forecast(run, Math.min(known, run.length()));
                        progress.stepTo(done.incrementAndGet());
                        return forecast;
                    })
                    .toList();
        }
    }

    private Table table(PhysicsPrior prior, List<MeasuredSeries> series, List<Forecast> forecasts, int known) {
        int rows = series.stream().mapToInt(MeasuredSeries::length).sum();
        List<String> names = new ArrayList<>(rows);
        long[] steps = new long[rows];
        double[] times = new double[rows];
        int q = prior.outputs().size();
        double[][] values = new double[2 * q][rows];
        int row = 0;
        for (int s = 0; s < series.size(); s++) {
            for (int i = 0; i < series.get(s).length(); i++, row++) {
                names.add(series.get(s).name());
                steps[row] = i;
                times[row] = series.get(s).time(i);
                for (int k = 0; k < q; k++) {
                    values[2 * k][row] = forecasts.get(s).output(i, k);
                    values[2 * k + 1][row] = forecasts.get(s).standardDeviation(i, k);
                }
            }
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.texts("series", names).withMeaning("series of the data"));
        columns.add(Column.integers("step", steps).withMeaning("row within the series, from 0"));
        columns.add(Column.numbers("time", times).withUnit("s").withMeaning("time of the row"));
        IntStream.range(0, q).forEach(k -> {
            Output o = prior.outputs().get(k);
            String unit = Units.text(o.unit());
            columns.add(Column.numbers(o.name(), values[2 * k]).withUnit(unit).withMeaning("forecast: " + o.meaning()));
            columns.add(Column.numbers(o.name() + "_sd", values[2 * k + 1])
                    .withUnit(unit)
                    .withMeaning("standard deviation of a reading about the forecast"));
        });
        return Table.of("forecast", columns)
                .withMetadata(Map.of(
                        "weft.prior", prior.name(), "weft.context", Integer.toString(known), "weft.model", modelName));
    }
}
