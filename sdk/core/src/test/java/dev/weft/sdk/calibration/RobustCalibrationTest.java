package dev.weft.sdk.calibration;

import static dev.weft.sdk.calibration.Calibrations.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.testing.RcRoom;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RobustCalibrationTest {
    private static final MassSpringDamper SPRING = new MassSpringDamper();
    private static final double[] TRUTH = {2, 60, 1.5};
    private static final double[] NOISE = {0.01, 0.1};
    private static final int COUNT = 300;

    private static MeasuredSeries spring(double[] noise) {
        return Lab.measure(
                SPRING,
                TRUTH,
                new double[] {0.5, 0},
                Lab.times(COUNT, 0.05),
                Lab.jumps(COUNT, 8, 3, new double[] {-30, 30}),
                noise,
                4);
    }

    /** One reading in twenty of each output is 20 standard deviations too high. */
    private static MeasuredSeries withOutliers(MeasuredSeries series) {
        Random random = new Random(5);
        for (int i = 0; i < series.length(); i++) {
            for (int k = 0; k < 2; k++) {
                series.outputs(i)[k] += random.nextInt(20) == 0 ? 20 * NOISE[k] : 0;
            }
        }
        return series;
    }

    private static CalibrationResult calibrate(MeasuredSeries series, Loss loss) {
        return new Calibrator(SPRING, Calibrations.settings(2, Map.of()).withLoss(loss))
                .calibrate(List.of(series), "", done -> {});
    }

    @Test
    void outliersAreFoundAndLeaveTheTruthWithinTheIntervals() {
        CalibrationResult result = calibrate(withOutliers(spring(NOISE)), Loss.AUTO);

        assertThat(result.loss()).isEqualTo(Loss.HUBER);
        for (int j = 0; j < 3; j++) {
            WeightEstimate w = result.weights().get(j);
            assertThat(TRUTH[j]).as(w.slot().name()).isBetween(w.lower(), w.upper());
        }
        // 300 readings, one in twenty: 15 with a standard deviation of 3.8; four times that.
        assertThat(result.fits()).allSatisfy(f -> assertThat(f.outliers()).isBetween(1, 30));
        // What the outliers leave of the noise: 285 readings know it to 4 %, the loss hides a little of it.
        assertThat(result.fits().get(0).rmse()).isCloseTo(0.01, withinPercentage(20));
        assertThat(result.fits().get(1).rmse()).isCloseTo(0.1, withinPercentage(20));
        assertThat(result.model().noise().measurement(0)).isLessThan(0.015);
    }

    /** Huber's intervals are narrower than those of least squares, which take the outliers for noise. */
    @Test
    void outliersCostLittleAccuracyWithHuberAndMuchWithLeastSquares() {
        MeasuredSeries series = withOutliers(spring(NOISE));
        WeightEstimate robust = weight(calibrate(series, Loss.HUBER), "mass");
        WeightEstimate squares = weight(calibrate(series, Loss.SQUARES), "mass");

        // The outliers make the standard deviation of the errors √(1 + 20²/20) = 4.6 times larger.
        assertThat((squares.upper() - squares.lower()) / (robust.upper() - robust.lower()))
                .isGreaterThan(2.5);
    }

    @Test
    void onDataWithoutOutliersNothingChanges() {
        CalibrationResult squares = calibrate(spring(NOISE), Loss.SQUARES);
        CalibrationResult auto = calibrate(spring(NOISE), Loss.AUTO);

        assertThat(auto.loss()).isEqualTo(Loss.SQUARES);
        assertThat(auto.weights()).isEqualTo(squares.weights());
        assertThat(auto.fits()).allSatisfy(f -> assertThat(f.outliers()).isZero());
    }

    /** The loss is that of least squares where residuals are small: data without noise give the same numbers. */
    @Test
    void onPerfectDataHuberGivesTheTruthToo() {
        CalibrationResult result = calibrate(spring(new double[] {0, 0}), Loss.HUBER);

        for (int j = 0; j < 3; j++) {
            // Integration at 1e-8 and a cost converged to 1e-8 of itself, as for least squares.
            assertThat(result.weights().get(j).value()).isCloseTo(TRUTH[j], withinPercentage(0.01));
        }
    }

    /**
     * Of 40 rooms with one reading in twenty 20 standard deviations too high the intervals miss the truth in 9 or more
     * with a probability of 1e-4 (binomial), if they hold it 95 times in 100.
     */
    @Test
    void intervalsHoldTheTruthInSpiteOfOutliers() {
        RcRoom room = new RcRoom();
        double[] truth = {0.006, 5e6};
        int[] held = new int[2];
        for (int run = 0; run < 40; run++) {
            MeasuredSeries series = Lab.measure(
                    room,
                    truth,
                    new double[] {290},
                    Lab.times(100, 1800),
                    Lab.jumps(100, 6, 4, new double[] {268, 288}, new double[] {0, 4000}),
                    new double[] {0.2},
                    100 + run);
            Random random = new Random(run);
            for (int i = 0; i < series.length(); i++) {
                series.outputs(i)[0] += random.nextInt(20) == 0 ? 4 : 0;
            }
            CalibrationResult result = Calibrations.of(room, series);
            assertThat(result.loss()).isEqualTo(Loss.HUBER);
            for (int j = 0; j < 2; j++) {
                WeightEstimate w = result.weights().get(j);
                held[j] += w.lower() <= truth[j] && truth[j] <= w.upper() ? 1 : 0;
            }
        }
        assertThat(held[0]).isGreaterThanOrEqualTo(32);
        assertThat(held[1]).isGreaterThanOrEqualTo(32);
    }

    /** Huber's intervals on normal data are 1/√0.95 = 1.03 as wide as those of least squares, in the mean. */
    @Test
    void huberLosesLittleOnNormalData() {
        WeightEstimate robust = weight(calibrate(spring(NOISE), Loss.HUBER), "stiffness");
        WeightEstimate squares = weight(calibrate(spring(NOISE), Loss.SQUARES), "stiffness");

        // The robust scale of 300 readings is known to 7 %.
        assertThat((robust.upper() - robust.lower()) / (squares.upper() - squares.lower()))
                .isBetween(0.85, 1.25);
        assertThat(robust.value()).isBetween(squares.lower(), squares.upper());
    }
}
