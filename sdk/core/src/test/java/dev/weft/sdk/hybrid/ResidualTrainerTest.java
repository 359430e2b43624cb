package dev.weft.sdk.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecast;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.hybrid.ResidualSettings.Method;
import dev.weft.sdk.model.LoadedModel;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.ModelFiles;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.training.EpochRecord;
import dev.weft.sdk.training.TrainingListener;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResidualTrainerTest {
    private static final int CONTEXT = 40;
    private static final ResidualSettings SETTINGS =
            ResidualSettings.STANDARD.withHidden(List.of(6)).withSegment(25).withEpochs(80, 80);
    private static final MeasuredSeries SHORT = Springs.hardening(1, 300);
    private static final CalibrationResult OF_SHORT = Springs.calibrated(SHORT);

    private static ResidualResult train(
            ResidualSettings settings, CalibrationResult calibrated, MeasuredSeries series) {
        return new ResidualTrainer(settings).train(calibrated, List.of(series), TrainingListener.NONE);
    }

    /** Root mean square error behind the context, in metres. */
    private static double error(PhysicsModel model, MeasuredSeries series) {
        Forecast forecast = new Forecaster(model, Adaptation.NONE).forecast(series, CONTEXT);
        double sum = 0;
        for (int i = CONTEXT; i < series.length(); i++) {
            double off = series.outputs(i)[0] - forecast.output(i, 0);
            sum += off * off;
        }
        return Math.sqrt(sum / (series.length() - CONTEXT));
    }

    @Test
    void learnsTheHardeningOfASpringThatIsModelledAsLinear() throws IOException {
        MeasuredSeries series = Springs.hardening(1, 600);
        CalibrationResult calibrated = Springs.calibrated(series);
        ResidualResult result = train(SETTINGS, calibrated, series);
        assertThat(result.kept()).isTrue();
        MeasuredSeries heldOut = Springs.hardening(2, 300);
        double before = error(calibrated.model(), heldOut);
        // That it falls to less than half is the least a user may expect where the force that is missing is a cubic.
        assertThat(before).isGreaterThan(20 * Springs.NOISE);
        assertThat(error(result.model(), heldOut)).isLessThan(0.5 * before);
        // A spring fitted as linear takes half of the cubic force on average; the rest is a third of all forces.
        assertThat(result.shares().get("d(velocity)/dt")).isBetween(0.2, 0.6);
        assertThat(result.shares().get("position")).isBetween(0.2, 0.8);
        assertThat(result.model().card().shares()).isEqualTo(result.shares());
        // Only the equation that holds parameters is added to: that position follows velocity is a definition.
        assertThat(((ResidualPrior) result.model().prior()).network().targets())
                .extracting(t -> t.label())
                .containsExactly("d(velocity)/dt");
        // The physics stays as it was calibrated.
        assertThat(result.model().layout().toPhysical(result.model().start().mean())[1])
                .isEqualTo(calibrated
                        .model()
                        .layout()
                        .toPhysical(calibrated.model().start().mean())[1]);
        readsBackAsItWas(result.model());
    }

    private static void readsBackAsItWas(PhysicsModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        LoadedModel read = ModelFiles.read(out.toByteArray(), name -> Optional.of(new MassSpringDamper()));
        PhysicsModel same = ((LoadedModel.Physics) read).model();
        assertThat(((ResidualPrior) same.prior()).network()).isEqualTo(((ResidualPrior) model.prior()).network());
        assertThat(same.start().mean()).isEqualTo(model.start().mean());
        assertThat(same.card().shares()).isEqualTo(model.card().shares());
    }

    @Test
    void leavesAMachineAloneThatIsThePrior() {
        MeasuredSeries series = Springs.linear(1, 500);
        ResidualResult result = train(SETTINGS.withEpochs(15, 15), Springs.calibrated(series), series);
        // Noise is all there is to learn. If a share of it happens to help validation, it is a share of noise.
        assertThat(result.shares().get("position")).isLessThan(0.01);
        assertThat(result.after()).isGreaterThan(0.9 * result.before());
    }

    @Test
    void stopsWhenItIsToldToAndSaysHowItWent() {
        ResidualResult result = new ResidualTrainer(SETTINGS).train(OF_SHORT, List.of(SHORT), new TrainingListener() {
            private int epochs;

            @Override
            public void epochDone(EpochRecord epoch, boolean best) {
                epochs++;
            }

            @Override
            public boolean cancelled() {
                return epochs == 3;
            }
        });
        assertThat(result.epochs()).hasSize(3);
        assertThat(result.trainingSegments()).isEqualTo(10);
        assertThat(result.validationSegments()).isEqualTo(1);
    }

    @Test
    void adamWGoesDownToo() {
        ResidualResult result = train(SETTINGS.withMethod(Method.ADAMW).withEpochs(12, 12), OF_SHORT, SHORT);
        List<EpochRecord> epochs = result.epochs();
        assertThat(epochs.get(11).trainingLoss()).isLessThan(0.8 * epochs.get(0).trainingLoss());
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        ResidualSettings few = SETTINGS.withEpochs(4, 4);
        ResidualResult once = train(few, OF_SHORT, SHORT);
        ResidualResult again = train(few, OF_SHORT, SHORT);
        assertThat(again.epochs())
                .extracting(EpochRecord::validationLoss)
                .isEqualTo(
                        once.epochs().stream().map(EpochRecord::validationLoss).toList());
        assertThat(again.model().start().mean()).isEqualTo(once.model().start().mean());
    }

    @Test
    void refusesWhatIsNeitherStateNorOutput() {
        MeasuredSeries series = Springs.linear(1, 100);
        CalibrationResult calibrated = Springs.calibrated(series);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(SETTINGS.withOn(List.of("level")), calibrated, series))
                .withMessage("the network shall be added to 'level', expected state, output, or one of"
                        + " [position, velocity]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withSegment(1))
                .withMessage("rows of a segment = 1, expected 2 or more");
    }

    @Test
    void anOffsetOfTheSensorIsLearnedOnTheOutput() {
        MeasuredSeries plain = Springs.linear(1, 300);
        MeasuredSeries series = shifted(plain, 0.02);
        CalibrationResult calibrated = Springs.calibrated(plain);
        ResidualResult result = train(
                SETTINGS.withOn(List.of("position")).withEpochs(10, 10), calibratedOn(series, calibrated), series);
        assertThat(result.kept()).isTrue();
        // Ten steps bring 20 mm down to a few times the noise of 0.2 mm.
        assertThat(result.freeRun().get("position")).isLessThan(5 * Springs.NOISE);
    }

    private static CalibrationResult calibratedOn(MeasuredSeries series, CalibrationResult like) {
        return new CalibrationResult(
                like.model(),
                like.weights(),
                Springs.calibrated(series).fits(),
                like.loss(),
                like.sloppy(),
                like.combinations(),
                like.profiles(),
                like.leftOver(),
                like.advice(),
                like.simulated(),
                like.starts(),
                like.startsConverged(),
                like.startsAgreeing());
    }

    private static MeasuredSeries shifted(MeasuredSeries series, double by) {
        double[] times = new double[series.length()];
        double[][] inputs = new double[times.length][];
        double[][] outputs = new double[times.length][];
        for (int i = 0; i < times.length; i++) {
            times[i] = series.time(i);
            inputs[i] = series.inputs(i);
            outputs[i] = new double[] {series.outputs(i)[0] + by, Double.NaN};
        }
        return new MeasuredSeries(series.name(), times, inputs, outputs);
    }
}
