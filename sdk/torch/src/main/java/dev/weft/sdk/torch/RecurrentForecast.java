package dev.weft.sdk.torch;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.weft.sdk.validation.method.ForecastMethod;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Forecast with a recurrent network that was trained on records of other machines, on pieces of them that begin anywhere:
 * for the first third of the time to predict the next row of what was measured, with a little noise, which is quick; then
 * fed with its own predictions behind the rows it knows, over {@value #FIRST_FREE} rows at first and over ever longer
 * stretches, in the end as long as a forecast. Adam with a rate that falls along a cosine, squared errors of scaled
 * outputs; the parameters are those with the least error of forecasts of records that were kept back.
 */
final class RecurrentForecast implements ForecastMethod {
    private static final double KEPT_BACK = 0.125;
    private static final int BATCH = 32;
    private static final float LEARNING_RATE = 1e-2f;
    private static final float STEEPEST = 0.5f;
    private static final int LOOKS = 10;
    private static final double ROW_BY_ROW = 1.0 / 3;
    private static final float NOISE = 0.02f;

    /** A piece has so many rows that are known, twice as many where all are. */
    private static final int KNOWN = 64;

    private static final int FIRST_FREE = 8;

    private final String name;
    private final SequenceBlock block;
    private final Model model;
    private final Trainer trainer;
    private final int records;
    private final ColumnScale outputs;
    private final ColumnScale inputs;
    private double spent;

    private RecurrentForecast(
            String name, Supplier<RecurrentBlock> cell, List<MeasuredSeries> records, int context, long seed) {
        this.name = name;
        this.records = records.size();
        this.outputs = ColumnScale.of(records, MeasuredSeries::outputs);
        this.inputs = ColumnScale.of(records, MeasuredSeries::inputs);
        Torch.engine().setRandomSeed((int) seed);
        model = Model.newInstance(name, Device.cpu(), "PyTorch");
        block = new SequenceBlock(cell.get(), outputs.changes(records, MeasuredSeries::outputs), context);
        model.setBlock(block);
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(new Falling())
                        .optClipGrad(STEEPEST)
                        .build()));
        long steps = records.get(0).length();
        trainer.initialize(
                new Shape(steps, BATCH, outputs.mean().length), new Shape(steps, BATCH, inputs.mean().length));
    }

    /** The rate of learning, by the time that is spent. */
    private final class Falling implements Tracker {
        @Override
        public float getNewValue(int step) {
            return (float) (LEARNING_RATE * 0.5 * (1 + Math.cos(Math.PI * spent)));
        }
    }

    static RecurrentForecast trained(
            String name,
            Supplier<RecurrentBlock> cell,
            List<MeasuredSeries> records,
            int context,
            double seconds,
            long seed)
            throws InterruptedException {
        RecurrentForecast forecast = new RecurrentForecast(name, cell, records, context, seed);
        int kept = Math.max(1, (int) (KEPT_BACK * records.size()));
        forecast.train(
                records.subList(kept, records.size()),
                records.subList(0, kept),
                context,
                (long) (1e9 * seconds),
                new SplittableRandom(seed));
        return forecast;
    }

    private void train(
            List<MeasuredSeries> shown, List<MeasuredSeries> kept, int context, long nanos, SplittableRandom random)
            throws InterruptedException {
        long start = System.nanoTime();
        int length = shown.get(0).length();
        int known = Math.min(context, KNOWN);
        double look = ROW_BY_ROW;
        double best = error(kept, context);
        List<float[]> parameters = copy();
        while (spent < 1) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while " + name + " was trained");
            }
            if (spent < ROW_BY_ROW) {
                step(pieces(shown, Math.min(length, 2 * KNOWN), random), Integer.MAX_VALUE);
            } else {
                step(pieces(shown, known + free(length - context), random), known);
            }
            spent = Math.min(1, (double) (System.nanoTime() - start) / nanos);
            if (spent >= look || spent >= 1) {
                look += (1 - ROW_BY_ROW) / LOOKS;
                double error = error(kept, context);
                if (error < best) {
                    best = error;
                    parameters = copy();
                }
            }
        }
        restore(parameters);
    }

    /** Over how many rows it runs free by now: the number grows by the same factor in the same time. */
    private int free(int longest) {
        double share = (spent - ROW_BY_ROW) / (1 - ROW_BY_ROW);
        return longest <= FIRST_FREE ? longest : (int) (FIRST_FREE * Math.pow((double) longest / FIRST_FREE, share));
    }

    private static List<MeasuredSeries> pieces(List<MeasuredSeries> shown, int rows, SplittableRandom random) {
        List<MeasuredSeries> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            MeasuredSeries one = shown.get(random.nextInt(shown.size()));
            int first = random.nextInt(one.length() - rows + 1);
            batch.add(one.slice(first, first + rows));
        }
        return batch;
    }

    private void step(List<MeasuredSeries> batch, int known) {
        block.know(known);
        try (NDManager scope = trainer.getManager().newSubManager()) {
            NDList sequence = arrays(scope, batch);
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDArray outputs = sequence.get(0);
                NDArray noisy =
                        outputs.add(scope.randomNormal(outputs.getShape()).mul(NOISE));
                NDArray predictions =
                        trainer.forward(new NDList(noisy, sequence.get(1))).singletonOrThrow();
                NDArray error = predictions.sub(outputs.get("1:"));
                collector.backward(error.mul(error).mean());
            }
            trainer.step();
        }
    }

    /** Mean squared error behind the context, as a forecast is judged. */
    private double error(List<MeasuredSeries> series, int context) {
        block.know(context);
        try (NDManager scope = trainer.getManager().newSubManager()) {
            NDList sequence = arrays(scope, series);
            NDArray error = trainer.evaluate(sequence)
                    .singletonOrThrow()
                    .sub(sequence.get(0).get("1:"))
                    .get(context - 1 + ":");
            return error.mul(error).mean().getFloat();
        }
    }

    private List<float[]> copy() {
        return model.getBlock().getParameters().values().stream()
                .map(p -> p.getArray().toFloatArray())
                .toList();
    }

    private void restore(List<float[]> values) {
        for (int i = 0; i < values.size(); i++) {
            model.getBlock().getParameters().valueAt(i).getArray().set(values.get(i));
        }
    }

    /** Return y [T×N×Q] and u [T×N×K], scaled; what nobody knows is 0, and not read. */
    private NDList arrays(NDManager scope, List<MeasuredSeries> series) {
        int steps = series.get(0).length();
        int q = outputs.mean().length;
        int k = inputs.mean().length;
        float[] y = new float[steps * series.size() * q];
        float[] u = new float[steps * series.size() * k];
        int atY = 0;
        int atU = 0;
        for (int t = 0; t < steps; t++) {
            for (MeasuredSeries one : series) {
                for (int c = 0; c < q; c++) {
                    double value = one.outputs(t)[c];
                    y[atY++] = Double.isNaN(value) ? 0 : outputs.scaled(value, c);
                }
                for (int c = 0; c < k; c++) {
                    u[atU++] = inputs.scaled(one.inputs(t)[c], c);
                }
            }
        }
        return new NDList(
                scope.create(y, new Shape(steps, series.size(), q)),
                scope.create(u, new Shape(steps, series.size(), k)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String learns() {
        long count = model.getBlock().getParameters().values().stream()
                .mapToLong(p -> p.getArray().size())
                .sum();
        return count + " parameters from other machines, its state from each context";
    }

    @Override
    public int records() {
        return records;
    }

    @Override
    public List<double[][]> forecast(List<MeasuredSeries> series, int context) {
        block.know(context);
        try (NDManager scope = trainer.getManager().newSubManager()) {
            NDArray predictions = trainer.evaluate(arrays(scope, series)).singletonOrThrow();
            float[] values = predictions.toFloatArray();
            int q = outputs.mean().length;
            List<double[][]> forecasts = new ArrayList<>();
            for (int n = 0; n < series.size(); n++) {
                double[][] rows = new double[series.get(n).length()][];
                Arrays.setAll(rows, t -> new double[0]);
                for (int t = context; t < rows.length; t++) {
                    rows[t] = new double[q];
                    for (int c = 0; c < q; c++) {
                        rows[t][c] = outputs.original(values[((t - 1) * series.size() + n) * q + c], c);
                    }
                }
                forecasts.add(rows);
            }
            return forecasts;
        }
    }
}
