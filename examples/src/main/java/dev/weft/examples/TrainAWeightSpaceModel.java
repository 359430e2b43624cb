package dev.weft.examples;

import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.inspect.MovementEvent;
import dev.weft.sdk.inspect.MovementSettings;
import dev.weft.sdk.inspect.WeightMovement;
import dev.weft.sdk.inspect.WeightTrajectory;
import dev.weft.sdk.model.WarpModelFile;
import dev.weft.sdk.training.OptimiserSettings;
import dev.weft.sdk.training.Trainer;
import dev.weft.sdk.training.TrainingData;
import dev.weft.sdk.training.TrainingListener;
import dev.weft.sdk.training.TrainingMode;
import dev.weft.sdk.training.TrainingResult;
import dev.weft.sdk.training.TrainingSettings;
import dev.weft.sdk.warp.EquivalenceCertificate;
import dev.weft.sdk.warp.FinalActivation;
import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.RootSettings;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.WarpCell;
import dev.weft.sdk.warp.WarpForecast;
import dev.weft.sdk.warp.WarpForecaster;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpScore;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.sdk.warp.WarpStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Train a weight-space model on waves of unknown phase, forecast with it, watch its weights when a phase jumps. */
public final class TrainAWeightSpaceModel {
    static final int STEPS = 32;
    static final int CONTEXT = 8;
    static final int JUMP = 20;

    private TrainAWeightSpaceModel() {}

    /** Run the example. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Files.createTempDirectory("weft-example").resolve("wave.safetensors");
        WarpModel model = run(System.out);
        AtomicFile.write(file, true, stream -> WarpModelFile.write(model, stream));
        System.out.println("model written to " + file);
    }

    static WarpModel run(PrintStream out) throws InterruptedException {
        WarpModel model = train(out);
        forecast(model, out);
        watch(model, out);
        certify(model, out);
        return model;
    }

    // waves begin
    /** Return x(t) = sin(2π t/16 + φ), once a second; from a step on with the opposite phase. */
    static WarpSeries wave(String name, double phase, int jump) {
        double[] times = new double[STEPS];
        double[][] signals = new double[STEPS][1];
        for (int t = 0; t < STEPS; t++) {
            times[t] = t;
            signals[t][0] = Math.sin(2 * Math.PI * t / 16 + phase) * (t < jump ? 1 : -1);
        }
        return new WarpSeries(name, times, signals, new double[STEPS][0], new double[STEPS][0], -1);
    }

    static List<WarpSeries> waves(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<WarpSeries> waves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waves.add(wave("wave " + i, random.nextDouble(2 * Math.PI), STEPS));
        }
        return waves;
    }
    // waves end

    static WarpModel train(PrintStream out) throws InterruptedException {
        // train begin
        WarpSettings settings = WarpSettings.forecasting(
                List.of("wave"),
                RootSettings.of(List.of(8)).withPrevious(true).withFinal(new FinalActivation.Clip(1.5)),
                TransitionSettings.of(TransitionSettings.Structure.BLOCK_DIAGONAL)
                        .withRadius(1),
                InitialSettings.network(List.of(8)),
                STEPS);
        TrainingSettings how = TrainingSettings.STANDARD
                .withMode(TrainingMode.AUTOREGRESSIVE)
                .withEpochs(40)
                .withBatch(16)
                .withOptimiser(OptimiserSettings.STANDARD.withLearningRate(0.03));
        TrainingData data = TrainingData.split(waves(64, 1), how.validation(), how.seed(), 1);
        TrainingResult result = new Trainer(settings, how, CONTEXT).train(data, TrainingListener.NONE);
        WarpModel model = new WarpModel(
                settings, result.parameters(), Normalisation.none(settings), data.interval(), WarpProvenance.unknown());

        out.println(settings.weights() + " weights, moved by " + result.parameters().length + " parameters");
        out.println(result.end().message());
        // train end
        out.printf(Locale.ROOT, "loss %.2g, after epoch %d%n", result.bestLoss(), result.bestEpoch());
        return model;
    }

    static double forecast(WarpModel model, PrintStream out) {
        // forecast begin
        List<WarpSeries> unseen = waves(32, 2);
        List<WarpForecast> forecasts = new WarpForecaster(model).forecast(unseen, CONTEXT, done -> {});
        WarpScore score = WarpScore.of(model, unseen, forecasts, CONTEXT);
        double error = Math.sqrt(score.physical().mse());
        // forecast end
        out.printf(Locale.ROOT, "forecast of %d steps from %d: error %.3f%n", STEPS - CONTEXT, CONTEXT, error);
        return error;
    }

    static MovementEvent watch(WarpModel model, PrintStream out) {
        WeightMovement movement = movement(model, wave("jumps", 0, JUMP)); // at its peak, from 1 to −1
        movement.events().forEach(event -> out.println("the weights jumped at step " + event.step()));
        return movement.events().get(0);
    }

    // watch begin
    /** Run a wave through the model, fed with all of it, and tell where its weights moved more than usual. */
    static WeightMovement movement(WarpModel model, WarpSeries wave) {
        WarpStream stream = new WarpCell(model.settings(), model.parameters(), model.interval()).stream();
        double[] times = new double[wave.length()];
        double[][] theta = new double[wave.length()][model.settings().weights()];
        for (int t = 0; t < wave.length(); t++) {
            times[t] = wave.time(t);
            stream.observe(times[t], new double[] {wave.signal(t, 0)}, new double[0]); // units of the model
            stream.weights(theta[t]);
        }
        WeightTrajectory path =
                new WeightTrajectory(wave.name(), times, theta, model.settings().weightLayout());
        return WeightMovement.of(path, MovementSettings.standard());
    }
    // watch end

    static EquivalenceCertificate certify(WarpModel model, PrintStream out) {
        // certify begin
        EquivalenceCertificate certificate = EquivalenceCertificate.of(model, 1);
        certificate.agreements().forEach(a -> out.println((a.holds() ? "agrees: " : "DIFFERS: ") + a.way()));
        // certify end
        return certificate;
    }
}
