package dev.weft.sdk.validation.method;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.training.Trainer;
import dev.weft.sdk.training.TrainingData;
import dev.weft.sdk.training.TrainingListener;
import dev.weft.sdk.training.TrainingMode;
import dev.weft.sdk.training.TrainingResult;
import dev.weft.sdk.training.TrainingSettings;
import dev.weft.sdk.training.ValidationSettings;
import dev.weft.sdk.warp.FinalActivation;
import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.RootSettings;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpForecast;
import dev.weft.sdk.warp.WarpForecaster;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.lanes.Precision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forecast by a small weight-space model without physics, trained on records of other machines of the kind: what one would
 * have without a prior.
 */
final class BlackBox implements ForecastMethod {
    private static final List<Integer> HIDDEN = List.of(12, 12);
    private static final double KEPT_BACK = 0.125;
    private static final int BATCH = 16;
    private static final double LEARNING_RATE = 3e-3;

    private final WarpModel model;
    private final int records;

    private BlackBox(WarpModel model, int records) {
        this.model = model;
        this.records = records;
    }

    /**
     * Train one.
     *
     * @param context rows that a forecast knows
     * @param seconds how long
     */
    static BlackBox trained(
            PhysicsPrior prior, List<MeasuredSeries> records, int context, double seconds, TrainingListener listener)
            throws InterruptedException {
        List<WarpSeries> raw = records.stream().map(r -> series(r, r.length())).toList();
        TransitionSettings transition =
                TransitionSettings.of(Structure.BLOCK_DIAGONAL).withRadius(1);
        WarpSettings settings = WarpSettings.forecasting(
                        prior.outputs().stream().map(o -> o.name()).toList(),
                        RootSettings.of(HIDDEN)
                                .withFinal(new FinalActivation.DynamicTanh())
                                .withPrevious(true),
                        transition,
                        InitialSettings.freeWeights(),
                        raw.get(0).length())
                .withInputs(
                        prior.inputs().stream().map(i -> "input." + i.name()).toList());
        Normalisation normalisation = Normalisation.perColumn(settings, raw);
        TrainingSettings training = TrainingSettings.STANDARD
                .withMode(TrainingMode.AUTOREGRESSIVE)
                .withForcing(0)
                .withBatch(BATCH)
                .withEpochs(Integer.MAX_VALUE);
        training = training.withOptimiser(training.optimiser().withLearningRate(LEARNING_RATE))
                .withResources(
                        training.resources().withPrecision(Precision.FLOAT).withTimeBudget(Duration.ofMillis((long)
                                (1000 * seconds))));
        TrainingData data = TrainingData.split(
                raw.stream().map(normalisation::apply).toList(),
                new ValidationSettings(KEPT_BACK, 0),
                1,
                raw.get(0).time(1) - raw.get(0).time(0));
        TrainingResult result = new Trainer(settings, training, context).train(data, listener);
        WarpModel model =
                new WarpModel(settings, result.parameters(), normalisation, data.interval(), WarpProvenance.unknown());
        return new BlackBox(model, records.size());
    }

    private static WarpSeries series(MeasuredSeries measured, int length) {
        double[] times = new double[length];
        double[][] signals = new double[length][];
        double[][] inputs = new double[length][];
        for (int t = 0; t < length; t++) {
            times[t] = measured.time(t);
            signals[t] = measured.outputs(t);
            inputs[t] = measured.inputs(t);
        }
        return new WarpSeries(measured.name(), times, signals, inputs, new double[length][0], -1);
    }

    @Override
    public String name() {
        return "black box (WARP)";
    }

    @Override
    public String learns() {
        return model.layout().size() + " parameters from other machines, then its weights from each context";
    }

    @Override
    public int records() {
        return records;
    }

    @Override
    public List<double[][]> forecast(List<MeasuredSeries> series, int context) {
        List<WarpSeries> known = series.stream().map(s -> series(s, s.length())).toList();
        List<double[][]> forecasts = new ArrayList<>();
        for (WarpForecast forecast : new WarpForecaster(model).forecast(known, context, done -> {})) {
            double[][] rows = new double[known.get(forecasts.size()).length()][];
            Arrays.setAll(rows, t -> new double[0]);
            for (int i = 0; i < forecast.length(); i++) {
                if (forecast.step(i) < rows.length) {
                    double[] row = new double[forecast.outputs()];
                    for (int k = 0; k < row.length; k++) {
                        row[k] = forecast.mean(i, k);
                    }
                    rows[forecast.step(i)] = row;
                }
            }
            forecasts.add(rows);
        }
        return forecasts;
    }
}
